// Helpers over bytes. Everything stays in this window.

export class Unsafe extends Error {} // a file that cannot or may not be taken apart; the message is shown

export const MIB = 1024 * 1024;
export const MOST = 256 * MIB; // bytes of one file that are read into memory

const HEX = Array.from({ length: 256 }, (_, one) => one.toString(16).padStart(2, "0"));
const CRC = Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

export const hex = (bytes) => Array.from(bytes, (one) => HEX[one]).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
export const encode = (text) => new TextEncoder().encode(text);
export const decode = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
// One character a byte, so that a place in the text is a place in the file.
export const plain = (bytes) => new TextDecoder("latin1").decode(bytes);

export const bytesOf = async (blob, from = 0, to = blob.size) => new Uint8Array(await blob.slice(from, to).arrayBuffer());

export const digest = async (bytes, name = "SHA-256") => hex(new Uint8Array(await crypto.subtle.digest(name, bytes)));

export function crc32(bytes) {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) value = CRC[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

export function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}

// Where two runs of bytes first differ; -1 when they are the same.
export function difference(given, expected) {
  const most = Math.min(given.length, expected.length);
  for (let at = 0; at < most; at++) if (given[at] !== expected[at]) return at;
  return given.length === expected.length ? -1 : most;
}

// Order of text as UTF-8 bytes, which is the order of its code points (not of JavaScript's UTF-16 units).
export function byBytes(left, right) {
  const [one, two] = [encode(left), encode(right)];
  const at = difference(one, two);
  if (at < 0) return 0;
  return at === one.length || (at < two.length && one[at] < two[at]) ? -1 : 1;
}

// Unpacks deflated bytes and stops as soon as more comes out than was promised.
export async function inflate(packed, most, format) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(parts);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw new Unsafe("isi yang dimampatkan lebih besar daripada yang tertulis");
    }
    parts.push(value);
  }
}

// At most eight names, then how many more.
export const named = (names) =>
  names.slice(0, 8).join(", ") + (names.length > 8 ? ` dan ${names.length - 8} lainnya` : "");

// One thing that was looked at. ok: true, false, or null when this tool cannot tell.
export const check = (name, ok, detail) => ({ name, ok, detail });
