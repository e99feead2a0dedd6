// Counts down in words from the seconds the server said are left. The phone's own time may be wrong by
// hours; only how far it moves is used.

export default function clock(element) {
  const { secondsLeft, many, one = many, last, over } = element.dataset;
  const ticks = performance.now();
  const date = Date.now();

  // The first stands still while a phone sleeps, the second jumps when its time is set. The
  // later never gives more time than there is, and in the end the server decides.
  const left = () => Math.ceil(secondsLeft - Math.max(performance.now() - ticks, Date.now() - date) / 1000);
  const end = () => (over ? location.assign(over) : location.reload());

  function words(rest) {
    // In steps of ten: a number that changes every second takes the mind off the question.
    if (rest < 60) return last.replace("{n}", rest > 10 ? Math.ceil(rest / 10) * 10 : rest);
    const minutes = Math.ceil(rest / 60);
    return (minutes === 1 ? one : many).replace("{n}", minutes);
  }

  function show(rest) {
    const text = words(rest);
    if (text === element.textContent) return;
    const isLast = rest < 60;
    // Read out when five minutes and when one is left; every minute would be too much.
    const isTold = isLast ? !element.classList.contains("clock--last") : Math.ceil(rest / 60) === 5;
    element.setAttribute("aria-live", isTold ? "polite" : "off");
    element.classList.toggle("clock--last", isLast);
    element.textContent = text;
  }

  function tick() {
    if (!element.isConnected) return;
    const rest = left();
    if (rest > 0) {
      show(rest);
      setTimeout(tick, 1000);
    } else if (navigator.onLine) end();
    // Without a network the browser would show its own error page.
    else addEventListener("online", end, { once: true });
  }
  if (secondsLeft) tick();
}
