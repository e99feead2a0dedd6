// A form that saves itself: some seconds after the last letter, and when the page is left.
//
// What could not be sent stays on this phone and is in the form again when the page is opened. The answer is
// the preview beside the form, with the revision that the next save begins from.

const PAUSE_MS = 1200;
const AGAIN_MS = 8000;
const NOT_TYPED = ["csrf_token", "revision", "file"];

const typed = (form) => [...new FormData(form)].filter(([name, value]) => !NOT_TYPED.includes(name) && typeof value === "string");

/** What is kept between two visits: nothing where storage is forbidden. */
function keeper(form) {
  const key = `draft ${document.body.dataset.device} ${form.action}`;
  const attempt = (work) => {
    try {
      return work(localStorage);
    } catch {
      return null;
    }
  };
  return {
    keep: () => attempt((storage) => storage.setItem(key, JSON.stringify(typed(form)))),
    forget: () => attempt((storage) => storage.removeItem(key)),
    kept: () => attempt((storage) => JSON.parse(storage.getItem(key))),
  };
}

function fill(form, fields) {
  for (const control of form.elements) {
    if (!control.name || NOT_TYPED.includes(control.name) || control.type === "submit" || control.type === "hidden") continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

export default function draft(form) {
  const status = form.querySelector("[data-status]");
  const preview = document.querySelector("[data-preview]");
  const store = keeper(form);
  let changes = 0;
  let saved = 0;
  let busy = false;
  let isLate = false;
  let timer = 0;

  const say = (what, time = "") => { status.textContent = status.dataset[what].replace("{time}", time); };
  const body = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string").concat([["tu-luu", "1"]]));
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save() {
    if (busy || isLate || saved === changes) return;
    busy = true;
    const reached = changes;
    try {
      const answer = await fetch(form.action, { method: "POST", body: body() });
      if (answer.status === 409) {
        isLate = true;
        say("late");
      } else if (answer.ok && !answer.redirected) {
        preview.innerHTML = await answer.text();
        form.elements.revision.value = preview.querySelector("[data-revision]").dataset.revision;
        saved = reached;
        if (saved === changes) store.forget();
        say("saved", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
      } else say("failed");
    } catch {
      say("failed");
      later(AGAIN_MS);
    }
    busy = false;
    if (saved < changes && !timer) later(PAUSE_MS);
  }

  form.addEventListener("input", () => {
    changes += 1;
    store.keep();
    later(PAUSE_MS);
  });
  form.addEventListener("submit", () => { isLate = true; });
  addEventListener("online", save);
  addEventListener("pagehide", () => {
    if (saved < changes && !isLate) fetch(form.action, { method: "POST", body: body(), keepalive: true }).catch(() => {});
  });

  const kept = store.kept();
  if (kept && JSON.stringify(kept) !== JSON.stringify(typed(form))) {
    fill(form, kept);
    changes += 1;
    say("restored");
    later(PAUSE_MS);
  } else store.forget();
}
