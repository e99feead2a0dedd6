// A grid for the keyboard: one key fills a cell and the cursor goes on; a row is saved when it is left.
//
// Vietnamese input methods: nothing is acted on while one composes, and what Telex or VNI made of two keys
// (Á of A and S, Đ of D and D) is taken as the two keys they were. Some send a Backspace and then the new
// letter: by then the cursor is in the next cell, so Backspace in an empty cell goes back and empties.

const VERDICTS = { "Đ": "Đ", D: "Đ", T: "Đ", S: "S", F: "S", "?": "?", K: "?" };
const TONES = { "\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0302": "^", "\u0306": "W", "\u031b": "W" };

/** The keys that were pressed for a text, as Telex reads them. */
function keysOf(text) {
  let last = "";
  return [...text.toUpperCase().replaceAll("\u00d0", "Đ").normalize("NFD")]
    .map((part) => {
      const key = TONES[part] === "^" ? last : (TONES[part] ?? part);
      last = key;
      return key;
    })
    .join("");
}

/** What a column makes of one more key in a cell: its new value and whether the cell is full; null refuses. */
function fed({ kind, verdicts = "", letters = "" }, value, key) {
  const verdict = VERDICTS[key];
  if (kind === "hand") return "150".includes(key) ? [key, true] : null;
  if (kind === "one") {
    const letter = key === "Đ" ? "D" : key;
    return letters.includes(letter) ? [letter, true] : null;
  }
  if (kind === "many") {
    const letter = key === "Đ" ? "D" : key;
    if (!letters.includes(letter)) return null;
    const chosen = [...letters].filter((one) => value.includes(one) || one === letter).join("");
    return [chosen, chosen.length === letters.length];
  }
  if (!value) return verdicts.includes(verdict) ? [verdict, kind === "verdict"] : null;
  return kind === "reasoned" && letters.includes(key) ? [value[0] + key, true] : null;
}

export default function grid(form) {
  const columns = [...form.querySelectorAll("thead th[data-kind]")].map((head) => head.dataset);
  const rows = [...form.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("input:not([type=hidden])")])
    .filter((cells) => cells.length);
  const places = new Map();
  rows.forEach((cells, row) => cells.forEach((cell, column) => places.set(cell, [row, column])));
  const kept = new Map([...places.keys()].map((cell) => [cell, cell.value]));
  const status = form.querySelector("[data-status]");
  let saving = Promise.resolve();
  let leaving = false;

  const at = (row, column) => rows[row]?.[column];
  function neighbour(cell, step) {
    const [row, column] = places.get(cell);
    return at(row, column + step) ?? (step > 0 ? at(row + 1, 0) : rows[row - 1]?.at(-1));
  }
  function go(cell) {
    if (!cell) return false;
    cell.focus();
    cell.select();
    return true;
  }

  /** Type keys from a cell on; what a cell does not take is left out. */
  function type(cell, keys) {
    let here = cell;
    for (const key of keys) {
      if (key === " ") here = neighbour(here, 1) ?? here;
      else {
        const next = fed(columns[places.get(here)[1]], here.value, key);
        if (!next) continue;
        here.value = next[0];
        here.removeAttribute("aria-invalid");
        if (next[1]) here = neighbour(here, 1) ?? here;
      }
    }
    if (here !== cell) go(here);
  }

  const before = new Map([...kept]);
  function take(cell) {
    // What is typed over a full cell begins it anew; what is added to letters is added.
    const was = before.get(cell) ?? "";
    const now = cell.value;
    const isMore = was !== "" && now !== was && now.startsWith(was);
    const added = isMore ? now.slice(was.length) : now;
    cell.value = isMore ? was : "";
    type(cell, keysOf(added));
    for (const one of places.keys()) before.set(one, one.value);
  }

  async function save(row) {
    const cells = rows[row];
    if (leaving || cells.every((cell) => cell.value === kept.get(cell))) return;
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    const hidden = form.elements[`b${cells[0].name.slice(1).split("-")[0]}`];
    body.set(hidden.name, hidden.value);
    const sent = cells.map((cell) => cell.value);
    cells.forEach((cell) => body.set(cell.name, cell.value));
    try {
      // Asked this way, the server names the next page: this one, or the sign-in page.
      const headers = { "X-Requested-With": "answer" };
      const response = await fetch(form.action, { method: "POST", body, headers });
      if (response.headers.get("X-Location") === location.pathname) {
        cells.forEach((cell, n) => kept.set(cell, sent[n]));
        hidden.value = sent.join("|");
        status.textContent = status.dataset.saved;
      } else status.textContent = response.status === 422 ? status.dataset.wrong : status.dataset.failed;
    } catch {
      status.textContent = status.dataset.failed;
    }
  }

  form.addEventListener("input", (event) => {
    if (places.has(event.target) && !event.isComposing) take(event.target);
  });
  form.addEventListener("compositionend", (event) => places.has(event.target) && take(event.target));
  form.addEventListener("focusin", (event) => {
    if (!places.has(event.target)) return;
    event.target.select();
  });
  form.addEventListener("focusout", (event) => {
    if (!places.has(event.target)) return;
    const [row] = places.get(event.target);
    if (places.get(event.relatedTarget)?.[0] !== row) saving = saving.then(() => save(row));
  });
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!places.has(cell) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const [row, column] = places.get(cell);
    const step = { ArrowLeft: -1, ArrowRight: 1, Enter: 1, " ": 1 }[event.key];
    if (step) {
      event.preventDefault();
      go(neighbour(cell, step));
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      go(at(row + (event.key === "ArrowUp" ? -1 : 1), column));
    } else if (event.key === "Backspace" && !cell.value) {
      const previous = neighbour(cell, -1);
      if (!previous) return;
      event.preventDefault();
      previous.value = "";
      before.set(previous, "");
      go(previous);
    }
  });
  form.addEventListener("submit", () => { leaving = true; });
}
