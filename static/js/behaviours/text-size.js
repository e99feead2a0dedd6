// Changes the size of the text at once and tells the server in the background.

export default function textSize(form) {
  const button = form.querySelector("button");
  const classes = document.documentElement.classList;
  let sending = Promise.resolve();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    const isLarge = classes.toggle("large-text");
    button.setAttribute("aria-pressed", isLarge);
    // The button carries the size to go to.
    button.value = isLarge ? "normal" : "large";
    // In turn, so that the last tap is kept; without a network only the remembering is lost.
    const post = () => fetch(form.action, { method: "POST", body, redirect: "manual" });
    sending = sending.then(post).catch(() => {});
  });
}
