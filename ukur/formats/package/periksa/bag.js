// An archive package (BagIt 1.0, RFC 8493): each file against the lists, the journal's chain, the frozen content, the documents.

import { check, decode, difference, digest, encode, byBytes, named } from "./bytes.js";
import { canonicalBytes, parse, whole } from "./json.js";
import { changedSpans, checkPdf } from "./pdf.js";

const BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const MANIFEST = "manifest-sha256.txt";
const TAG_MANIFEST = "tagmanifest-sha256.txt";
const TAGS = ["BACA-SAYA.txt", "bag-info.txt", "bagit.txt", MANIFEST];
const TOOL = "periksa.html"; // older packages do not hold it
const [BLOCKS, SNAPSHOT] = ["data/naskah/blok-sha256.txt", "data/naskah/snapshot.json"];
const [JOURNAL, HEAD, METADATA] = ["data/catatan/journal.jsonl", "data/catatan/kepala-catatan.json", "data/metadata.json"];
const REASONS = {
  unreadable: "tidak terbaca", gap: "nomornya tidak berurutan", broken_link: "tidak tersambung ke catatan sebelumnya",
  changed: "isinya berubah",
};

const textOf = async (files, name) => {
  try {
    return files.has(name) ? decode(await files.get(name)()) : "";
  } catch (error) {
    return "";
  }
};

// "digest  path" a line; lines that are none are left out.
const listed = (text) => new Map(text.split(/\r?\n/).map((line) => /^([^ ]*) {2}(.+)$/.exec(line)).filter(Boolean).map(([, code, name]) => [name, code]));
const manifest = (digests) => [...digests.keys()].sort(byBytes).map((name) => `${digests.get(name)}  ${name}\n`).join("");
const lineOf = (given, expected) => expected.slice(0, Math.max(difference(encode(given), encode(expected)), 0)).split("\n").length;

function thereCheck(files, tags) {
  const known = [...TAGS, TAG_MANIFEST, TOOL];
  const extra = [...files.keys()].filter((name) => !name.startsWith("data/") && !known.includes(name));
  const missing = known.filter((name) => !files.has(name) && (name !== TOOL || tags.has(TOOL))).sort();
  const said = [];
  if (extra.length) said.push(`tambahan yang bukan bagian arsip: ${named(extra)}`);
  if (missing.length) said.push(`hilang: ${named(missing)}`);
  return check("Isi folder", !said.length, said.join("; ") || `${files.size} berkas`);
}

// The tag files against the tag manifest, and both lists against the one form they can have.
async function tagCheck(files, seen, payload, tags) {
  const names = [...TAGS, TOOL].filter((name) => seen.has(name)).sort(byBytes);
  const sure = { "bagit.txt": await digest(encode(BAGIT)), [MANIFEST]: await digest(encode(manifest(payload))) };
  const bad = seen.get("bagit.txt") === sure["bagit.txt"] ? [] : ["bagit.txt"];
  names.forEach((name, at) => {
    const its = `${TAG_MANIFEST} (baris ${at + 1})`;
    if (tags.get(name) !== seen.get(name)) bad.push(seen.get(name) === sure[name] ? its : `${name} atau ${its}`);
  });
  const expected = manifest(new Map(names.map((name) => [name, seen.get(name)])));
  const given = await textOf(files, TAG_MANIFEST);
  if (!bad.length && given !== expected) bad.push(`${TAG_MANIFEST} (baris ${lineOf(given, expected)})`);
  return check("Berkas keterangan", !bad.length, bad.length ? `berubah: ${named(bad)}` : `cocok dengan ${TAG_MANIFEST}`);
}

