// The page: takes a file or a folder, shows one sentence, then the list of what was looked at.

import { MIB, MOST, Unsafe, bytesOf, check, plain } from "./bytes.js";
import { certificates } from "./der.js";
import { checkPackage } from "./bag.js";
import { checkPdf } from "./pdf.js";
import { unzip } from "./zip.js";

const find = (id) => document.getElementById(id);
const tell = (text, aloud = false) => {
  find("kerja").textContent = text;
  find("kerja").className = aloud ? "vh" : ""; // still read aloud; the sentence below shows it
};

async function checkFile(file, roots) {
  if (!file.size) return { checks: [check("Berkas", false, "berkas ini kosong (0 byte)")] };
  const head = plain(await bytesOf(file.slice(0, 1024)));
  if (head.includes("%PDF") || (/\.pdf$/i.test(file.name) && !head.startsWith("PK"))) {
    if (file.size > MOST) return { checks: [check("Berkas PDF", false, `lebih besar dari ${MOST / MIB} MiB, tidak diperiksa`)] };
    const found = await checkPdf(await bytesOf(file), roots);
    return { checks: found.checks, unsigned: !found.signed };
  }
  if (!/\.zip$/i.test(file.name) && !head.startsWith("PK")) return { checks: [check("Berkas", false, "bukan Berkas Arsip (.zip) dan bukan PDF")] };
  const { files, wrapping } = await unzip(file);
  return { checks: [wrapping, ...(await checkPackage(files, roots, tell))] };
}

async function checkFolder(list, roots) {
  const files = new Map();
  for (const one of list) {
    if (one.size > MOST) throw new Unsafe(`${one.name} lebih besar dari ${MOST / MIB} MiB; periksa dengan ukur verify`);
    files.set(one.webkitRelativePath.split("/").slice(1).join("/").normalize("NFC"), () => bytesOf(one));
  }
  return { checks: await checkPackage(files, roots, tell) };
}

// One sentence: whole or damaged, and what.
function sentence({ checks, unsigned }) {
  const bad = checks.filter((one) => one.ok === false);
  if (bad.length) return ["rusak", `Rusak: ${bad[0].name}, ${bad[0].detail}.`];
  if (unsigned) return ["belum", "Tidak bertanda tangan: isi halamannya tidak dapat dibuktikan dari berkas ini saja."];
  const open = checks.filter((one) => one.ok === null);
  if (open.length) return ["belum", `Tidak ada yang rusak, tetapi tidak semua dapat dinilai di sini: ${open[0].name}, ${open[0].detail}. Periksa juga dengan ukur verify.`];
  const test = checks.some((one) => one.detail.startsWith("Uji (bukan")) ? " Tanda tangannya uji (bukan dokumen resmi)." : "";
  return ["utuh", `Utuh: ${checks.length} pemeriksaan cocok.${test}`];
}

const WORDS = new Map([[true, "Cocok"], [false, "Rusak"], [null, "Tidak diperiksa"]]);

function show(name, found) {
  const [tone, said] = sentence(found);
  find("hasil").className = tone;
  find("kalimat").textContent = said;
  find("berkas").textContent = `${name} · diperiksa ${new Date().toLocaleString("id-ID")}`;
  const rows = [...found.checks].sort((left, right) => (left.ok === false ? 0 : 1) - (right.ok === false ? 0 : 1));
  find("daftar").replaceChildren(...rows.map((one) => {
    const item = document.createElement("li");
    item.className = { Cocok: "utuh", Rusak: "rusak" }[WORDS.get(one.ok)] || "belum";
    for (const [tag, text] of [["b", WORDS.get(one.ok)], ["span", one.name], ["small", one.detail]]) {
      item.append(Object.assign(document.createElement(tag), { textContent: text }), " ");
    }
    return item;
  }));
  find("hasil").hidden = false;
}

async function start(name, work) {
  find("hasil").hidden = true;
  tell("Memeriksa…");
  let found;
  try {
    const roots = [];
    for (const one of find("induk").files) roots.push(...certificates(await bytesOf(one)));
    found = await work(roots);
  } catch (error) {
    const why = error instanceof Unsafe ? error.message : "tidak dapat dibaca";
    found = { checks: [check("Berkas", false, why)] };
  }
  show(name, found);
  tell(find("kalimat").textContent, true);
}

const startFile = (file) => start(file.name, (roots) => checkFile(file, roots));

find("pilih").addEventListener("change", (event) => event.target.files[0] && startFile(event.target.files[0]));
find("folder").addEventListener("change", ({ target }) => {
  const list = [...target.files];
  if (list.length) start(list[0].webkitRelativePath.split("/")[0], (roots) => checkFolder(list, roots));
});
find("cetak").addEventListener("click", () => print());
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  const entry = event.dataTransfer.items[0] && event.dataTransfer.items[0].webkitGetAsEntry();
  if (entry && entry.isDirectory) tell("Untuk folder, pakai pilihan “Folder Berkas Arsip”.");
  else if (file) startFile(file);
});
if (!window.crypto || !crypto.subtle || !window.DecompressionStream) {
  tell("Peramban ini tidak dapat memeriksa dari alamat ini. Simpan halaman ini ke komputer, lalu buka dengan Chrome, Edge, atau Firefox yang baru.");
}
