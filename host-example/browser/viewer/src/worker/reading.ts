// Bytes of a source in pieces of whole lines, unpacked where they are gzip. A line of any length comes in one piece.
import { Review, detect } from 'logveil';

import type { Source } from '../protocol.js';
import { FileBytes, type Filled } from './file.js';
import { isGzip, unpacked } from './gzip.js';

/** Bytes of the first piece, so that something is seen soon, and of the later ones. */
const FIRST = 64 << 10;
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

interface Input {
  /** Puts the next bytes behind those that are there, at best at least so many, as far as there is room; none: it has ended. */
  fill(filled: Filled, least: number): Promise<Filled>;
  close(): void;
}

/** A source that can't be read; the message is for a person, and holds nothing of the log. */
export class ReadError extends Error {}

/** Bytes of a file as they stand; the next part is on its way while this one is worked on. */
async function* parts(blob: Blob, onRead: (bytes: number) => void): AsyncGenerator<Bytes> {
  let at = 0;
  const ask = (): Promise<ArrayBuffer> => {
    const asked = blob.slice(at, at + READ).arrayBuffer();
    // Where nobody waits for it any more.
    asked.catch(() => undefined);
    at += READ;
    return asked;
  };
  for (let next: Promise<ArrayBuffer> | undefined = ask(); next; ) {
    const part: Bytes = new Uint8Array(await next);
    next = at < blob.size ? ask() : undefined;
    onRead(part.length);
    yield part;
  }
}

async function* fetched(source: Source & { readonly url: string }, onRead: (bytes: number) => void): AsyncGenerator<Bytes> {
  const answer = await fetch(source.url);
  if (!answer.ok || !answer.body) throw new ReadError(`${source.name} can't be read (${answer.status})`);
  const reader = answer.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onRead(value.length);
      yield value as Bytes;
    }
  } finally {
    // Where no more is wanted.
    reader.cancel().catch(() => undefined);
  }
}

function check(name: string, [a, b, c, d]: Uint8Array): void {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    // Read as it stands its secrets would not be seen.
    throw new ReadError(`${name} is UTF-16, in which nothing would be found: save it as UTF-8 first`);
  }
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) {
    throw new ReadError(`${name} is zstd, which browsers don't unpack: use \`zstd -d\`, or \`logveil view ${name}\``);
  }
}

async function* gunzipped(name: string, packed: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  try {
    yield* unpacked(packed);
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError(`${name}: the gzip data is damaged or ends too early; what came before it is shown`);
  }
}

/** A file's bytes. What it is shows in the first ones: it is not asked twice for them. */
async function read({ name, blob }: Source & { readonly blob: Blob }, onRead: (bytes: number) => void): Promise<Input> {
  const from = new FileBytes(blob);
  try {
    let [begun, length] = await from.fill([new ArrayBuffer(FIRST), 0], FIRST);
    const first = new Uint8Array(begun, 0, length);
    check(name, first);
    if (isGzip(first)) {
      from.close();
      return copying(gunzipped(name, parts(blob, onRead)));
    }
    const fill = async (filled: Filled, least: number): Promise<Filled> => {
      const next: Filled = length ? [moved(begun, 0, length, filled[0]), length] : await from.fill(filled, least);
      length = 0;
      onRead(next[1] - filled[1]);
      return next;
    };
    return { fill, close: () => from.close() };
  } catch (error) {
    from.close();
    throw error;
  }
}

/** A source, unpacked. */
async function input(source: Source, onRead: (bytes: number) => void): Promise<Input> {
  if ('blob' in source) return read(source, onRead);
  const given = fetched(source, onRead);
  const { value: first = new Uint8Array() } = await given.next();
  check(source.name, first);
  async function* whole(): AsyncGenerator<Bytes> {
    yield first;
    yield* given;
  }
  return copying(isGzip(first) ? gunzipped(source.name, whole()) : whole());
}

function copying(from: AsyncGenerator<Bytes>): Input {
  let rest: Uint8Array = new Uint8Array();
  const fill = async ([buffer, at]: Filled): Promise<Filled> => {
    while (!rest.length) {
      const { done, value } = await from.next();
      if (done) return [buffer, at];
      rest = value;
    }
    const count = Math.min(rest.length, buffer.byteLength - at);
    new Uint8Array(buffer, at, count).set(rest.subarray(0, count));
    rest = rest.subarray(count);
    return [buffer, at + count];
  };
  return { fill, close: () => void from.return(undefined).catch(() => undefined) };
}

/** Pieces that end at a line's end, and where a record ends; the last one may be empty. `spare` gives buffers. */
export async function* pieces(source: Source, spare: (size: number) => ArrayBuffer, onRead: (bytes: number) => void): AsyncGenerator<Lines> {
  const from = await input(source, onRead);
  try {
    yield* cutting(from, spare);
  } finally {
    from.close();
  }
}

async function* cutting(from: Input, spare: (size: number) => ArrayBuffer): AsyncGenerator<Lines> {
  let buffer = spare(PIECE);
  let [length, line, want] = [0, 1, FIRST];
  for (;;) {
    if (length === buffer.byteLength) buffer = moved(buffer, 0, length, spare(length * 2));
    const before = length;
    [buffer, length] = await from.fill([buffer, length], want - length);
    const ended = length === before;
    if (!ended && length < want) continue;
    const end = ended ? length : cut(new Uint8Array(buffer, 0, length));
    if (!end && !ended) {
      // A long line: it is not searched again for each part.
      want = length * 2;
      continue;
    }
    const feeds = Review.feeds(new Uint8Array(buffer, 0, end));
    const next = ended ? buffer : moved(buffer, end, length, spare(Math.max(PIECE, 2 * (length - end))));
    yield { buffer, length: end, line, last: ended };
    if (ended) return;
    [line, buffer, length, want] = [line + feeds, next, length - end, Math.min(want * 2, PIECE)];
  }
}

function moved(from: ArrayBuffer, start: number, end: number, to: ArrayBuffer): ArrayBuffer {
  new Uint8Array(to).set(new Uint8Array(from, start, end - start));
  return to;
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
