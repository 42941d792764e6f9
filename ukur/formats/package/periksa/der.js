// ASN.1 in DER, read so strictly that every byte has one place: certificates (RFC 5280) and signatures (RFC 5652).

import { decode, digest, hex, join, plain, unhex } from "./bytes.js";

export class Damaged extends Error {}

// The element at `at`: tag, its content, and all its bytes.
export function read(bytes, at = 0, end = bytes.length) {
  const tag = bytes[at];
  let [length, start] = [bytes[at + 1], at + 2];
  if (at + 2 > end || (tag & 31) === 31) throw new Damaged("isi wadah tidak dapat dibaca");
  if (length >= 128) {
    const digits = length - 128;
    if (digits < 1 || digits > 4 || start + digits > end) throw new Damaged("isi wadah tidak dapat dibaca");
    length = bytes.subarray(start, start + digits).reduce((sum, one) => sum * 256 + one, 0);
    start += digits;
    if (length < 128 || length < 256 ** (digits - 1)) throw new Damaged("isi wadah tidak dapat dibaca");
  }
  if (start + length > end) throw new Damaged("isi wadah tidak dapat dibaca");
  const stop = start + length;
  return { tag, content: bytes.subarray(start, stop), bytes: bytes.subarray(at, stop), stop };
}

export function children(element) {
  const found = [];
  for (let at = 0; at < element.content.length; ) {
    found.push(read(element.content, at));
    at = found[found.length - 1].stop;
  }
  return found;
}

// Writes an element around its parts; the other direction of read().
export function write(tag, ...parts) {
  const content = join(parts);
  const digits = [];
  for (let left = content.length; left; left = Math.floor(left / 256)) digits.unshift(left % 256);
  const length = content.length < 128 ? [content.length] : [128 + digits.length, ...digits];
  return join([Uint8Array.of(tag, ...length), content]);
}

export const oid = (element) => hex(element.content);

export function moment(element) {
  const found = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(plain(element.content));
  if (!found) throw new Damaged("waktu di dalam sertifikat tidak terbaca");
  const [, year, ...rest] = found.map(Number);
  const full = found[1].length === 4 ? year : year + (year < 50 ? 2000 : 1900);
  return new Date(Date.UTC(full, rest[0] - 1, ...rest.slice(1)));
}

// The common name of a Name, else its first part.
function nameOf(name) {
  const pairs = children(name).flatMap(children).map(children);
  const [, value] = pairs.find(([kind]) => oid(kind) === "550403") || pairs[0] || [];
  if (!value) return "tanpa nama";
  return value.tag === 0x0c ? decode(value.content) : plain(value.content);
}

export function certificate(bytes) {
  const whole = read(bytes);
  const [tbs, algorithm, bits] = children(whole);
  const fields = children(tbs);
  if (fields[0].tag === 0xa0) fields.shift();
  const [serial, inner, issuer, validity, subject, key] = fields;
  const [from, until] = children(validity).map(moment);
  if (whole.stop !== bytes.length || hex(inner.bytes) !== hex(algorithm.bytes) || bits.tag !== 3 || bits.content[0] !== 0)
    throw new Damaged("sertifikat di dalam wadah rusak");
  return { bytes, tbs, algorithm, signature: bits.content.subarray(1), serial, issuer, subject, key, from, until,
    holder: nameOf(subject), giver: nameOf(issuer) };
}

// A chosen file: one certificate or several, as PEM or DER.
export function certificates(bytes) {
  const blocks = [...plain(bytes).matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)];
  if (!blocks.length) return [certificate(bytes)];
  return blocks.map((one) => certificate(Uint8Array.from(atob(one[1].replace(/\s/g, "")), (sign) => sign.charCodeAt(0))));
}

const HASHES = { "608648016503040201": "SHA-256", "608648016503040202": "SHA-384", "608648016503040203": "SHA-512" };
const RSA = { "2a864886f70d01010b": "SHA-256", "2a864886f70d01010c": "SHA-384", "2a864886f70d01010d": "SHA-512" };
const ECDSA = { "2a8648ce3d040302": "SHA-256", "2a8648ce3d040303": "SHA-384", "2a8648ce3d040304": "SHA-512" };
const CURVES = { "2a8648ce3d030107": ["P-256", 32], "2b81040022": ["P-384", 48], "2b81040023": ["P-521", 66] };
const PLAIN_RSA = "2a864886f70d010101";

export const hashName = (algorithm) => HASHES[oid(children(algorithm)[0])] || "";

// The two numbers of an ECDSA signature side by side, as WebCrypto wants them.
function flat(signature, size) {
  const sides = children(read(signature)).map((one) => (one.content[0] === 0 ? one.content.subarray(1) : one.content));
  if (sides.some((one) => one.length > size)) throw new Damaged("tanda tangan rusak");
  return join(sides.flatMap((one) => [new Uint8Array(size - one.length), one]));
}

// Whether the key made the signature over the data; null when this tool does not know the algorithm.
export async function proves(key, algorithm, signature, data, hash = "") {
  const [kind, curve] = children(children(key)[0]);
  const method = oid(children(algorithm)[0]);
  const rsa = method === PLAIN_RSA ? hash : RSA[method];
  if (oid(kind) === PLAIN_RSA && rsa) {
    const how = { name: "RSASSA-PKCS1-v1_5", hash: rsa };
    return crypto.subtle.verify(how, await crypto.subtle.importKey("spki", key.bytes, how, false, ["verify"]), signature, data);
  }
  const [name, size] = (oid(kind) === "2a8648ce3d0201" && CURVES[oid(curve)]) || [];
  if (!name || !ECDSA[method]) return null;
  const made = await crypto.subtle.importKey("spki", key.bytes, { name: "ECDSA", namedCurve: name }, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: ECDSA[method] }, made, flat(signature, size), data);
}

