// A member's own answers in a room: sent until the server has them, kept over a reload, shown with the result.

const WAITS_MS = [500, 1000, 2000, 2500];
const SLOW_MS = 3000;
const GIVE_UP_MS = 20000;
const KEEP_MS = 30 * 60 * 1000;
const TRY_AGAIN = [408, 500, 502, 503, 504];

const controlsOf = (form) => [...form.elements].filter((control) => control.name && control.matches("input:not([type=hidden]), select, textarea"));
const fieldsOf = (form) => [...new URLSearchParams(new FormData(form))].filter(([name]) => name !== "csrf_token");

/** Whether something is chosen or typed that the page did not come with. */
function isTouched(control) {
  if (control.matches("select")) {
    const usual = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
    return control.selectedOptions[0] !== usual;
  }
  const isTick = control.type === "radio" || control.type === "checkbox";
  return isTick ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

function fill(form, fields) {
  for (const control of controlsOf(form)) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

export function answers(root, isOpen) {
  const words = root.dataset;
  // By round: what was sent, and the key and words that the server gave it.
  const own = new Map();
  let sending = 0;
  let edited = false;

  const form = () => root.querySelector("[data-answer]");
  const say = (text) => {
    const state = form()?.querySelector("[data-state]");
    if (state && state.textContent !== text) state.textContent = text;
    const heard = root.querySelector("[data-heard]");
    if (text && heard) heard.textContent = text;
  };
  const attempt = (work) => {
    try {
      return work(sessionStorage);
    } catch {
      return null;
    }
  };
  // Named for the signed-in device, so that the next person on a shared phone never sends it.
  const name = (round) => `live ${document.body.dataset.device} ${round}`;

  async function post(round, action, fields) {
    const mine = (sending += 1);
    const body = new URLSearchParams(fields);
    const headers = { "X-Requested-With": "live", "X-CSRFToken": words.csrf };
    for (let tries = 0; mine === sending; tries += 1) {
      const stop = new AbortController();
      const slow = setTimeout(() => mine === sending && say(words.slow), SLOW_MS);
      const giveUp = setTimeout(() => stop.abort(), GIVE_UP_MS);
      try {
        const response = await fetch(action, { method: "POST", body, headers, signal: stop.signal });
        if (TRY_AGAIN.includes(response.status)) throw new Error(response.status);
        attempt((storage) => storage.removeItem(name(round)));
        // Signed out meanwhile, or the form's token is no longer good: the page anew says what to do.
        if (response.redirected || response.status === 400) return location.reload();
        const reply = await response.json().catch(() => ({}));
        if (mine === sending) taken(round, response.ok, reply, fields);
        return;
      } catch {
        if (mine === sending) say(words.slow);
        await new Promise((resolve) => setTimeout(resolve, WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]));
      } finally {
        clearTimeout(slow);
        clearTimeout(giveUp);
      }
    }
  }

  function taken(round, ok, reply, fields) {
    if (!ok) return isOpen(round) ? say(reply.words ?? words.slow) : tell(reply.words ?? "");
    own.set(round, { key: reply.key, text: reply.text, fields });
    if (!isOpen(round)) return;
    if (reply.key) say(words.saved);
    else {
      say(words.cast);
      form()?.querySelector(".actions")?.remove();
    }
  }

  const tell = (text) => { root.querySelector("[data-connection]").textContent = text; };

  return {
    begin() {
      const round = words.round;
      const last = words.round || "page";
      if (words.ownKey) own.set(last, { key: words.ownKey, text: words.ownText, fields: form() ? fieldsOf(form()) : [] });
      // On a slow line people choose before this script is there.
      edited = Boolean(form()) && controlsOf(form()).some(isTouched);
      root.addEventListener("input", (event) => {
        if (!event.target.closest("[data-answer]")) return;
        edited = true;
        say("");
      });
      const kept = round && attempt((storage) => JSON.parse(storage.getItem(name(round))));
      if (!kept || !form() || Date.now() - kept[0] > KEEP_MS) return;
      fill(form(), kept[1]);
      post(round, form().action, kept[1]);
    },

    send(event) {
      event.preventDefault();
      const round = words.round;
      const fields = fieldsOf(event.target);
      edited = false;
      attempt((storage) => storage.setItem(name(round), JSON.stringify([Date.now(), fields])));
      say(words.saving);
      post(round, event.target.action, fields);
    },

    /** What is chosen and not sent yet, so that a new message does not take it away. */
    half: () => (form() && edited ? [form().action, fieldsOf(form())] : null),

    restore(message, half) {
      const now = form();
      if (now && half && half[0] === now.action) fill(now, half[1]);
      else edited = false;
      const known = own.get(String(message.round ?? ""));
      if (now && known && !edited) {
        fill(now, known.fields);
        say(known.key ? words.saved : words.cast);
        if (!known.key) now.querySelector(".actions")?.remove();
      }
      const slot = root.querySelector("[data-own]");
      if (!slot) return;
      const last = message.rounds.map(String).reverse().concat("page").map((round) => own.get(round)).find((one) => one?.key);
      slot.hidden = !last;
      if (!last) return;
      slot.querySelector("[data-own-text]").textContent = last.text;
      const mark = message.marks?.[last.key];
      const verdict = slot.querySelector("[data-verdict]");
      if (verdict && mark !== undefined) verdict.textContent = mark === 100 ? words.right : mark ? words.partly : words.wrong;
    },
  };
}
