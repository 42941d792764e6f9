// A unit's form as a spreadsheet. The page works without it: then everything is sent by the buttons.
// What is typed is kept on this device at every keystroke and leaves it only when the server has it.

const form = document.querySelector("form[data-sheet]");
const FIELDS = ["cause", "follow_up", "unavailable"];
const IDLE = 900; // milliseconds without a key until a cell is sent
const NEWS = 30000; // between two questions whether somebody else has typed

/** The drafts of this device, in the browser's own database. */
const device = {
  opened: null,
  open() {
    this.opened ??= new Promise((done, failed) => {
      const asked = indexedDB.open("ukur", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "key" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return this.opened;
  },
  async use(mode, work) {
    const database = await this.open();
    const transaction = database.transaction("drafts", mode, { durability: "strict" });
    const asked = work(transaction.objectStore("drafts"));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(asked.result);
      transaction.onabort = () => failed(transaction.error);
    });
  },
  put(draft) {
    return this.use("readwrite", (drafts) => drafts.put(draft));
  },
  /** Forget a draft, unless more was typed since it was read; done when it is really gone from the device. */
  drop(key, order) {
    return this.use("readwrite", (drafts) => {
      const asked = drafts.get(key);
      asked.onsuccess = () => {
        if (asked.result && (order === undefined || asked.result.order === order)) drafts.delete(key);
      };
      return asked;
    });
  },
  async of(place) {
    const all = await this.use("readonly", (drafts) => drafts.getAll());
    return all.filter((one) => one.place === place).sort((one, other) => one.order - other.order);
  },
};

const rows = new Map(); // code -> row
const undone = []; // steps that can be taken back: lists of {row, field, before, after}
const told = document.getElementById("kabar");
const place = form && `${form.dataset.person}/${form.dataset.sheet}`;
let order = Date.now();
let sending = false;
let waiting = 0;
let pause = 0;
let trouble = "";
let savedAt = "";
let entered = null; // {row, field, value}: the cell as it was when the focus came

/** One row: its inputs by field, the version the server has, and what it still has to get. */
function read(line) {
  const code = line.dataset.row;
  const number = form.elements[`raw:${code}`];
  if (!number) return null;
  const fields = { raw: number };
  for (const name of FIELDS) fields[name] = form.elements[`${name}:${code}`];
  return {
    code, line, fields, name: line.dataset.name, dirty: false, held: false, order: 0,
    box: form.elements[`provisional:${code}`], version: form.elements[`version:${code}`],
  };
}

const content = (row) => ({
  ...Object.fromEntries(Object.entries(row.fields).map(([name, input]) => [name, input.value])),
  provisional: row.box.checked,
});

function fill(row, values) {
  for (const [name, input] of Object.entries(row.fields)) if (input.value !== values[name]) input.value = values[name];
  row.box.checked = values.provisional;
}

const say = (text) => { if (told && told.textContent !== text) told.textContent = text; };

function status() {
  const open = [...rows.values()].filter((row) => row.dirty).length;
  if (open) say(`${open} isian belum terkirim, tersimpan di perangkat ini.${trouble ? ` ${trouble}` : ""}`);
  else if (savedAt) say(`Tersimpan ${savedAt}`);
}

function unsent(row) {
  const said = row.line.querySelector("[data-part=said]");
  said.replaceChildren(document.getElementById("belum").content.cloneNode(true));
}

/** Keep what stands in the row on this device and send it soon. */
function keep(row, soon = IDLE) {
  row.dirty = true;
  row.held = false;
  row.order = ++order;
  row.kept = JSON.stringify(content(row));
  unsent(row);
  const draft = { key: `${place}/${row.code}`, place, code: row.code, name: row.name, order: row.order };
  device.put({ ...draft, version: row.version.value, fields: content(row) }).catch(() => { row.homeless = true; });
  status();
  clearTimeout(waiting);
  waiting = setTimeout(send, soon);
}

/** Renew the parts of a row (or page) that the server has drawn; inputs stay, so nobody loses the cursor. */
function renew(within, fresh) {
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const before = within.querySelector(`[data-part=${part.dataset.part}]`);
    if (part.hasAttribute("role") && before) part.setAttribute("role", before.getAttribute("role"));
    before?.replaceWith(part);
  }
}

