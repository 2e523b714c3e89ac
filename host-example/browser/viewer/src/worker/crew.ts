// The workers that do the work, and their order: pieces go out to whoever is free, and what they became comes back in the
// order of the log. Where a piece leaves something open (a key over several lines, a record cut in two) the next one is
// done again from there, and from then on one piece waits for the other.
import { compiled, type Build, type Key } from 'logveil';

import type { Given, Made, Part, Piece } from './hand.js';

/** Pieces that may be under way for each worker. */
const AHEAD = 3;
const NOTHING = new Uint8Array();

/** What is done with what comes back. */
export interface Takes {
  /** A component's number for the page, at most once a worker. */
  named(name: string): number;
  /** In order. `numbers` are the components' by the workers' own. */
  take(part: Part, numbers: readonly number[]): void;
  /** Records that stopped the module. */
  stopped(records: number): void;
}

type Come = { readonly made: Made; readonly numbers: readonly (readonly number[])[] };

/** See the file's head. */
export class Crew {
  readonly #hands: Worker[];
  readonly #busy: number[];
  readonly #come = new Map<number, Come>();
  /** Of each worker: what its components' numbers are here. */
  readonly #numbers: number[][];
  #spare: ArrayBuffer[] = [];
  #run = 0;
  #given = 0;
  #taken = 0;
  /** What the last piece that was taken left open. */
  #state: Uint8Array<ArrayBuffer> = NOTHING;
  #inOrder = false;
  #takes: Takes | undefined;
  #wake: (() => void) | undefined;
  /** Why no more can be done. */
  failure = '';

  constructor(build: Build) {
    const count = Math.max(2, Math.min(6, navigator.hardwareConcurrency - 1));
    const module = compiled();
    this.#hands = Array.from({ length: count }, (_, at) => {
      const hand = new Worker(new URL('./hand.ts', import.meta.url), { type: 'module', name: `logveil-${at + 1}` });
      hand.onmessage = ({ data }: MessageEvent<Made>) => this.#came(at, data);
      hand.onerror = (event) => {
        event.preventDefault();
        this.failure = 'a worker stopped; what came before is shown';
        this.#wake?.();
      };
      hand.postMessage({ type: 'load', module, build } satisfies Given);
      return hand;
    });
    this.#busy = this.#hands.map(() => 0);
    this.#numbers = this.#hands.map(() => [0]);
  }

  /** What comes next is another log; `takes` gets what becomes of it. */
  open(policy: string, keys: readonly Key[], takes: Takes): void {
    this.#run += 1;
    this.#busy.fill(0);
    this.#come.clear();
    [this.#given, this.#taken, this.#state, this.#inOrder, this.#takes, this.failure] = [0, 0, NOTHING, false, takes, ''];
    this.#wake?.();
    for (const hand of this.#hands) hand.postMessage({ type: 'open', run: this.#run, policy, keys } satisfies Given);
  }

  /** A buffer of at least so many bytes. */
  buffer(size: number): ArrayBuffer {
    const at = this.#spare.findIndex(({ byteLength }) => byteLength >= size);
    return at < 0 ? new ArrayBuffer(size) : (this.#spare.splice(at, 1)[0] as ArrayBuffer);
  }

  /** Waits for room, and gives a piece out. */
  async give(buffer: ArrayBuffer, length: number, line: number, last: boolean): Promise<void> {
    const mine = this.#run;
    const most = (): number => (this.#inOrder ? 1 : this.#hands.length * AHEAD);
    while (mine === this.#run && !this.failure && this.#given - this.#taken >= most()) await this.#change();
    if (mine !== this.#run || this.failure) return;
    const state = this.#inOrder ? this.#state : NOTHING;
    this.#post({ type: 'piece', run: mine, number: this.#given, buffer, length, line, state, last });
    this.#given += 1;
  }

  /** Waits until all has come back. */
  async rest(): Promise<void> {
    const mine = this.#run;
    while (mine === this.#run && !this.failure && this.#taken < this.#given) await this.#change();
    this.#spare = [];
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #post(piece: Piece): void {
    const at = this.#busy.indexOf(Math.min(...this.#busy));
    this.#busy[at] = (this.#busy[at] ?? 0) + 1;
    this.#hands[at]?.postMessage(piece, [piece.buffer]);
  }

  #came(at: number, made: Made): void {
    if (made.piece.run !== this.#run) return;
    this.#busy[at] = (this.#busy[at] ?? 1) - 1;
    this.#come.set(made.piece.number, { made, numbers: made.parts.map((part) => this.#named(at, part)) });
    for (let next = this.#come.get(this.#taken); next; next = this.#come.get(this.#taken)) {
      const { piece, parts, stopped, state } = next.made;
      this.#come.delete(this.#taken);
      if (piece.state.length !== this.#state.length) {
        // It did not know what was open.
        this.#inOrder = true;
        this.#post({ ...piece, state: this.#state });
        break;
      }
      this.#taken += 1;
      this.#state = piece.last ? NOTHING : state;
      for (const [place, part] of parts.entries()) this.#takes?.take(part, next.numbers[place] ?? []);
      this.#takes?.stopped(stopped);
      if (this.#spare.length < this.#hands.length * AHEAD) this.#spare.push(piece.buffer);
    }
    this.#wake?.();
  }

  /** Learns what a worker's components are called, also where the piece is done again. */
  #named(at: number, { fresh, names }: Part): readonly number[] {
    const numbers = (fresh ? undefined : this.#numbers[at]) ?? [0];
    this.#numbers[at] = numbers;
    for (const name of names) numbers.push(this.#takes?.named(name) ?? 0);
    return numbers;
  }
}
