// gzip, unpacked by the browser; also several members in a row, as `cat a.gz b.gz` and some rotating programs leave them.
// A browser unpacks one and calls what follows junk, so it is asked anew for each: a member ends where what looks like
// the next one's head stands behind the length of all that this one has given.

/** Packed bytes that are given at once: what they become is held until it is taken. */
const SLICE = 64 << 10;
/** A member's head, and the checksum and the length before it. */
const HEAD = 10;
const TAIL = 8;

/** Lets what was unpacked arrive. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), resolve());
    port2.postMessage(0);
  });

export const isGzip = (bytes: Uint8Array, at = 0): boolean => bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;

/** One member on its way. */
class Member {
  readonly #stream = new DecompressionStream('gzip');
  readonly #writer = this.#stream.writable.getWriter();
  readonly #done: Promise<void>;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #failure: unknown;
  /** Bytes that it has given. */
  length = 0;

  constructor() {
    // What is written fails with the same reason.
    this.#writer.closed.catch(() => undefined);
    this.#done = this.#take().catch((cause: unknown) => void (this.#failure = cause ?? new Error('damaged')));
  }

  async #take(): Promise<void> {
    const reader = this.#stream.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.length += value.length;
      this.#parts.push(value as Uint8Array<ArrayBuffer>);
    }
  }

  /** What has been unpacked since the last call. */
  taken(): Uint8Array<ArrayBuffer>[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  async give(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#writer.write(bytes).catch(() => undefined);
    await turn();
  }

  async close(): Promise<void> {
    await this.#writer.close().catch(() => undefined);
    await this.#done;
  }

  check(): void {
    if (this.#failure) throw this.#failure;
  }
}

/** Unpacks all members. Fails where the data is damaged or ends too early; what came before has been given then. */
export async function* unpacked(parts: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let member = new Member();
  /** The last bytes that were given, and what is kept back since a head may begin in it. */
  let last = new Uint8Array();
  let open: Uint8Array<ArrayBuffer> = new Uint8Array();
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += SLICE) {
      let bytes = joined(open, part.subarray(from, from + SLICE));
      for (let at = head(bytes, 1 - last.length); ; at = head(bytes, at + 1)) {
        const end = at < 0 ? Math.max(0, bytes.length - HEAD) : at;
        await member.give(bytes.slice(0, end));
        yield* member.taken();
        member.check();
        last = joined(last, bytes.subarray(0, end)).slice(-TAIL);
        bytes = bytes.slice(end);
        if (at < 0) break;
        if (length(last) === member.length % 2 ** 32) {
          await member.close();
          yield* member.taken();
          member.check();
          member = new Member();
          last = new Uint8Array();
        }
        at = 0;
      }
      open = bytes;
    }
  }
  await member.give(open);
  await member.close();
  yield* member.taken();
  member.check();
}

/** Where the next head of a member may stand, from `from` on; -1: nowhere. */
function head(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x1f, Math.max(0, from)); at >= 0 && at + HEAD <= bytes.length; at = bytes.indexOf(0x1f, at + 1)) {
    if (isGzip(bytes, at) && (bytes[at + 3] ?? 255) < 32) return at;
  }
  return -1;
}

/** The length in a member's last bytes. */
function length(tail: Uint8Array): number {
  return tail.length < TAIL ? -1 : new DataView(tail.buffer, tail.byteOffset).getUint32(4, true);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
