// A lesson's text: a toolbar that puts Markdown where the cursor is. draft.js saves it and shows its cards.

const AROUND = { bold: "**", italic: "*" };
const BEFORE_LINES = { list: "- ", quote: "> " };
const ON_A_LINE_OF_ITS_OWN = { card: "## ", source: "Nguồn: " };

/** Put text in the place of what is marked, so that the browser's own undo takes it back. */
function put(text, inserted, from, to) {
  text.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, inserted)) {
    text.setRangeText(inserted, from, to, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function shape(text, what) {
  text.focus();
  const { selectionStart: from, selectionEnd: to, value } = text;
  const marked = value.slice(from, to);
  if (AROUND[what]) {
    const sign = AROUND[what];
    put(text, sign + marked + sign, from, to);
    text.setSelectionRange(from + sign.length, to + sign.length);
  } else if (BEFORE_LINES[what]) {
    const start = value.lastIndexOf("\n", from - 1) + 1;
    put(text, value.slice(start, to).replace(/^/gm, BEFORE_LINES[what]), start, to);
  } else {
    const end = value.indexOf("\n", to);
    const at = end < 0 ? value.length : end;
    const gap = at === 0 || /\n\n$/.test(value.slice(0, at)) ? "" : /\n$/.test(value.slice(0, at)) ? "\n" : "\n\n";
    put(text, gap + ON_A_LINE_OF_ITS_OWN[what], at, at);
  }
}

export default function lesson(form) {
  const text = form.elements.text;
  const toolbar = form.querySelector("[role=toolbar]");
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-puts]");
    if (button) shape(text, button.dataset.puts);
  });
}
