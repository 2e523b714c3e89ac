// A file's bytes, read straight into buffers of ours: no copy, and no buffer for each part, which is half of the time that
// reading takes. Where a browser has no such streams, or one gives nothing for long, parts are asked for one by one.

/** A buffer, and how many bytes of it are taken. */
export type Filled = readonly [buffer: ArrayBuffer, length: number];

/** Milliseconds after which a stream that gives nothing is left. */
const PATIENCE = 2000;

/** See the file's head. */
export class FileBytes {
  #reader: ReadableStreamBYOBReader | undefined;
  /** Bytes that have been given. */
  #at = 0;

  constructor(private readonly blob: Blob) {
    try {
      this.#reader = blob.stream().getReader({ mode: 'byob' });
    } catch {
      // No stream of bytes.
    }
  }

  /** Puts the next bytes behind those of the buffer, at best at least so many; none: the file has ended. */
  async fill([buffer, length]: Filled, least: number): Promise<Filled> {
    if (!this.#reader) return this.#part(buffer, length);
    const size = buffer.byteLength;
    const read = await patient(this.#reader.read(new Uint8Array(buffer, length), { min: Math.max(1, Math.min(least, size - length)) }));
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
    this.#reader?.cancel().catch(() => undefined);
    this.#reader = undefined;
  }

  async #part(buffer: ArrayBuffer, length: number): Promise<Filled> {
    const part = new Uint8Array(await this.blob.slice(this.#at, this.#at + buffer.byteLength - length).arrayBuffer());
    new Uint8Array(buffer).set(part, length);
    this.#at += part.length;
    return [buffer, length + part.length];
  }
}

/** What comes in time. */
function patient<T>(what: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    what.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
