// The letter beside the form follows what is typed; the wall turns its pages by keys. Both work without it.

const letter = document.getElementById("surat");
const form = document.getElementById("main");
let waiting;

/** The same letter that will be printed, made by the server from the fields as they stand. */
async function draw() {
  try {
    const fields = new FormData(form);
    const answer = await fetch(letter.dataset.letter, { method: "POST", body: fields, credentials: "same-origin" });
    if (answer.ok && !answer.redirected) letter.innerHTML = await answer.text();
  } catch { /* without a connection the letter stays as it was */ }
}

function turned(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const link = document.querySelector(`[data-go~="${key}"]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
}

if (letter && form) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 500);
  });
  if (document.querySelector("[role=alert]")) draw();
}
if (document.getElementById("layar")) document.addEventListener("keydown", turned);
