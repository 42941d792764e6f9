// A signed PDF by its marks in the bytes: what each signature covers, and whether the covered bytes are as they were signed.

import { MIB, MOST, check, digest, hex, inflate, join, plain, unhex } from "./bytes.js";
import { container, Damaged, fault, isExact, read, stampFault, standing, attribute, children } from "./der.js";
import { canonicalBytes, parse } from "./json.js";

const RANGE = /\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g;
const TRACES = ["/ByteRange", "/UKUR_Letak", "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"];
const SIGNATURES = 64; // that are looked at in one file

// The places that claim to be a signature, in the order of how much they cover.
function places(text) {
  const found = [];
  for (const hit of text.matchAll(RANGE)) {
    const [first, start, end, length] = hit.slice(1).map(Number);
    if (first === 0 && start < end) found.push({ at: hit.index, start, end, stop: end + length, name: `ke-${found.length + 1}` });
    if (found.length > SIGNATURES) break;
  }
  for (const one of found) {
    const dictionary = text.slice(Math.max(text.lastIndexOf(" obj", one.at), 0), one.start) + text.slice(one.end, text.indexOf("endobj", one.end));
    const number = /(\d{1,8} \d{1,5})$/.exec(text.slice(Math.max(text.lastIndexOf(" obj", one.at) - 15, 0), text.lastIndexOf(" obj", one.at)));
    const holder = number ? text.indexOf(`/V ${number[1]} R`) : -1;
    const title = holder < 0 ? null : /\/T\s*\(([\x20-\x27\x2a-\x5b\x5d-\x7e]{1,60})\)/.exec(text.slice(Math.max(holder - 300, 0), holder + 300));
    if (title) one.name = title[1];
    const written = (/\/M\s*\(([^)]{1,80})\)/.exec(dictionary) || ["", ""])[1];
    const clear = written.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8)));
    const when = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d))?/.exec(clear);
    if (when) {
      const ahead = when[7] ? (when[7] === "-" ? -1 : 1) * (Number(when[8]) * 60 + Number(when[9])) : 0;
      one.when = new Date(Date.UTC(when[1], when[2] - 1, ...when.slice(3, 7).map(Number)) - ahead * 60000);
    }
  }
  return found.sort((left, right) => left.stop - right.stop);
}

// The signature bytes out of their wrapping, the hexadecimal hole that no signature covers, and what is wrong with it.
function unwrap(hole) {
  if (!/^<[^]*>$/.test(hole)) return [null, "tanda kurung wadah rusak"];
  if (!/^<(?:[0-9a-fA-F]{2})+>$/.test(hole)) return [null, "wadah berisi huruf yang bukan heksadesimal, atau panjangnya ganjil"];
  const content = unhex(hole.slice(1, -1));
  let length;
  try {
    length = read(content).stop;
  } catch (error) {
    return [null, "awal wadah rusak"];
  }
  if (content[0] !== 0x30) return [null, "awal wadah rusak"];
  if (content.subarray(length).some((one) => one)) return [content.slice(0, length), "isian nol di belakang tanda tangan berubah"];
  const mixed = !/^<(?:[0-9a-f]*|[0-9A-F]*)>$/.test(hole);
  return [content.slice(0, length), mixed ? "huruf besar dan kecil bercampur di dalam wadah" : ""];
}

// The tables of short block digests that Ukur puts into its signatures, so that a change can be placed.
async function locators(text) {
  const found = [];
  let damaged = (text.match(/\/UKUR_Letak/g) || []).length;
  for (const hit of text.matchAll(/\/UKUR_Letak\s*<([0-9A-Fa-f]{24,16384})>/g)) {
    const said = hit[1].toLowerCase();
    const [size, covered] = [parseInt(said.slice(0, 8), 16), parseInt(said.slice(8, 16), 16)];
    const proof = await digest(new TextEncoder().encode(said.slice(0, 16) + said.slice(24)));
    const digests = said.slice(24).match(/.{8}/g) || [];
    if (!size || proof.slice(0, 8) !== said.slice(16, 24) || digests.length !== Math.ceil(covered / size)) continue;
    found.push({ at: hit.index, size, covered, digests });
    damaged -= 1;
  }
  return { found, damaged };
}

// Which spans of the bytes are not as their block digests say.
export async function changedSpans(bytes, digests, size) {
  const spans = [];
  for (let at = 0; at < Math.max(digests.length, Math.ceil(bytes.length / size)); at++) {
    const block = bytes.subarray(at * size, (at + 1) * size);
    const good = digests[at] && block.length && (await digest(block)).startsWith(digests[at]);
    const last = spans[spans.length - 1];
    const stop = block.length ? at * size + block.length : (at + 1) * size;
    if (!good && last && last[1] === at * size) last[1] = stop;
    else if (!good) spans.push([at * size, stop]);
  }
  const said = spans.slice(0, 5).map(([from, to]) => `byte ${from}–${to - 1}`).join(", ");
  return spans.length > 5 ? `${said} dan ${spans.length - 5} tempat lain` : said;
}

