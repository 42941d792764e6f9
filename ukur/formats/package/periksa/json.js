// JSON read exactly and written in its one form: keys sorted, no blanks, UTF-8. JSON.parse would not do: it forgets how
// a number was written. Numbers other than integers have no exact form and are refused, as when the journal was written.

import { byBytes, encode } from "./bytes.js";

class Exact { // an integer, true, false or null, as its text
  constructor(text) {
    this.text = text;
  }
}

const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?![\d.eE])|true|false|null)|$)/y;

// Map for an object, array, text, or Exact. SyntaxError for anything else.
export function parse(text) {
  TOKEN.lastIndex = 0;
  const next = () => {
    const found = TOKEN.exec(text);
    if (!found) throw new SyntaxError("tidak terbaca");
    return found;
  };
  const value = ([, mark, string, word]) => {
    if (string) return JSON.parse(string);
    if (word) return new Exact(word === "-0" ? "0" : word);
    if (mark === "[") return list();
    if (mark === "{") return object();
    throw new SyntaxError("tidak terbaca");
  };
  const list = () => {
    const found = [];
    for (let token = next(); token[1] !== "]"; token = next()) {
      found.push(value(token));
      const [, mark] = next();
      if (mark === "]") break;
      if (mark !== ",") throw new SyntaxError("tidak terbaca");
      const ahead = TOKEN.lastIndex;
      if (next()[1] === "]") throw new SyntaxError("tidak terbaca");
      TOKEN.lastIndex = ahead;
    }
    return found;
  };
  const object = () => {
    const found = new Map();
    for (let token = next(), first = true; !(first && token[1] === "}"); token = next(), first = false) {
      if (!token[2] || next()[1] !== ":") throw new SyntaxError("tidak terbaca");
      found.set(JSON.parse(token[2]), value(next()));
      const [, mark] = next();
      if (mark === "}") break;
      if (mark !== ",") throw new SyntaxError("tidak terbaca");
    }
    return found;
  };
  const found = value(next());
  if (next()[0].trim() || TOKEN.lastIndex !== text.length) throw new SyntaxError("tidak terbaca");
  return found;
}

// The one text of a value. RangeError for text that is no Unicode (half a surrogate pair), which has no UTF-8.
export function canonical(value) {
  if (value instanceof Exact) return value.text;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value instanceof Map) {
    const keys = [...value.keys()].sort(byBytes);
    return `{${keys.map((key) => `${canonical(key)}:${canonical(value.get(key))}`).join(",")}}`;
  }
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) throw new RangeError("tidak terbaca");
  return JSON.stringify(value);
}

export const canonicalBytes = (value) => encode(canonical(value));

// The integer of a value; NaN when it is none.
export const whole = (value) => (value instanceof Exact && /\d/.test(value.text) ? Number(value.text) : NaN);