async function payloadCheck(files, payload, tags) {
  const name = "Isi berkas";
  const [given, expected] = [await textOf(files, MANIFEST), manifest(payload)];
  if (given !== expected && tags.get(MANIFEST) === (await digest(encode(expected))))
    return check(name, false, `utuh, tetapi ${MANIFEST} sendiri berubah (baris ${lineOf(given, expected)})`);
  const list = listed(given);
  const blocks = await blocksOf(files);
  const changed = [];
  for (const one of [...payload.keys()].sort(byBytes))
    if (list.has(one) && list.get(one) !== payload.get(one)) {
      const place = blocks.has(one) ? await placeIn(await files.get(one)(), blocks.get(one)) : "";
      changed.push(place ? `${one} (${place})` : one);
    }
  const missing = [...list.keys()].filter((one) => !payload.has(one)).sort(byBytes);
  const extra = [...payload.keys()].filter((one) => !list.has(one)).sort(byBytes);
  const said = [];
  if (changed.length) said.push(`berubah: ${named(changed)}`);
  if (missing.length) said.push(`hilang: ${named(missing)}`);
  if (extra.length) said.push(`tambahan yang tidak tercantum: ${named(extra)}`);
  if (!said.length && given !== expected) said.push(`${MANIFEST} tidak dalam bentuk bakunya`);
  return check(name, !said.length, said.join("; ") || `${payload.size} berkas cocok dengan ${MANIFEST}`);
}

async function blocksOf(files) {
  const found = new Map();
  for (const line of (await textOf(files, BLOCKS)).split("\n")) {
    const hit = /^([0-9a-f]{64}) {2}(\d{1,15}) {2}(\d{1,15}) {2}(data\/.+)$/.exec(line);
    if (hit) found.set(hit[4], [...(found.get(hit[4]) || []), { code: hit[1], from: Number(hit[2]), to: Number(hit[3]) }]);
  }
  return found;
}

function placeIn(bytes, blocks) {
  const size = blocks.length === 1 ? Math.max(blocks[0].to - blocks[0].from, 4096) : blocks[0].to;
  return size > 0 && size % 4096 === 0 ? changedSpans(bytes, blocks.map((one) => one.code), size) : "";
}

async function oxumCheck(files, sizes) {
  const said = (/^Payload-Oxum: (.*)$/m.exec(await textOf(files, "bag-info.txt")) || [])[1];
  const right = `${sizes.reduce((sum, one) => sum + one, 0)}.${sizes.length}`;
  return check("Jumlah isi", said === right, said === right ? `${right} (byte.berkas)` : `bag-info.txt menyebut ${said || "tidak ada"}, seharusnya ${right}`);
}

// The chain of the journal: each entry carries the digest of the one before it. The first bad entry is named.
export async function chain(text) {
  let [head, count] = ["", 0];
  const codes = new Set();
  for (const line of text.split("\n").slice(0, -1)) {
    let entry = null;
    let reason = "unreadable";
    try {
      entry = parse(line);
    } catch (error) { /* named below */ }
    if (entry instanceof Map) {
      const code = entry.get("digest");
      if (whole(entry.get("seq")) !== count + 1) reason = "gap";
      else if (entry.get("prev") !== head) reason = "broken_link";
      else {
        entry.delete("digest");
        try {
          reason = (await digest(canonicalBytes(entry))) === code ? "" : "changed";
        } catch (error) { /* unreadable */ }
      }
      if (!reason) head = code;
      const payload = entry.get("payload");
      if (payload instanceof Map && typeof payload.get("digest") === "string") codes.add(payload.get("digest"));
    }
    if (reason) return { valid: false, head, count, codes, said: `catatan nomor ${(entry instanceof Map && whole(entry.get("seq"))) || count + 1} ${REASONS[reason]}; ${count} catatan sebelumnya utuh` };
    count += 1;
  }
  const cut = text && !text.endsWith("\n");
  return { valid: !cut, head, count, codes, said: cut ? `catatan nomor ${count + 1} terpotong; ${count} catatan sebelumnya utuh` : `${count} catatan tersambung utuh` };
}

