// Takes a ZIP apart that anyone may have made: nothing grows without limit, and every byte of it is accounted for.
// A ZIP of Ukur has one form only, so it is compared byte by byte with the one its content would give.

import { MIB, MOST, Unsafe, byBytes, bytesOf, check, crc32, decode, difference, encode, inflate, join, plain } from "./bytes.js";

const MARK = encode("Ukur: berkas arsip (BagIt), satu bentuk"); // the comment at the end of each ZIP that Ukur writes
const PREFIX = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0);
const FILES = 60000;
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\%]/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;
const NAME = "Bungkus zip";

const same = (left, right) => difference(left, right) < 0;

// Why a path may not be a file of a package; "" when it may.
export function nameFault(name) {
  if (!name || FORBIDDEN.test(name) || name.normalize("NFC") !== name) return "nama berisi tanda yang tidak boleh";
  for (const part of name.split("/")) {
    if (["", ".", ".."].includes(part) || part !== part.trim() || part.endsWith(".")) return "nama keluar dari folder atau tidak lengkap";
    if (DEVICE.test(part) || encode(part).length > 180) return "bagian nama terlalu panjang atau milik sistem";
  }
  return "";
}

function requireSafe(names) {
  if (!names.length) throw new Unsafe("zip kosong");
  if (names.length > FILES) throw new Unsafe(`zip berisi lebih dari ${FILES} berkas`);
  const seen = new Set();
  for (const name of names) {
    const why = nameFault(name);
    if (why) throw new Unsafe(`zip berisi nama yang berbahaya (${why}): “${name.slice(0, 80)}”`);
    if (seen.has(name.toLowerCase())) throw new Unsafe(`zip berisi nama yang sama dua kali: “${name}”`);
    seen.add(name.toLowerCase());
  }
  const tops = new Set(names.map((name) => name.split("/")[0]));
  if (tops.size !== 1 || names.some((name) => !name.includes("/"))) throw new Unsafe("zip harus berisi tepat satu folder");
  return [...tops][0];
}

// The list at the end of the ZIP: where it begins, where it ends, and what it says of each member.
async function directory(blob) {
  const from = Math.max(blob.size - 65557, 0);
  const tail = await bytesOf(blob, from);
  const view = new DataView(tail.buffer);
  let end = tail.length - 22;
  while (end >= 0 && !(view.getUint32(end, true) === 0x06054b50 && end + 22 + view.getUint16(end + 20, true) === tail.length)) end--;
  if (end < 0) throw new Unsafe("zip tidak dapat dibaca: akhir zip tidak ditemukan");
  const [count, size, at] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (size > 16 * MIB || at + size > blob.size) throw new Unsafe("zip tidak dapat dibaca: daftar isinya rusak");
  const list = await bytesOf(blob, at, at + size);
  const members = [];
  for (let place = 0; place < list.length; ) {
    if (place + 46 > list.length) throw new Unsafe("zip tidak dapat dibaca: daftar isinya terpotong");
    const field = new DataView(list.buffer, place);
    const [named, more, said] = [28, 30, 32].map((where) => field.getUint16(where, true));
    if (field.getUint32(0, true) !== 0x02014b50) throw new Unsafe("zip tidak dapat dibaca: daftar isinya rusak");
    members.push({ row: at + place + 46, flags: field.getUint16(8, true), method: field.getUint16(10, true), crc: field.getUint32(16, true),
      packed: field.getUint32(20, true), size: field.getUint32(24, true), mode: field.getUint32(38, true) >>> 28,
      at: field.getUint32(42, true), name: decode(list.subarray(place + 46, place + 46 + named)) });
    place += 46 + named + more + said;
  }
  return { members, at, end: from + end, stop: at + size, count, comment: tail.length - end - 22 };
}

// --- A ZIP of Ukur's own form. ---

const little = (...pairs) => join(pairs.map(([size, value]) =>
  Uint8Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) & 255)));

const head = (one, name) => join([PREFIX, little([4, one.crc], [4, one.size], [4, one.size], [2, name.length], [2, 0]), name]);