function settle(row, cell, sent) {
  const fresh = new DOMParser().parseFromString(cell.html, "text/html");
  const line = fresh.querySelector("[data-row]");
  if (row.order !== sent) { // more was typed meanwhile: it goes next, on top of what is stored now
    if (cell.state === "saved") row.version.value = cell.version;
    return;
  }
  renew(row.line, line);
  row.line.className = line.className;
  row.fields.raw.closest(".num").className = line.querySelector(".num").className;
  if (cell.state === "saved") {
    row.version.value = cell.version;
    row.dirty = false;
    device.drop(`${place}/${row.code}`, sent).catch(() => {}); // sent again after a reload, it changes nothing
    return;
  }
  row.held = true; // waits for an answer, on this device
  row.theirs = cell;
  const said = row.line.querySelector("[data-part=said]").textContent.trim();
  document.getElementById("suara").textContent = `${row.name}: ${said}`;
}

function packed(batch) {
  const body = new URLSearchParams();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const row of batch) {
    for (const [name, input] of Object.entries(row.fields)) body.set(`${name}:${row.code}`, input.value);
    body.set(`version:${row.code}`, row.version.value);
    if (row.box.checked) body.set(`provisional:${row.code}`, "1");
  }
  return body;
}

/** Send what waits, in the order in which it was typed; one request at a time, so that nothing arrives twice. */
async function send() {
  clearTimeout(waiting);
  const batch = [...rows.values()].filter((row) => row.dirty && !row.held).sort((a, b) => a.order - b.order);
  if (sending || !batch.length) return;
  sending = true;
  const sent = new Map(batch.map((row) => [row.code, row.order]));
  try {
    const answer = await ask(form.dataset.save, { method: "POST", body: packed(batch) });
    if (answer.refused) throw new Error(answer.refused);
    for (const row of batch) settle(row, answer.cells[row.code], sent.get(row.code));
    shown(answer);
    trouble = "";
    pause = 0;
  } catch (fault) {
    trouble = fault.message;
    pause = Math.min(30000, (pause || 1000) * 2);
  }
  sending = false;
  status();
  if ([...rows.values()].some((row) => row.dirty && !row.held)) waiting = setTimeout(send, pause || IDLE);
}

function shown(answer) {
  savedAt = answer.at;
  if (![...rows.values()].some((row) => row.held)) document.querySelector("main [role=alert]")?.remove();
  const progress = document.querySelector("[data-part=progress]");
  if (progress) progress.innerHTML = answer.progress;
  const gaps = document.querySelector("[data-part=gaps]");
  if (gaps) gaps.innerHTML = answer.gaps;
}

/** The server's answer as an object; an Error that says in words what to do when there is none. */
async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...options, headers: { Accept: "application/json" }, credentials: "same-origin" });
  } catch {
    throw new Error("Sambungan terputus; dikirim lagi sendiri.");
  }
  if (answer.status === 401 || (answer.status === 403 && !(await token()))) {
    throw new Error("Masa masuk habis. Muat ulang halaman, lalu masuk lagi; isian tidak hilang.");
  }
  if (answer.status === 200 || answer.status === 422) return answer.json();
  throw new Error("Server belum dapat menerima; dikirim lagi sendiri.");
}

/** The form's token changes when somebody signs in again; the page as it is now has the new one. False: signed out. */
async function token() {
  const page = await (await fetch(location.href, { credentials: "same-origin" })).text();
  const found = new DOMParser().parseFromString(page, "text/html").querySelector("form[data-sheet] [name=csrfmiddlewaretoken]");
  if (found) form.elements.csrfmiddlewaretoken.value = found.value;
  return Boolean(found);
}