async function placeOfChange(bytes, text) {
  const { found, damaged } = await locators(text);
  if (damaged) return "bagian tanda tangan sendiri (tabel letak di dalamnya)";
  const last = found.sort((left, right) => right.covered - left.covered)[0];
  if (!last) return "";
  const spans = await changedSpans(bytes.subarray(0, last.covered), last.digests, last.size);
  return spans || `bagian tanda tangan sendiri, sesudah byte ${last.covered - 1}`;
}

const TEST = "Uji (bukan dokumen resmi)"; // stands in the names of holder and issuer of a test key
const CLOCK = new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" });
const shown = (moment) => `${CLOCK.format(moment)} WIB`;

// The checks of the certificates: who proves them, were they valid, is the issuer one of the chosen roots.
async function vouched(one, found, roots, strict, hole) {
  const said = [];
  for (const each of found.certificates) {
    const how = await standing(each, [...found.certificates, ...roots]);
    if (how === "broken" || (strict && how === "unknown"))
      said.push(check(`Rantai sertifikat ${one.name}`, false, `sertifikat ${each.holder} di dalam wadah (${hole}) tidak terbukti oleh penerbitnya: isinya berubah, atau penerbitnya tidak disertakan`));
  }
  const { signer } = found;
  const test = plain(signer.issuer.bytes).includes(TEST) || plain(signer.subject.bytes).includes(TEST);
  const issuer = `${test ? `${TEST}: ` : ""}${signer.holder}, diterbitkan oleh ${signer.giver}`;
  const late = one.when && !(signer.from <= one.when && one.when <= signer.until);
  if (late) return [...said, check(`Sertifikat ${one.name}`, false, `${issuer}; tidak berlaku pada waktu tanda tangan`)];
  const known = roots.length ? await led(signer, found.certificates, roots) : null;
  const end = known === null ? "penerbit tidak diperiksa di sini" : known ? "sampai ke sertifikat induk yang dipilih" : "tidak sampai ke sertifikat induk yang dipilih";
  const time = one.when ? "" : "; waktu tanda tangan tidak tertulis, jadi masa berlaku tidak diperiksa";
  return [...said, check(`Sertifikat ${one.name}`, known !== false, `${issuer}; ${end}${time}`)];
}

// Whether a certificate leads over the enclosed ones to one of the roots.
async function led(one, enclosed, roots, steps = 8) {
  if (roots.some((root) => hex(root.bytes) === hex(one.bytes)) || (await standing(one, roots)) === "proven") return true;
  for (const parent of steps ? enclosed : [])
    if (hex(parent.bytes) !== hex(one.bytes) && (await standing(one, [parent])) === "proven" && (await led(parent, enclosed, roots, steps - 1))) return true;
  return false;
}

async function signature(bytes, text, one, roots, strict) {
  const hole = `byte ${one.start}–${one.end - 1}`;
  const box = `Wadah tanda tangan ${one.name}`;
  let [der, wrong] = unwrap(text.slice(one.start, one.end));
  const broken = (why) => [check(box, false, `rusak: ${why} (${hole})`)];
  if (!der) return broken(wrong);
  let found;
  try {
    found = container(der);
    if (strict && !wrong && !isExact(found)) wrong = "keterangan di dalam wadah berubah";
    if (!found.stamp) await ownCertificate(found);
    wrong = wrong || (await stampFault(found));
  } catch (error) {
    return broken(wrong || (error instanceof Damaged ? error.message : "isi wadah tidak dapat dibaca"));
  }
  const covered = (hash) => digest(join([bytes.subarray(0, one.start), bytes.subarray(one.end, one.stop)]), hash);
  const why = one.stop > bytes.length ? "isi" : await fault(found, covered).catch(() => "tanda tangan");
  const ranges = `byte 0–${one.start - 1} dan ${one.end}–${one.stop - 1}`;
  const cut = one.stop > bytes.length ? `berkas terpotong: ${one.stop - bytes.length} byte terakhir hilang` : "";
  const place = why === "isi" && !cut ? await placeOfChange(bytes.subarray(0, one.stop), text.slice(0, one.stop)) : "";
  const by = `${found.stamp ? "cap waktu dokumen" : "ditandatangani"} oleh ${found.signer.holder}${one.when ? `, menurut penanda tangan pada ${shown(one.when)}` : ""}`;
  const unsure = why === "algoritma";
  return [
    wrong ? broken(wrong)[0] : check(box, true, `utuh (${hole})`),
    check(`Isi yang ditutup tanda tangan ${one.name}`, why !== "isi", why === "isi" ? cut || `berubah di ${place || `antara ${ranges}`}` : `tidak berubah (${ranges})`),
    check(`Tanda tangan ${one.name}`, unsure ? null : !why, unsure ? `${by}; cara menandatanganinya tidak dikenal pemeriksa ini` : why === "tanda tangan" ? `bukan buatan kunci ${found.signer.holder} (${hole})` : by),
    ...(await vouched(one, found, roots, strict, hole)),
  ];
}

