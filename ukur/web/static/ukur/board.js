// Keys of the board's panel: A accept, K give back, N next. They work only while the focus is inside the panel.

const panel = document.querySelector("[data-board]");

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const chosen = panel.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
  if (!chosen) return;
  event.preventDefault();
  if (chosen.matches("details")) {
    chosen.open = true;
    chosen.querySelector("input[type=radio]").focus();
  } else {
    chosen.click();
  }
}

if (panel) {
  for (const one of panel.querySelectorAll("[data-key]")) {
    const hint = document.createElement("kbd");
    hint.textContent = one.dataset.key.toUpperCase();
    (one.querySelector("summary") ?? one).append(" ", hint);
  }
  panel.addEventListener("keydown", pressed);
  if (window.location.hash === "#panel") panel.focus();
}
