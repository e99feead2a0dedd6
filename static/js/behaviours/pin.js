// Shows and hides the digits of a PIN.

export default function pin(field) {
  const input = field.querySelector("input");
  const button = field.querySelector("button");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  // A browser offers to remember what was typed into a field of text.
  input.form?.addEventListener("submit", () => show(false));
  button.hidden = false;
}
