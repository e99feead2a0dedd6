// Sends an answer so that a lost network does not lose it.
//
// Without a network it stays in the page, and in the tab's storage where there is one, and is sent again:
// by and by, when the network comes back, and after a reload. Sending twice changes nothing on the server.
// What it answers the browser shows: the next page is opened, all else is posted again as a plain form.

const WAITS_S = [1, 2, 4, 8, 15];
const SLOW_MS = 4000;
const GIVE_UP_MS = 25000;
const TRY_AGAIN = [408, 502, 503, 504];
// An older answer is not sent by itself: the same question may by then be asked anew.
const KEEP_MS = 30 * 60 * 1000;

const isChoice = (control) => control.type === "radio" || control.type === "checkbox";
const isFilled = (control) =>
  isChoice(control)
    ? [...control.form.elements].some((other) => other.name === control.name && other.checked)
    : control.value.trim() !== "";
const controlsOf = (form) => [...form.elements].filter((control) => control.name && control.matches("input:not([type=hidden]), select, textarea"));

function isChosen(form) {
  // What stands beside the answer, as how sure one is, is never needed and never enough.
  const controls = controlsOf(form).filter((control) => !control.closest("[data-beside]"));
  // Inside data-all each is needed; elsewhere anything will do, and the server says what lacks.
  return controls.some(isFilled) && controls.filter((control) => control.closest("[data-all]")).every(isFilled);
}

function fill(form, fields) {
  for (const control of controlsOf(form)) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isChoice(control)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

/** What is kept between two loads of the page: nothing where storage is forbidden. */
function keeper(form) {
  // Named for the signed-in device, so that the next person on a shared phone never sends it.
  const key = `answer ${document.body.dataset.device} ${form.action}`;
  const attempt = (work) => {
    try {
      return work(sessionStorage);
    } catch {
      return null;
    }
  };
  return {
    keep: (fields) => attempt((storage) => storage.setItem(key, JSON.stringify([Date.now(), fields]))),
    forget: () => attempt((storage) => storage.removeItem(key)),
    kept: () =>
      attempt((storage) => {
        const [time, fields] = JSON.parse(storage.getItem(key));
        return Date.now() - time < KEEP_MS ? fields : null;
      }),
  };
}

export default function answer(form) {
  const button = form.querySelector("[data-send]");
  const status = form.querySelector("[data-status]");
  const store = keeper(form);
  let busy = false;
  let composing = false;
  let failures = 0;
  let timer = 0;

  const say = (what) => {
    const text = status?.dataset[what];
    if (text && text !== status.textContent) status.textContent = text;
  };
  const offer = () => { button.hidden = !isChosen(form); };

  async function post() {
    clearTimeout(timer);
    timer = 0;
    say(failures ? "kept" : "saving");
    const body = new URLSearchParams(new FormData(form));
    store.keep([...body].filter(([name]) => name !== "csrf_token"));
    const stop = new AbortController();
    const slow = setTimeout(() => failures || say("slow"), SLOW_MS);
    const giveUp = setTimeout(() => stop.abort(), GIVE_UP_MS);
    try {
      // Asked this way, the server names the next page instead of redirecting: it is loaded once, not twice.
      const headers = { "X-Requested-With": "answer" };
      const response = await fetch(form.action, { method: "POST", body, headers, signal: stop.signal });
      if (TRY_AGAIN.includes(response.status)) throw new Error(response.status);
      store.forget();
      const next = response.headers.get("X-Location");
      if (next) location.assign(next);
      else HTMLFormElement.prototype.submit.call(form);
    } catch {
      say("kept");
      timer = setTimeout(post, WAITS_S[Math.min(failures, WAITS_S.length - 1)] * 1000);
      failures += 1;
    } finally {
      clearTimeout(slow);
      clearTimeout(giveUp);
    }
  }

  function send() {
    if (busy) return;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    post();
  }

  form.addEventListener("submit", (event) => {
    // Another button of the form, such as «for later», goes the browser's way.
    if (event.submitter && event.submitter !== button) return;
    event.preventDefault();
    // On a Vietnamese keyboard Enter may only end a word.
    if (composing) document.activeElement.blur();
    else if (isChosen(form)) send();
  });
  form.addEventListener("compositionstart", () => { composing = true; });
  form.addEventListener("compositionend", () => { composing = false; });
  form.addEventListener("input", offer);
  form.addEventListener("change", offer);
  const hurry = () => timer && post();
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  // A page out of the back button's memory is old: ask for it anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  const kept = store.kept();
  if (kept) fill(form, kept);
  offer();
  if (kept && isChosen(form)) send();
}
