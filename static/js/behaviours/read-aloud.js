// Reads a text aloud where the phone has a Vietnamese voice: the element that data-reads names, or each [data-read].

// Some phones fall silent in a long text, so it is read sentence by sentence.
function sentences(id) {
  const text = [...document.querySelectorAll(id ? `#${id}` : "[data-read]")].map((part) => part.innerText).join("\n");
  return text.replace(/([.!?…])\s+/g, "$1\n").split("\n").filter((part) => part.trim());
}

export default function readAloud(button) {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const label = button.textContent;
  let reading = false;

  const voice = () => speech.getVoices().find(({ lang }) => lang.toLowerCase().startsWith("vi"));
  // Many phones name voices late or never: worth a try.
  const offer = () => { button.hidden = speech.getVoices().length > 0 && !voice(); };

  function stop() {
    reading = false;
    speech.cancel();
    button.textContent = label;
  }

  function read() {
    reading = true;
    button.textContent = button.dataset.stop;
    let words;
    for (const part of sentences(button.dataset.reads)) {
      words = new SpeechSynthesisUtterance(part);
      words.lang = "vi-VN";
      words.voice = voice() ?? null;
      words.rate = 0.9;
      speech.speak(words);
    }
    if (words) words.onend = words.onerror = stop;
    else stop();
  }

  button.addEventListener("click", () => (reading ? stop() : read()));
  speech.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", stop);
  offer();
}