const entry = (one, name, at) => join([
  little([4, 0x02014b50], [2, 788], [2, 20], [2, 2048], [2, 0], [2, 0], [2, 0x21], [4, one.crc], [4, one.size], [4, one.size]),
  little([2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0o100644 * 65536], [4, at]), name]);

// The members by the list at the end, or else by their own heads from the first byte on.
async function ownMembers(blob) {
  try {
    const { members } = await directory(blob);
    let end = 0; // members follow each other without a gap
    for (const one of members.sort((left, right) => left.at - right.at)) {
      if (one.method !== 0 || nameFault(one.name) || one.at !== end) throw new Unsafe(one.name);
      one.begin = end + 30 + encode(one.name).length;
      end = one.begin + one.size;
    }
    requireSafe(members.map((one) => one.name));
    if (end <= blob.size) return members;
  } catch (error) { /* the list is damaged; the heads may not be */ }
  const found = [];
  for (let at = 0; at + 30 < blob.size && found.length <= FILES; ) {
    const field = new DataView(await blob.slice(at, at + 30).arrayBuffer());
    if (field.getUint32(0, true) !== 0x04034b50) break;
    const [size, named] = [field.getUint32(22, true), field.getUint16(26, true)];
    found.push({ name: decode(await bytesOf(blob, at + 30, at + 30 + named)), size, begin: at + 30 + named });
    at += 30 + named + size;
  }
  return found;
}

// Where the ZIP first differs from the one its content gives, and in which part; null when nowhere.
async function ownDifference(blob, members) {
  const list = [];
  let at = 0;
  const differs = async (part, expected) => {
    const found = difference(await bytesOf(blob, at, at + expected.length), expected);
    if (found >= 0) return [at + found, part];
    at += expected.length;
    return null;
  };
  for (const one of members.sort((left, right) => byBytes(left.name, right.name))) {
    const content = await one.read();
    const made = { crc: crc32(content), size: content.length };
    const name = encode(one.name);
    list.push([one.name, entry(made, name, at)]);
    const wrong = (await differs(`kepala ${one.name}`, head(made, name))) || (await differs(`isi ${one.name}`, content));
    if (wrong) return wrong;
  }
  const begin = at;
  for (const [name, expected] of list) {
    const wrong = await differs(`daftar isi zip, ${name}`, expected);
    if (wrong) return wrong;
  }
  const counts = [[2, 0], [2, 0], [2, list.length], [2, list.length]];
  const last = little([4, 0x06054b50], ...counts, [4, at - begin], [4, begin], [2, MARK.length]);
  const wrong = await differs("akhir zip", join([last, MARK]));
  return wrong || (at < blob.size ? [at, "tambahan di belakang akhir zip"] : null);
}

// Where a member's head and the list spell its name differently: both places, since nobody can tell which was changed.
async function disagreement(blob, members) {
  for (const one of members) {
    const name = encode(one.name);
    const at = one.row ? difference(await bytesOf(blob, one.at + 30, one.at + 30 + name.length), name) : -1;
    if (at >= 0) return `nama ${one.name} di kepala (byte ${one.at + 30 + at}) dan di daftar isi zip (byte ${one.row + at}) berbeda`;
  }
  return "";
}

async function own(blob) {
  const members = await ownMembers(blob);
  if (!members.length) throw new Unsafe("awal zip (byte 0) dan daftar isinya tidak dapat dibaca");
  const top = requireSafe(members.map((one) => one.name));
  if (members.reduce((sum, one) => sum + one.size, 0) > blob.size) throw new Unsafe("ukuran berkas di dalam zip tidak masuk akal");
  for (const one of members) {
    if (one.size > MOST) throw new Unsafe(`${one.name} lebih besar dari ${MOST / MIB} MiB; periksa dengan ukur verify`);
    one.read = () => bytesOf(blob, one.begin, one.begin + one.size);
  }
  const odd = await disagreement(blob, members);
  const wrong = odd ? null : await ownDifference(blob, [...members]);
  const said = wrong ? `berubah di byte ${wrong[0]} (${wrong[1]})` : odd || "sama byte demi byte dengan zip dari isinya";
  return { top, members, wrapping: check(NAME, !wrong && !odd, said) };
}