/** Ask what others have typed; rows in which nothing waits here take it over. */
async function news() {
  const quiet = document.visibilityState === "visible" && !sending && [...rows.values()].every((row) => !row.dirty);
  if (!quiet) return;
  const seen = [...rows.values()].map((row) => `${row.code}:${row.version.value}`).join("\n");
  try {
    const answer = await ask(`${form.dataset.save}?seen=${encodeURIComponent(seen)}`);
    for (const [code, cell] of Object.entries(answer.cells ?? {})) {
      const row = rows.get(code);
      if (!row || row.dirty || row.line.contains(document.activeElement)) continue;
      fill(row, cell.fields);
      settle(row, cell, row.order);
    }
  } catch { /* asked again later */ }
}

// --- Typing, moving, pasting, undoing. ---

const rowOf = (element) => rows.get(element.closest?.("[data-row]")?.dataset.row);
const fieldOf = (row, element) => Object.keys(row.fields).find((name) => row.fields[name] === element);

function change(row, field, value, steps) {
  steps.push({ row, field, before: row.fields[field].value, after: value });
  row.fields[field].value = value;
}

function did(steps) {
  if (!steps.length) return;
  undone.push(steps);
  document.getElementById("urung").hidden = false;
}

function undo() {
  const steps = undone.pop();
  if (!steps) return;
  for (const { row, field, before } of steps.reverse()) {
    row.fields[field].value = before;
    keep(row, 0);
  }
  entered = null;
  steps[0].row.fields[steps[0].field].focus();
  document.getElementById("suara").textContent = `Diurungkan: ${steps.length} isian.`;
  document.getElementById("urung").hidden = !undone.length;
}

/** Rows and cells of copied spreadsheet cells; a cell with a line end stands in quotes. */
function block(text) {
  const lines = [[]];
  const cells = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/g);
  for (const [whole, cell, end] of cells) {
    if (!whole && lines[0].length) break;
    lines[lines.length - 1].push(/^".*"$/s.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell.trim());
    if (end === "\n") lines.push([]);
    if (!end) break;
  }
  return lines;
}

function paste(event) {
  const row = rowOf(event.target);
  const text = event.clipboardData.getData("text/plain");
  if (!row || event.target !== row.fields.raw || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const lines = block(text);
  const open = [...rows.values()];
  const under = open.slice(open.indexOf(row));
  const steps = [];
  lines.slice(0, under.length).forEach((cells, at) => {
    ["raw", "cause", "follow_up"].forEach((field, no) => {
      if (cells[no] !== undefined) change(under[at], field, cells[no], steps);
    });
    keep(under[at], 0);
  });
  did(steps);
  entered = null;
  const left = lines.length - under.length;
  const more = left > 0 ? ` ${left} baris tidak masuk karena form habis.` : "";
  document.getElementById("suara").textContent = `${Math.min(lines.length, under.length)} baris ditempel.${more}`;
}

/** What the arrows reach in a row, from left to right. */
const stops = (row) => [row.fields.raw, row.line.querySelector("td a.act"), row.line.querySelector("summary")];

function go(row, column, down) {
  const all = [...rows.values()];
  const next = all[all.indexOf(row) + down];
  const stop = next && stops(next)[column];
  stop?.focus();
  stop?.select?.();
  return Boolean(stop);
}

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && (!entered || entered.row.fields[entered.field].value === entered.value)) {
    if (undone.length) { event.preventDefault(); undo(); }
    return;
  }
  const row = rowOf(event.target);
  const column = row ? stops(row).indexOf(event.target) : -1;
  if (column < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = event.target === row.fields.raw;
  const { selectionStart: from, selectionEnd: to, value } = input ? event.target : { selectionStart: 0, selectionEnd: 0, value: "" };
  const down = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === "Enter" && !input) return;
  if (down) { event.preventDefault(); go(row, column, down); }
  const edge = right === 1 ? from === value.length : to === 0;
  if (right && (edge || (from === 0 && to === value.length)) && stops(row)[column + right]) {
    event.preventDefault();
    stops(row)[column + right].focus();
  }
}

