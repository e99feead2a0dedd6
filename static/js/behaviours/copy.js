// Copies a text that must travel. Where the browser forbids it, the text is left marked.

async function isCopied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Browsers inside other apps have no clipboard, or refuse it; the old way works in most.
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}

export default function copy(element) {
  const field = element.querySelector("textarea");
  const button = element.querySelector("button");
  const status = element.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    status.textContent = "";
    const done = await isCopied(field);
    status.textContent = (done ? button.dataset.done : button.dataset.failed) ?? "";
    if (done) button.focus();
  });
  button.hidden = false;
}
