// The order of a module's functions: gzip remembers 32 kB, so those that are alike stand near each other. Only the names
// are changed here, so that wasm-opt can put the functions in the order of their names.

/** Bytes of a piece that two functions may have in common, and functions in which a piece tells nothing any more. */
const PIECE = 6;
const COMMON = 200;
/** Bytes that are remembered. */
const WINDOW = 30_000;
const [IMPORTS, CODE] = [2, 10];

/** The module with names of functions that sort as the functions are to stand. */
export function ordered(bytes) {
  const read = { bytes, at: 8 };
  let [start, imported, bodies] = [8, 0, []];
  const kept = [bytes.subarray(0, 8)];
  while ((start = read.at) < bytes.length) {
    const kind = bytes[read.at++];
    const end = number(read) + read.at;
    if (kind === IMPORTS) imported = number(read);
    if (kind === CODE) {
      bodies = Array.from({ length: number(read) }, () => {
        const size = number(read);
        return bytes.subarray(read.at, (read.at += size));
      });
    }
    if (kind) kept.push(bytes.subarray(start, end));
    read.at = end;
  }
  const names = order(bodies).flatMap((function_, place) => [[imported + function_, `f${String(place).padStart(6, '0')}`]]);
  names.push(...Array.from({ length: imported }, (_, place) => [place, `a${place}`]));
  names.sort(([one], [other]) => one - other);
  const map = [...leb(names.length), ...names.flatMap(([place, name]) => [...leb(place), ...text(name)])];
  const section = [...text('name'), 1, ...leb(map.length), ...map];
  return Buffer.concat([...kept, Buffer.from([0, ...leb(section.length), ...section])]);
}

/** Each next one is what has most in common with those before it, for its size. */
function order(bodies) {
  const pieces = bodies.map((body) => {
    const all = new Set();
    for (let at = 0; at + PIECE <= body.length; at += 1) all.add(body.readUIntBE(at, PIECE));
    return all;
  });
  const holders = new Map();
  for (const [place, own] of pieces.entries()) {
    for (const piece of own) {
      const list = holders.get(piece);
      if (list) list.push(place);
      else holders.set(piece, [place]);
    }
  }
  for (const [piece, list] of holders) if (list.length < 2 || list.length > COMMON) holders.delete(piece);
  const score = new Float64Array(bodies.length);
  const count = new Map();
  const change = (place, by) => {
    for (const piece of pieces[place]) {
      const list = holders.get(piece);
      if (!list) continue;
      const before = count.get(piece) ?? 0;
      count.set(piece, before + by);
      if (!before || !(before + by)) for (const other of list) score[other] += by;
    }
  };
  const left = new Set(bodies.keys());
  const [found, window] = [[], []];
  let size = 0;
  while (left.size) {
    let [best, most] = [-1, -1];
    for (const place of left) {
      const worth = (score[place] + 3) / (bodies[place].length + 20);
      if (worth > most) [best, most] = [place, worth];
    }
    left.delete(best);
    found.push(best);
    window.push(best);
    size += bodies[best].length;
    change(best, 1);
    while (size > WINDOW && window.length > 1) {
      const gone = window.shift();
      size -= bodies[gone].length;
      change(gone, -1);
    }
  }
  return found;
}

function number(read) {
  let [value, shift, byte] = [0, 0, 0];
  do {
    byte = read.bytes[read.at++];
    value += (byte & 127) * 2 ** shift;
    shift += 7;
  } while (byte & 128);
  return value;
}

function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

function text(value) {
  return [...leb(value.length), ...Buffer.from(value)];
}