function clicked(event) {
  const row = rowOf(event.target);
  const button = event.target.closest("button");
  if (!row || !button) return;
  if (button.name.endsWith("-reading") || button.dataset.use === "mine") {
    event.preventDefault();
    if (button.dataset.use) row.version.value = row.theirs.version;
    else row.fields.raw.value = button.value;
    keep(row, 0);
    row.fields.raw.focus();
  } else if (button.dataset.use === "theirs") {
    row.version.value = row.theirs.version;
    fill(row, row.theirs.fields);
    keep(row, 0);
    row.fields.raw.focus();
  }
}

async function submitted(event) {
  if (![...rows.values()].some((row) => row.dirty && !row.held)) return;
  event.preventDefault();
  const { submitter } = event;
  clearTimeout(waiting);
  await send();
  while (sending) await new Promise((done) => { setTimeout(done, 50); });
  if ([...rows.values()].some((row) => row.dirty && !row.held)) {
    document.getElementById("suara").textContent = told.textContent;
    return;
  }
  form.requestSubmit(submitter);
}

// --- The definition sheet beside the form. ---

const sheets = new Map();
async function card(row) {
  const panel = document.getElementById("kartu");
  const address = row.line.querySelector("th a").getAttribute("href");
  try {
    if (!sheets.has(address)) {
      const answer = await fetch(`${address}?kartu=1`, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      sheets.set(address, await answer.text());
    }
  } catch { return; }
  if (row.line.contains(document.activeElement)) {
    panel.innerHTML = sheets.get(address);
    panel.hidden = false;
  }
}

/** Drafts that can no longer be sent, because their form or cell was closed meanwhile: shown until thrown away. */
function left(drafts) {
  const section = document.getElementById("tertahan");
  if (!drafts.length || !section) return;
  for (const one of drafts) {
    const item = document.createElement("li");
    item.textContent = `${one.name}: ${Object.values(one.fields).filter((text) => text && text !== true).join(" · ")}`;
    section.querySelector("ul").append(item);
  }
  section.hidden = false;
  section.querySelector("button").addEventListener("click", async () => {
    await Promise.all(drafts.map((one) => device.drop(one.key)));
    section.hidden = true;
  });
}

async function begin() {
  for (const line of form.querySelectorAll("[data-row]")) {
    const row = read(line);
    if (row) rows.set(row.code, row);
  }
  const table = form.querySelector("table");
  table.setAttribute("role", "grid");
  for (const cell of table.querySelectorAll("tbody td[role=cell]")) cell.setAttribute("role", "gridcell");
  const drafts = await device.of(place).catch(() => []);
  left(drafts.filter((draft) => !rows.has(draft.code)));
  for (const draft of drafts.filter((one) => rows.has(one.code))) {
    const row = rows.get(draft.code);
    fill(row, draft.fields);
    row.version.value = draft.version;
    keep(row, 0);
  }
  form.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (row) keep(row);
  });
  form.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    const field = fieldOf(row, event.target);
    entered = field ? { row, field, value: event.target.value } : null;
    setTimeout(card, 150, row);
  });
  form.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    if (entered?.row === row && entered.value !== event.target.value && row.fields[entered.field] === event.target) {
      did([{ row, field: entered.field, before: entered.value, after: event.target.value }]);
      entered.value = event.target.value;
    }
    // Kept already at the last key: drawn again it would take away the button that is being clicked.
    if (row.kept === JSON.stringify(content(row))) send();
    else keep(row, 0);
  });
  form.addEventListener("paste", paste);
  form.addEventListener("keydown", pressed);
  form.addEventListener("click", clicked);
  form.addEventListener("submit", submitted);
  document.getElementById("urung").addEventListener("click", undo);
  document.getElementById("simpan").hidden = true; // every cell is saved by itself
  window.addEventListener("online", () => { pause = 0; send(); });
  document.addEventListener("visibilitychange", news);
  setInterval(news, NEWS);
  window.addEventListener("beforeunload", (event) => {
    if ([...rows.values()].some((row) => row.dirty && row.homeless)) event.preventDefault();
  });
}

const closed = document.getElementById("tertahan");
if (form) begin();
else if (closed) device.of(closed.dataset.place).then(left, () => {});