// The signed attributes name the signer's certificate by its digest (ESS signing-certificate-v2).
async function ownCertificate(found) {
  const named = children(children(children(attribute(found, "2a864886f70d010910022f"))[0])[0]).find((one) => one.tag === 4);
  if (named && hex(named.content) !== (await digest(found.signer.bytes))) throw new Damaged("sertifikat penanda tangan berubah");
}

// The frozen content that Ukur attaches to its papers: its digest as printed and as computed; null when there is none.
export async function attached(bytes, text = plain(bytes)) {
  for (const hit of text.matchAll(/\/Type\s*\/EmbeddedFile/g)) {
    const begin = /stream\r?\n/.exec(text.slice(hit.index, hit.index + 2000));
    const length = /\/Length (\d{1,10})\b(?! \d+ R)/.exec(text.slice(Math.max(text.lastIndexOf(" obj", hit.index), 0), hit.index + 2000));
    if (!begin || !length) continue;
    const from = hit.index + begin.index + begin[0].length;
    try {
      const found = parse(new TextDecoder("utf-8", { fatal: true }).decode(await inflate(bytes.slice(from, from + Number(length[1])), 64 * MIB, "deflate")));
      if (!(found instanceof Map) || !found.has("kind") || typeof found.get("digest") !== "string") continue;
      const printed = found.get("digest");
      for (const key of ["digest", "verify"]) found.delete(key);
      return { printed, computed: await digest(canonicalBytes(found)) };
    } catch (error) { /* another attachment, or a damaged one, which the signature tells */ }
  }
  return null;
}

// All that can be said of one PDF. `signed` tells whether it carries signatures at all.
export async function checkPdf(bytes, roots) {
  if (bytes.length > MOST) return { signed: true, checks: [check("Berkas PDF", false, `lebih besar dari ${MOST / MIB} MiB, tidak diperiksa`)] };
  const text = plain(bytes);
  const isPdf = /^%PDF-[12]\./.test(text);
  const checks = [check("Berkas PDF", isPdf, isPdf ? `${bytes.length} byte` : "kepala berkas (byte 0–7) bukan PDF atau berubah")];
  const found = places(text);
  if (found.length > SIGNATURES) return { signed: true, checks: [...checks, check("Tanda tangan", false, `lebih dari ${SIGNATURES} tanda tangan di dalam satu berkas; tidak diperiksa`)] };
  const traces = TRACES.some((one) => text.includes(one));
  if (!found.length && traces) return { signed: true, checks: [...checks, check("Tanda tangan", false, `tanda tangan rusak dan tidak terbaca: berubah di ${(await placeOfChange(bytes, text)) || "bagian yang menyebut letak tanda tangan"}`)] };
  const ours = (await locators(text)).found.map((one) => one.at);
  let previous = 0;
  for (const one of found) {
    checks.push(...(await signature(bytes, text, one, roots, ours.some((at) => previous <= at && at < one.stop))));
    previous = one.stop;
  }
  const rest = bytes.length - previous;
  if (found.length && rest > 0) {
    const added = `${rest} byte sesudah tanda tangan ${found[found.length - 1].name} (mulai byte ${previous}), tidak ditutup tanda tangan`;
    const material = text.slice(previous).includes("/DSS"); // or an update that pretends to be: nobody here can tell
    checks.push(check("Akhir berkas", material ? null : false, material ? `keterangan validasi: ${added}` : `ditambahkan ${added}`));
  } else if (found.length) checks.push(check("Akhir berkas", rest === 0, rest ? `berkas terpotong: ${-rest} byte terakhir hilang` : "ditutup tanda tangan sampai byte terakhir"));
  const copy = await attached(bytes, text);
  if (copy) {
    const matches = copy.printed === copy.computed;
    checks.push(check("Naskah final terlampir", matches, matches ? `cocok dengan Kode keaslian ${copy.printed.slice(0, 16)}` : "tidak cocok dengan Kode keaslian yang tertulis di dalamnya"));
  }
  return { signed: found.length > 0, copy, checks };
}
