// A button that prints the page, where the browser can print at all.

export default function print(element) {
  const button = element.matches("button") ? element : element.querySelector("button");
  if (typeof window.print !== "function") return;
  button.addEventListener("click", () => window.print());
  button.hidden = false;
}