// --- Any other ZIP. ---

// The first thing in the structure that is not as its own list says: heads, gaps, additions; "" when nothing is.
async function oddity(blob, { members, at, end, stop, count, comment }) {
  let place = 0;
  for (const one of [...members].sort((left, right) => left.at - right.at)) {
    if (one.at !== place) return `byte ${Math.min(place, one.at)}: isi di antara berkas tidak tercantum di daftar isi zip`;
    const field = new DataView(await blob.slice(place, place + 30).arrayBuffer());
    const [named, more] = [field.getUint16(26, true), field.getUint16(28, true)];
    const streamed = one.flags & 8;
    const told = [14, 18, 22].map((where) => field.getUint32(where, true));
    const agrees = field.getUint32(0, true) === 0x04034b50 && field.getUint16(6, true) === one.flags &&
      field.getUint16(8, true) === one.method && same(await bytesOf(blob, place + 30, place + 30 + named), encode(one.name)) &&
      told.every((value, which) => value === [one.crc, one.packed, one.size][which] || (streamed && value === 0));
    if (!agrees) return `byte ${place}: kepala ${one.name} berbeda dari daftar isi zip`;
    place += 30 + named + more + one.packed;
    one.begin = place - one.packed;
    if (streamed) {
      const after = new DataView(await blob.slice(place, place + 16).arrayBuffer());
      const marked = after.getUint32(0, true) === 0x08074b50 ? 4 : 0;
      const right = [one.crc, one.packed, one.size].every((value, which) => after.getUint32(marked + 4 * which, true) === value);
      if (!right) return `byte ${place}: penutup ${one.name} berbeda dari daftar isi zip`;
      place += marked + 12;
    }
  }
  if (place !== at || stop !== end || count !== members.length) return `byte ${place}: bagian di antara berkas dan akhir zip tidak dikenal`;
  return comment ? `byte ${end + 22}: komentar zip bukan bagian Berkas Arsip` : "";
}

async function foreign(blob) {
  const found = await directory(blob);
  const odd = await oddity(blob, found);
  const members = found.members.filter((one) => !one.name.endsWith("/"));
  const top = requireSafe(members.map((one) => one.name));
  const total = members.reduce((sum, one) => sum + one.size, 0);
  if (total > Math.max(64 * MIB, 20 * blob.size)) throw new Unsafe("isi zip jauh lebih besar daripada zip itu sendiri");
  for (const one of members) {
    if (![0, 8].includes(one.mode) || one.flags & 1) throw new Unsafe(`zip berisi tautan, berkas khusus atau berkas bersandi: “${one.name}”`);
    if (![0, 8].includes(one.method) || one.size > MOST) throw new Unsafe(`${one.name} tidak dapat dibuka di sini; periksa dengan ukur verify`);
    one.read = async () => {
      if (one.begin === undefined) throw new Unsafe(`${one.name}: kepalanya di dalam zip rusak`);
      const packed = await bytesOf(blob, one.begin, one.begin + one.packed);
      const content = one.method ? await inflate(packed, one.size, "deflate-raw").catch(() => null) : packed;
      if (!content || content.length !== one.size || crc32(content) !== one.crc) throw new Unsafe(`isi ${one.name} di dalam zip rusak`);
      return content;
    };
  }
  const said = odd || "dikemas ulang dengan perangkat lain; isinya diperiksa berkas demi berkas";
  return { top, members, wrapping: check(NAME, !odd, said) };
}

// The files of a ZIP by their path below its one folder, each read when it is asked for, and what is to be said of the ZIP.
export async function unzip(blob) {
  const begins = same(await bytesOf(blob, 0, PREFIX.length), PREFIX);
  const ends = plain(await bytesOf(blob, Math.max(blob.size - MARK.length, 0))) === plain(MARK);
  const { top, members, wrapping } = await (begins || ends ? own(blob) : foreign(blob));
  return { files: new Map(members.map((one) => [one.name.slice(top.length + 1), one.read])), wrapping };
}
