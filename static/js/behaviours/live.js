// Keeps a screen in step with its room: over a stream, or by asking every 3 s where streams do not pass.
//
// Every message carries the room's version and its whole state, so one that is lost costs nothing: the next
// one, or the state asked for on the way back, makes the screen whole. What a member chose stays in the page.

import { answers } from "./live/answers.js";

const WAITS_MS = [250, 700, 1500, 2200];
// After so long without a server nobody sits in front of the screen; the phone's battery is spared.
const PATIENCE_MS = 10 * 60 * 1000;
const SLOW_WAIT_MS = 15000;
const HELLO_MS = 5000;
// The server says every 15 s that it is there.
const SILENCE_MS = 25000;
const POLL_MS = 3000;
const TRY_STREAM_AGAIN_MS = 60000;

export default function live(root) {
  const words = root.dataset;
  const part = root.querySelector("[data-part]");
  const connection = root.querySelector("[data-connection]");
  const heard = root.querySelector("[data-heard]");
  const clock = root.querySelector("[data-left]");
  let version = Number(words.v);
  let source = null;
  let timer = 0;
  let failures = 0;
  let failing = 0;
  let silent = 0;
  let polls = !window.EventSource;
  let ends = 0;

  const own = answers(root, (round) => round === words.round);
  const say = (text) => { if (connection.textContent !== text) connection.textContent = text; };
  const later = (work, wait) => { clearTimeout(timer); timer = setTimeout(work, wait * (0.75 + Math.random() / 2)); };

  function show(message) {
    if (message.counts) count(message.counts);
    if (message.v <= version && message.v !== 0) return;
    version = message.v;
    const half = own.half();
    const hadFocus = part.contains(document.activeElement);
    const before = part.querySelector("[data-status-line]")?.textContent;
    part.innerHTML = message.html;
    words.round = message.round ?? "";
    own.restore(message, half);
    for (const field of root.querySelectorAll("[data-version]")) field.value = version;
    if (words.wall) {
      root.className = `live wall wall--${message.state}`;
      root.querySelector("[data-next]").hidden = message.state === "ended";
      fit();
    }
    if (hadFocus) part.focus({ preventScroll: true });
    const now = part.querySelector("[data-status-line]")?.textContent.trim();
    if (now && now !== before?.trim()) heard.textContent = now;
    if (!half) scrollTo(0, 0);
    countDown(message.left);
  }

  /** Make what is on the wall smaller until all of it is there: nobody can scroll a wall. */
  function fit() {
    const spills = (at) => at.scrollHeight > at.clientHeight + 1;
    let size = 1;
    do part.style.setProperty("--fit", size);
    while ((spills(part) || [...part.querySelectorAll(".wall__part")].some(spills)) && (size -= 0.04) > 0.4);
  }

  function count({ answered, present, html }) {
    const put = (name, text) => { for (const at of root.querySelectorAll(name)) at.textContent = text; };
    put("[data-answered-count]", answered);
    put("[data-present-count]", present);
    const waiting = root.querySelector("[data-waiting]");
    if (!waiting || html === undefined) return;
    const kept = () => waiting.querySelector("details[data-keep]");
    const open = kept()?.open;
    waiting.innerHTML = html;
    if (open && kept()) kept().open = true;
  }

  function countDown(left) {
    ends = left === undefined || left === "" ? 0 : Date.now() + left * 1000;
    clock.hidden = !ends;
    tick();
  }

  function tick() {
    if (!ends) return;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    clock.textContent = (left === 1 ? words.one : words.many).replace("{n}", left);
    clock.classList.toggle("clock--last", left <= 10);
  }
  setInterval(tick, 1000);

  function alive() {
    failures = silent = failing = 0;
    say("");
    later(failed, SILENCE_MS);
  }

  function connect() {
    source?.close();
    if (polls) return ask();
    source = new EventSource(`${words.stream}?v=${version}`);
    source.onerror = failed;
    source.onmessage = (event) => { alive(); show(JSON.parse(event.data)); };
    source.addEventListener("counts", (event) => { alive(); count(JSON.parse(event.data)); });
    source.addEventListener("hello", alive);
    source.addEventListener("beat", alive);
    clearTimeout(timer);
    // A proxy that holds the stream back says nothing at all.
    timer = setTimeout(() => { silent += 1; failed(); }, HELLO_MS);
  }

  function failed() {
    source?.close();
    source = null;
    failures += 1;
    failing ||= Date.now();
    if (failures > 1) {
      say(words.offline);
      // Also tells a phone that was signed out meanwhile.
      ask();
    }
    if (silent > 1) {
      polls = true;
      setTimeout(() => { polls = false; silent = 1; connect(); }, TRY_STREAM_AGAIN_MS);
      return ask();
    }
    const wait = Date.now() - failing > PATIENCE_MS ? SLOW_WAIT_MS : WAITS_MS[Math.min(failures, WAITS_MS.length) - 1];
    later(connect, wait);
  }

  async function ask() {
    try {
      const response = await fetch(`${words.poll}?v=${version}`, { headers: { "X-Requested-With": "live" } });
      if (response.redirected || response.status === 403 || response.status === 404) return location.reload();
      if (response.status === 200) show(await response.json());
      if (response.ok) say("");
    } catch {
      say(words.offline);
    }
    if (polls) later(ask, POLL_MS);
  }

  /** Post a form; `again` says whether to go on trying while there is no network. */
  async function post(form, button, again) {
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.set(button.name, button.value);
    const state = form.querySelector("[data-state]");
    for (let tries = 0; ; tries += 1) {
      try {
        const headers = { "X-Requested-With": "live", "X-CSRFToken": words.csrf };
        const response = await fetch(form.action, { method: "POST", body, headers });
        const reply = await response.json().catch(() => ({}));
        if (state) state.textContent = reply.words ?? "";
        else if (reply.words && button) button.textContent = reply.words;
        if (response.ok && form.matches("[data-post]")) form.reset();
        if (polls || !response.ok) ask();
        return;
      } catch {
        say(words.offline);
        // A press carries the version it was made at: sent again, it cannot skip.
        if (!again || tries > 8) return;
        await new Promise((resolve) => setTimeout(resolve, WAITS_MS[Math.min(tries, 3)]));
      }
    }
  }

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-answer]")) own.send(event);
    else if (form.matches("[data-press], [data-post]")) {
      event.preventDefault();
      post(form, event.submitter, form.matches("[data-press]"));
    }
  });

  // A presenter's clicker and the keyboard move the wall.
  if (words.wall) {
    document.addEventListener("keydown", (event) => {
      if (event.isComposing || event.repeat || event.target.closest("input, textarea, select, button, a, summary")) return;
      if (["PageDown", "ArrowRight", " ", "Enter"].includes(event.key)) {
        event.preventDefault();
        root.querySelector("[data-next]").click();
      }
    });
  }

  const back = () => { failures = 0; failing = 0; if (!source || source.readyState === 2) later(connect, 200); else ask(); };
  addEventListener("online", () => { source?.close(); source = null; back(); });
  addEventListener("offline", () => say(words.offline));
  document.addEventListener("visibilitychange", () => document.hidden || back());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  part.tabIndex = -1;
  if (words.wall) {
    fit();
    addEventListener("resize", fit);
  }
  own.begin();
  countDown(clock.dataset.left);
  connect();
}
