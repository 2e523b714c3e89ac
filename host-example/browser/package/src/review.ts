// What the viewer's workers are made of: a piece of a log is redacted and validated in one pass, with a row for each
// record of what a list shows. Of the `fast` and the `scalar` build.
import { WHOLE } from './core.js';
import { StoppedError } from './errors.js';
import type { Review as Native } from './glue.js';
import { settled, text } from './policy.js';
import type { Counts, Key, Policy } from './types.js';

type Bytes = Uint8Array<ArrayBuffer>;
type Numbers = Uint32Array<ArrayBuffer>;

/** What became of a piece. */
export interface Reviewed {
  /** Redacted. A record that the policy keeps out is the line `[withheld]`. */
  readonly bytes: Bytes;
  /** How many lines that is. */
  readonly feeds: number;
  readonly counts: Counts;
  /** Six numbers a finding: rule, the line's low and high half, start, end, place in `pointers`. */
  readonly findings: Numbers;
  readonly pointers: readonly string[];
  /** By record: start and end in `bytes`, and the line, from the first one of `bytes`. */
  readonly starts: Numbers;
  readonly ends: Numbers;
  readonly lines: Numbers;
  /** 0 none, 1 error, 2 warn, 3 info, 4 debug. */
  readonly levels: Bytes;
  /** Milliseconds since 1970, or NaN. */
  readonly times: Float64Array<ArrayBuffer>;
  /** By number; 0: none. */
  readonly components: Uint16Array<ArrayBuffer>;
  /** Components that no piece before had: their numbers go on where the last ones ended, from 1 on. */
  readonly names: readonly string[];
}

/** One stream under one policy. Where the module stops it throws `StoppedError`, as a `Pipeline` does. */
export class Review implements Disposable {
  readonly #native: Native;
  readonly #instance: number;

  /** After `await load()`. `keys` are for all that is to be told by the same tokens: see `settle`. */
  constructor(policy: Policy, keys: readonly Key[] = []) {
    const use = settled(WHOLE.ready(), text(policy), keys);
    const lengths = Uint32Array.from(use.keys, (key) => key.bytes.length);
    const bytes = Uint8Array.from(use.keys.flatMap((key) => [...key.bytes]));
    this.#native = WHOLE.call(({ Review }) => Review.open(use.policy, use.keys.map(({ id }) => id), lengths, bytes));
    this.#instance = WHOLE.instance;
  }

  /** How many lines end in a text. After `await load()`. */
  static feeds(text: Uint8Array): number {
    return WHOLE.call(({ Review }) => Review.ends_in(text));
  }

  /** Takes whole lines; `last`: the source ends with them. */
  take(lines: Uint8Array, last = false): Reviewed {
    return this.#call((native) => (native.take(lines, last), reviewed(native)));
  }

  /** A line that stops the module: masked or withheld as the policy says, and a finding. */
  refuse(line: Uint8Array): Reviewed {
    return this.#call((native) => (native.refuse(line), reviewed(native)));
  }

  /** What comes next is at `line`; nothing is open. */
  begin(line: number): void {
    this.#call((native) => native.begin(line));
  }

  /** What comes next is another log under the same policy: components are numbered from 1 again. */
  again(): void {
    this.#call((native) => native.again());
  }

  get line(): number {
    return this.#call((native) => native.line());
  }

  /** What is open; empty: nothing. It may hold a secret's bytes. */
  save(): Bytes {
    return this.#call((native) => native.save()) as Bytes;
  }

  restore(state: Uint8Array): void {
    this.#call((native) => native.restore(state));
  }

  free(): void {
    if (this.#instance === WHOLE.instance) this.#native.free();
  }

  [Symbol.dispose](): void {
    this.free();
  }

  #call<T>(what: (native: Native) => T): T {
    if (this.#instance !== WHOLE.instance) throw new StoppedError('other');
    return WHOLE.call(() => what(this.#native));
  }
}

function reviewed(native: Native): Reviewed {
  const [records = 0, changed = 0, masked = 0, withheld = 0, redactions = 0, errors = 0, warnings = 0] = native.counts();
  const findings = native.findings() as Numbers;
  return {
    counts: { records, changed, masked, withheld, redactions, errors, warnings },
    findings,
    pointers: findings.length ? native.pointers() : [],
    starts: native.starts() as Numbers,
    ends: native.ends() as Numbers,
    lines: native.lines() as Numbers,
    levels: native.levels() as Bytes,
    times: native.times() as Float64Array<ArrayBuffer>,
    components: native.components() as Uint16Array<ArrayBuffer>,
    names: native.names(),
    feeds: native.feeds(),
    bytes: native.bytes() as Bytes,
  };
}
