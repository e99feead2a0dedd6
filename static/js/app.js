// Loads a small module for each behaviour the page names. Each fails alone; pages work without any.

const begun = new WeakMap();

async function begin(name, element) {
  const names = begun.get(element) ?? new Set();
  if (names.has(name)) return;
  begun.set(element, names.add(name));
  try {
    (await import(`./behaviours/${name}.js`)).default(element);
  } catch (error) {
    console.error(name, error);
  }
}

/** Start, once, each behaviour within `root`: the page, or a part that came later. */
export function start(root) {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    for (const name of element.dataset.behaviour.split(" ")) begin(name, element);
  }
}

start(document);

// Paper cannot be tapped: what is folded is printed unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.source")) folded.open = true;
});