// "proven" by one of `others`, "broken" when its issuer is there and says no, "unknown" when the issuer is not there.
export async function standing(one, others) {
  const issuers = others.filter((other) => hex(other.subject.bytes) === hex(one.issuer.bytes));
  for (const issuer of issuers)
    if (await proves(issuer.key, one.algorithm, one.signature, one.tbs.bytes).catch(() => false)) return "proven";
  return issuers.length ? "broken" : "unknown";
}

const SIGNED = "2a864886f70d010702";
const STAMP = "2a864886f70d0109100104";

// A signature container taken apart; Damaged when it is not exactly one signature of one signer.
export function container(bytes) {
  const [kind, wrapped] = children(read(bytes));
  if (oid(kind) !== SIGNED) throw new Damaged("wadah tidak berisi tanda tangan");
  const [version, hashes, inner, ...rest] = children(children(wrapped)[0]);
  const store = rest.find((one) => one.tag === 0xa0);
  const signers = children(rest[rest.length - 1]);
  if (signers.length !== 1 || !store) throw new Damaged("jumlah penanda tangan di dalam wadah bukan satu");
  const [made, sid, hash, attributes, algorithm, signature, later] = children(signers[0]);
  const found = children(store).map((one) => certificate(one.bytes));
  const [issuer, serial] = children(sid);
  const signer = found.find((one) => hex(issuer.bytes) === hex(one.issuer.bytes) && hex(serial.bytes) === hex(one.serial.bytes));
  if (!signer) throw new Damaged("sertifikat penanda tangan tidak ada di dalam wadah");
  const [what, box] = children(inner);
  return { bytes, version, hashes, inner, store, made, sid, hash: hashName(hash), hashBytes: hash, attributes, algorithm,
    signature, later, certificates: found, signer, stamp: oid(what) === STAMP ? children(box)[0].content : null };
}

export function attribute(found, kind) {
  const hit = children(found.attributes).map(children).filter(([name]) => oid(name) === kind);
  if (hit.length !== 1) throw new Damaged("sidik isi dokumen tidak ada di dalam wadah");
  return children(hit[0][1])[0];
}

// What is wrong with the signature itself ("" when nothing), given the digest of the covered bytes.
export async function fault(found, covered) {
  const signed = hex(attribute(found, "2a864886f70d010904").content);
  if (found.stamp) { // a time stamp covers the document through its own content
    const [, , imprint] = children(read(found.stamp));
    const [algorithm, value] = children(imprint);
    if (hex(value.content) !== (await covered(hashName(algorithm)))) return "isi";
    if ((await digest(found.stamp, found.hash)) !== signed) return "tanda tangan";
  } else if (signed !== (await covered(found.hash))) return "isi";
  const set = join([Uint8Array.of(0x31), found.attributes.bytes.subarray(1)]);
  const good = await proves(found.signer.key, found.algorithm, found.signature.content, set, found.hash).catch(() => false);
  return good === null ? "algoritma" : good ? "" : "tanda tangan";
}

// What is wrong with a time stamp over the signature; "" when nothing is, or there is none.
export async function stampFault(found) {
  for (const [kind, values] of found.later ? children(found.later).map(children) : []) {
    if (oid(kind) !== "2a864886f70d010910020e") continue;
    const token = container(children(values)[0].bytes);
    let bad = await fault(token, (hash) => digest(found.signature.content, hash));
    for (const one of token.certificates) bad = bad || (await standing(one, token.certificates)) === "broken";
    if (bad) return "cap waktu tanda tangan rusak";
  }
  return "";
}

const SHA256 = "300d06096086480165030402010500";
const MADE_WITH = ["300d06092a864886f70d01010b0500", "300a06082a8648ce3d040302"];
const DATA = "300b06092a864886f70d010701";

// Whether a container has the one form in which Ukur writes it, byte for byte: what no signature covers (versions, names of
// algorithms, lengths) has only this form.
export function isExact(found) {
  const known = [found.hashBytes, ...children(found.hashes)].every((one) => hex(one.bytes) === SHA256);
  const forms = hex(found.inner.bytes) === DATA && MADE_WITH.includes(hex(found.algorithm.bytes));
  const versions = hex(found.version.bytes) === "020101" && hex(found.made.bytes) === "020101";
  const signer = [found.made, found.sid, found.hashBytes, found.attributes, found.algorithm, found.signature];
  if (found.later) signer.push(found.later);
  const info = write(0x30, ...signer.map((one) => one.bytes));
  const data = [found.version.bytes, found.hashes.bytes, found.inner.bytes, found.store.bytes, write(0x31, info)];
  const kind = write(0x06, unhex(SIGNED));
  const again = write(0x30, kind, write(0xa0, write(0x30, ...data)));
  const tags = found.hashes.tag === 0x31 && found.attributes.tag === 0xa0 && found.signature.tag === 4 && found.sid.tag === 0x30;
  return known && forms && versions && tags && hex(again) === hex(found.bytes);
}
