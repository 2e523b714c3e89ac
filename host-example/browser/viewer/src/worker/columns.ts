// Columns of numbers that grow: what is known of each record, without an object a record.

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** One column. */
export class Column<T extends Numbers> {
  #cells: T;
  length = 0;

  constructor(private readonly make: new (length: number) => T) {
    this.#cells = new make(1024);
  }

  push(value: number): void {
    if (this.length === this.#cells.length) {
      const wider = new this.make(this.length * 2);
      wider.set(this.#cells);
      this.#cells = wider;
    }
    this.#cells[this.length] = value;
    this.length += 1;
  }

  set(place: number, value: number): void {
    this.#cells[place] = value;
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
