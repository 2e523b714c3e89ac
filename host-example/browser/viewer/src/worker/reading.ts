// Bytes of a source in pieces of whole lines, unpacked where they are gzip. A line of any length comes in one piece.
import { detect } from 'logveil';

import type { Source } from '../protocol.js';
import { isGzip, unpacked as gunzip } from './gzip.js';

/** Bytes of the first piece, so that something is seen soon, and of the later ones. */
const FIRST = 96 << 10;
const PIECE = 1 << 20;
/** Bytes before a piece's end in which the beginning of its last record is looked for. */
const WINDOW = 64 << 10;
const READ = 2 << 20;
const LINE_FEED = 10;

type Bytes = Uint8Array<ArrayBuffer>;

/** Whole lines, at the beginning of a buffer; the first is `line`. */
export interface Lines {
  readonly buffer: ArrayBuffer;
  readonly length: number;
  readonly line: number;
  readonly last: boolean;
}

/** A source that can't be read; the message is for a person, and holds nothing of the log. */
export class ReadError extends Error {}

/** Bytes as they stand, `onRead` is told how many. */
async function* raw(source: Source, onRead: (bytes: number) => void): AsyncGenerator<Bytes> {
  if ('blob' in source) {
    // The next part is on its way while this one is worked on. (A stream that reads straight into our buffers would save
    // a copy; Chromium's stands still for good now and then.)
    const { blob } = source;
    let [at, size] = [0, FIRST];
    const ask = (): Promise<ArrayBuffer> => {
      const asked = blob.slice(at, at + size).arrayBuffer();
      // Where nobody waits for it any more.
      asked.catch(() => undefined);
      [at, size] = [at + size, READ];
      return asked;
    };
    for (let next: Promise<ArrayBuffer> | undefined = ask(); next; ) {
      const part: Bytes = new Uint8Array(await next);
      next = at < blob.size ? ask() : undefined;
      onRead(part.length);
      yield part;
    }
    return;
  }
  const answer = await fetch(source.url);
  if (!answer.ok || !answer.body) throw new ReadError(`${source.name} can't be read (${answer.status})`);
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onRead(value.length);
    yield value as Bytes;
  }
}

async function* unpacked(source: Source, onRead: (bytes: number) => void): AsyncGenerator<Bytes> {
  const parts = raw(source, onRead);
  const first = await parts.next();
  if (first.done) return;
  const [a, b, c, d] = first.value;
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) {
    throw new ReadError(`${source.name} is zstd, which browsers don't unpack: use \`zstd -d\`, or \`logveil view ${source.name}\``);
  }
  if (!isGzip(first.value)) {
    yield first.value;
    yield* parts;
    return;
  }
  async function* whole(start: Bytes): AsyncGenerator<Bytes> {
    yield start;
    yield* parts;
  }
  try {
    yield* gunzip(whole(first.value));
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError(`${source.name}: the gzip data is damaged or ends too early; what came before it is shown`);
  }
}

/** Puts the next bytes into a buffer, from `at` on, and tells how many they are; none: the source has ended. */
function filling(parts: AsyncGenerator<Bytes>): (buffer: ArrayBuffer, at: number) => Promise<number> {
  let rest: Uint8Array = new Uint8Array();
  return async (buffer, at) => {
    while (!rest.length) {
      const { done, value } = await parts.next();
      if (done) return 0;
      rest = value;
    }
    const count = Math.min(rest.length, buffer.byteLength - at);
    new Uint8Array(buffer, at, count).set(rest.subarray(0, count));
    rest = rest.subarray(count);
    return count;
  };
}

/** Pieces that end at a line's end, and where a record ends; the last one may be empty. `spare` gives buffers. */
export async function* pieces(source: Source, spare: (size: number) => ArrayBuffer, onRead: (bytes: number) => void): AsyncGenerator<Lines> {
  const fill = filling(unpacked(source, onRead));
  let buffer = spare(PIECE);
  let [length, line, want] = [0, 1, FIRST];
  for (;;) {
    if (length === buffer.byteLength) buffer = moved(buffer, 0, length, spare(length * 2));
    const count = await fill(buffer, length);
    length += count;
    if (count && length < want) continue;
    const end = count ? cut(new Uint8Array(buffer, 0, length)) : length;
    if (!end && count) {
      // A long line: it is not searched again for each part.
      want = length * 2;
      continue;
    }
    const feeds = lines(new Uint8Array(buffer, 0, end));
    const next = count ? moved(buffer, end, length, spare(Math.max(PIECE, 2 * (length - end)))) : buffer;
    yield { buffer, length: end, line, last: !count };
    if (!count) return;
    [line, buffer, length, want] = [line + feeds, next, length - end, Math.min(want * 2, PIECE)];
  }
}

function moved(from: ArrayBuffer, start: number, end: number, to: ArrayBuffer): ArrayBuffer {
  new Uint8Array(to).set(new Uint8Array(from, start, end - start));
  return to;
}

function lines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** Where the first piece of whole lines ends, before the last record that others may go on with; 0: there is none. */
function cut(bytes: Uint8Array): number {
  const end = bytes.lastIndexOf(LINE_FEED) + 1;
  if (!end) return 0;
  const last = end < 2 ? 0 : bytes.lastIndexOf(LINE_FEED, end - 2) + 1;
  if (bytes[last] === 0x7b && bytes[last + 1] === 0x22) return end;
  const from = end > WINDOW ? bytes.indexOf(LINE_FEED, end - WINDOW) + 1 : 0;
  let start = from;
  for (let left = detect(bytes.subarray(from, end)).at(-1)?.line ?? 0; left > 0; left -= 1) start = bytes.indexOf(LINE_FEED, start) + 1;
  return start > from && start < end ? start : end;
}

/** Chunks that end at a line's end, but for the last. */
export async function* chunks(source: Source): AsyncGenerator<Uint8Array> {
  for await (const { buffer, length } of pieces(source, (size) => new ArrayBuffer(size), () => undefined)) {
    if (length) yield new Uint8Array(buffer, 0, length);
  }
}