const objectOf = async (files, name) => {
  try {
    const found = parse(await textOf(files, name));
    return found instanceof Map ? found : new Map();
  } catch (error) {
    return new Map();
  }
};

async function senseChecks(files, seen) {
  const metadata = await objectOf(files, METADATA);
  const kept = await objectOf(files, HEAD);
  const found = await chain(await textOf(files, JOURNAL));
  const checks = [check("Catatan Pelaksanaan", files.has(JOURNAL) && found.valid, files.has(JOURNAL) ? found.said : "tidak ada")];
  const bad = [["kepala-catatan.json", kept, "kepala", "jumlah"], ["metadata.json", metadata, "kepala_catatan", "jumlah_catatan"]]
    .filter(([, place, head, count]) => place.get(head) !== found.head || whole(place.get(count)) !== found.count).map(([name]) => name);
  const fits = found.valid && !bad.length;
  checks.push(check("Kepala catatan", fits, fits ? `cocok: ${found.head}` : `tidak cocok dengan catatan: ${bad.join(", ") || "rantai terputus"}`));
  const code = seen.get(SNAPSHOT) || "";
  const wrong = [code === metadata.get("kode_keaslian_naskah") ? "" : "metadata.json", found.codes.has(code) ? "" : "Catatan Pelaksanaan"].filter(Boolean);
  checks.push(check("Kode keaslian naskah", code !== "" && !wrong.length, !code ? "naskah/snapshot.json tidak ada" : wrong.length ? `naskah/snapshot.json tidak cocok dengan ${wrong.join(" dan ")}` : code));
  return checks;
}

// The documents: each signed one by its signature, and whether the frozen content is attached to the document.
async function documentChecks(files, seen, roots, tell) {
  const checks = [];
  const copies = [];
  for (const name of [...files.keys()].filter((one) => /^data\/dokumen\/.*\.pdf$/.test(one)).sort(byBytes)) {
    tell(`Memeriksa ${name}`);
    const found = await checkPdf(await files.get(name)(), roots);
    if (found.copy) copies.push({ code: found.copy.computed, signed: found.signed });
    const rest = found.signed ? found.checks : found.checks.filter((one) => one.name === "Naskah final terlampir");
    checks.push(...rest.map((one) => check(`${one.name} · ${name.split("/").pop()}`, one.ok, one.detail)));
  }
  const code = seen.get(SNAPSHOT);
  const carried = copies.some((one) => one.code === code);
  const other = copies.some((one) => one.signed);
  const said = carried ? "naskah final terlampir pada dokumen di dalam berkas ini" : other
    ? "dokumen bertanda tangan melampirkan naskah yang lain" : "tidak ada dokumen yang melampirkan naskah (misalnya pindaian kertas)";
  checks.push(check("Naskah dan dokumen", carried || !other, said));
  return checks;
}

// All checks of a package. `files`: path -> a function that gives the bytes; `tell` hears what is being done.
export async function checkPackage(files, roots, tell) {
  if (!files.has("bagit.txt") || !files.has(MANIFEST))
    return [check("Isi folder", false, "bukan Berkas Arsip: bagit.txt atau manifest-sha256.txt tidak ada")];
  const [seen, sizes] = [new Map(), []];
  let at = 0;
  for (const [name, bytes] of files) {
    tell(`Membaca berkas ${++at} dari ${files.size}`);
    const content = await bytes();
    seen.set(name, await digest(content));
    if (name.startsWith("data/")) sizes.push(content.length);
  }
  const payload = new Map([...seen].filter(([name]) => name.startsWith("data/")));
  const tags = listed(await textOf(files, TAG_MANIFEST));
  const checks = [thereCheck(files, tags), await tagCheck(files, seen, payload, tags), await payloadCheck(files, payload, tags)];
  checks.push(await oxumCheck(files, sizes), ...(await senseChecks(files, seen)));
  return [...checks, ...(await documentChecks(files, seen, roots, tell))];
}

