// Bytes of a source in chunks of whole lines, unpacked where they are gzip. A line of any length comes in one chunk.
import type { Source } from '../protocol.js';
import { isGzip, unpacked as gunzip } from './gzip.js';

/** Bytes of a chunk: small enough that findings are all listed and that the worker answers in between. */
const CHUNK = 128 << 10;
const READ = 1 << 20;
const LINE_FEED = 10;

/** A source that can't be read; the message is for a person, and holds nothing of the log. */
export class ReadError extends Error {}

/** Bytes as they stand, `onRead` is told how many. */
async function* raw(source: Source, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if ('blob' in source) {
    for (let at = 0; at < source.blob.size; at += READ) {
      const part = new Uint8Array(await source.blob.slice(at, at + READ).arrayBuffer());
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
    yield value as Uint8Array<ArrayBuffer>;
  }
}

async function* unpacked(source: Source, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
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
  async function* whole(start: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
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

/** Chunks that end at a line's end, but for the last. */
export async function* chunks(source: Source, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let open: Uint8Array[] = [];
  for await (const part of unpacked(source, onRead)) {
    let rest: Uint8Array = part;
    if (open.length) {
      const end = rest.indexOf(LINE_FEED) + 1;
      open.push(end ? rest.subarray(0, end) : rest);
      if (!end) continue;
      yield joined(open);
      open = [];
      rest = rest.subarray(end);
    }
    while (rest.length) {
      const end = cut(rest);
      if (!end) break;
      yield rest.subarray(0, end);
      rest = rest.subarray(end);
    }
    if (rest.length) open.push(rest);
  }
  if (open.length) yield joined(open);
}

/** Where the first chunk of whole lines ends; 0: there is none. */
function cut(bytes: Uint8Array): number {
  if (bytes.length > CHUNK) {
    const end = bytes.lastIndexOf(LINE_FEED, CHUNK - 1) + 1;
    return end || bytes.indexOf(LINE_FEED, CHUNK) + 1;
  }
  return bytes.lastIndexOf(LINE_FEED) + 1;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  return bytes;
}
