// Small helps for every page. Each page works without them; nothing here decides anything.

/** A form is sent once: its button keeps its width, says what it is doing, and takes no second click. */
function guard(event) {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // A form that is answered by a file stays on the page and must stay usable.
  const button = event.submitter;
  const elsewhere = form.target || (button && button.formTarget);
  if (event.defaultPrevented || elsewhere || "download" in form.dataset) return;
  form.dataset.sent = "1";
  if (!button || !button.classList.contains("btn")) return;
  const word = button.querySelector("span") || button;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.busy = word.textContent;
  button.setAttribute("aria-live", "polite");
  word.textContent = button.dataset.busyLabel || "Menyimpan…";
}

/** Coming back by the browser's Back button finds the buttons as they were. */
function wake() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".btn[data-busy]")) {
    (button.querySelector("span") || button).textContent = button.dataset.busy;
    delete button.dataset.busy;
    button.style.minWidth = "";
  }
}

/** "Tampilkan" beside a password: a real button, put in only where it works. */
function revealers() {
  for (const button of document.querySelectorAll("[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal);
    if (!field) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.textContent = shown ? "Tampilkan" : "Sembunyikan";
      button.setAttribute("aria-pressed", String(!shown));
    });
  }
}

/** Where clipboards are closed (plain HTTP), the text is selected in a field that can be copied by hand. */
function byHand(button, text) {
  const field = document.createElement("textarea");
  field.className = "in";
  field.readOnly = true;
  field.setAttribute("aria-label", "Teks untuk disalin");
  field.value = text;
  button.after(field);
  field.select();
  const done = document.execCommand("copy");
  if (done) field.remove();
  return done;
}

async function copy(button) {
  const text = button.dataset.copy;
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    done = byHand(button, text);
  }
  const word = button.querySelector("span") || button;
  const before = word.dataset.before || word.textContent;
  word.dataset.before = before;
  word.setAttribute("role", "status");
  word.textContent = done ? "Tersalin" : "Salin dari kotak ini";
  if (done) setTimeout(() => { word.textContent = before; }, 4000);
}

/** An open menu closes by Escape and by a click elsewhere. */
function menus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.type === "keydown" && event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.type === "click" && !menu.contains(event.target)) {
      menu.open = false;
    }
  }
}

function clicked(event) {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  if (event.target.closest("[data-print]")) window.print();
  menus(event);
}

document.addEventListener("submit", guard);
document.addEventListener("click", clicked);
document.addEventListener("keydown", menus);
window.addEventListener("pageshow", (event) => event.persisted && wake());
revealers();
document.querySelector("[data-focus]")?.focus();
