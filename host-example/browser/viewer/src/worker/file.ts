// A file's bytes, read straight into buffers of ours: no copy, and no buffer for each part, which is half of the time that
// reading takes. Where a browser has no such streams, or one gives nothing for long, parts are asked for one by one.

/** A buffer, and how many bytes of it are taken. */
export type Filled = readonly [buffer: ArrayBuffer, length: number];

/** Milliseconds between two looks at a stream: one that has given nothing from one to the next is left. One clock, for
 * reads are many. */
const LOOK = 1500;

/** See the file's head. */
export class FileBytes {
  #reader: ReadableStreamBYOBReader | undefined;
  /** Bytes that have been given. */
  #at = 0;
  readonly #clock: number;
  /** The read that the stream has been asked for, and the one that the clock has seen: a new one is another object. */
  #asked: { readonly leave: () => void } | undefined;
  #seen: object | undefined;

  constructor(private readonly blob: Blob) {
    try {
      this.#reader = blob.stream().getReader({ mode: 'byob' });
    } catch {
      // No stream of bytes.
    }
    this.#clock = self.setInterval(() => this.#look(), LOOK);
  }

  /** Puts the next bytes behind those of the buffer, at best at least so many; none: the file has ended. */
  async fill([buffer, length]: Filled, least: number): Promise<Filled> {
    if (!this.#reader) return this.#part(buffer, length);
    const size = buffer.byteLength;
    const read = await this.#inTime(this.#reader.read(new Uint8Array(buffer, length), { min: Math.max(1, Math.min(least, size - length)) }));
    if (!read) {
      this.close();
      // The stream has taken the buffer with it: what was in it is asked for as well.
      this.#at -= length;
      return this.#part(new ArrayBuffer(size), 0);
    }
    const given = read.value?.length ?? 0;
    this.#at += given;
    return [read.value?.buffer ?? new ArrayBuffer(size), length + given];
  }

  /** No more is wanted of the stream. */
  close(): void {
    clearInterval(this.#clock);
    this.#reader?.cancel().catch(() => undefined);
    this.#reader = undefined;
  }

  async #part(buffer: ArrayBuffer, length: number): Promise<Filled> {
    const part = new Uint8Array(await this.blob.slice(this.#at, this.#at + buffer.byteLength - length).arrayBuffer());
    new Uint8Array(buffer).set(part, length);
    this.#at += part.length;
    return [buffer, length + part.length];
  }

  /** What comes before the clock has seen it wait twice. */
  #inTime<T>(what: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#asked = { leave: () => resolve(undefined) };
      what.then(resolve, reject).finally(() => (this.#asked = undefined));
    });
  }

  #look(): void {
    if (this.#asked && this.#asked === this.#seen) this.#asked.leave();
    this.#seen = this.#asked;
  }
}
