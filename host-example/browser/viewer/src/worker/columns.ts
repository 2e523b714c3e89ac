// Columns of numbers that grow: what is known of each record, without an object a record.

type Numbers = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** One column. */
export class Column<T extends Numbers> {
  #cells: T;
  length = 0;

  constructor(private readonly make: new (length: number) => T) {
    this.#cells = new make(1024);
  }

  push(value: number): void {
    this.reserve(1);
    this.#cells[this.length] = value;
    this.length += 1;
  }

  /** Appends many, each with `more` added. */
  append(values: ArrayLike<number>, more = 0): void {
    this.reserve(values.length);
    const cells = this.#cells;
    if (more) for (let at = 0; at < values.length; at += 1) cells[this.length + at] = (values[at] ?? 0) + more;
    else cells.set(values, this.length);
    this.length += values.length;
  }

  /** Appends one value as often as `times` says. */
  fill(value: number, times: number): void {
    this.reserve(times);
    this.#cells.fill(value, this.length, this.length + times);
    this.length += times;
  }

  /** The cells of the next values, which the caller sets. */
  room(times: number): T {
    this.reserve(times);
    this.length += times;
    return this.#cells.subarray(this.length - times, this.length) as T;
  }

  /** All cells, and more; for loops over many. Until the next one is added. */
  get cells(): T {
    return this.#cells;
  }

  at(place: number): number {
    return this.#cells[place] ?? 0;
  }

  /** The first place from which on values are at least `value`; the column is sorted. */
  lower(value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Room for so many more: what is known before is not moved later. */
  reserve(more: number): void {
    if (this.length + more <= this.#cells.length) return;
    const wider = new this.make(Math.max(this.#cells.length * 2, this.length + more));
    wider.set(this.#cells);
    this.#cells = wider;
  }
}

/** Names by number: each text once. */
export class Names {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** At most 60,000 are told apart; the rest share the last one. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.texts.length >= 60_000) return this.texts.length - 1;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
