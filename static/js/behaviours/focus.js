// An error takes the focus when the page loads, so that a screen reader begins there.

export default function focus(notice) {
  // Only the first one: two would fight for it.
  if (notice === document.querySelector('[data-behaviour~="focus"]')) notice.focus();
}
