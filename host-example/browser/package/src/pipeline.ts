// One stream of records under one policy.
import { loaded, type Core } from './core.js';
import { LoadError, PipelineError, StoppedError } from './errors.js';
import type { Stream } from './glue.js';
import { begin, load } from './load.js';
import { assertBytes, settled, text } from './policy.js';
import type { Counts, Finding, Key, Output, Policy, Rule, Severity, Summary, Tally, Verb, Fix } from './types.js';

/**
 * One stream of records under one policy. A chunk may end anywhere; whole lines are the fast case. The first verb called
 * holds until `finish`. Free it, or declare it with `using`.
 *
 * ```ts
 * using pipeline = await Pipeline.open('cp1');
 * const output = pipeline.redact(new TextEncoder().encode('{"password":"x"}\n'));
 * ```
 */
export class Pipeline implements Disposable {
  #stream: Stream | undefined;
  readonly #core: Core;
  readonly #instance: number;
  #stopped = false;
  #rules: readonly Rule[] | undefined;
  /** Ids of the keys in use; one that begins with `run-` was drawn for this pipeline. */
  readonly keys: readonly string[];

  private constructor(core: Core, stream: Stream, keys: readonly string[]) {
    [this.#core, this.#instance, this.#stream] = [core, core.instance, stream];
    this.keys = keys;
  }

  /**
   * Loads the module where that has not been done, and compiles the policy. A page begins with the small module, and goes
   * on with the whole one where the policy asks for it.
   *
   * @throws {PolicyError} where the policy is wrong; @throws {LoadError} where the module can't be loaded
   */
  static async open(policy: Policy, keys: readonly Key[] = []): Promise<Pipeline> {
    await begin();
    try {
      return Pipeline.openSync(policy, keys);
    } catch (error) {
      if (!(error instanceof LoadError) || error.kind !== 'whole') throw error;
      await load();
      return Pipeline.openSync(policy, keys);
    }
  }

  /** As `open`, after `await load()`. */
  static openSync(policy: Policy, keys: readonly Key[] = []): Pipeline {
    const core = loaded();
    const use = settled(core, text(policy), keys);
    const ids = use.keys.map((key) => key.id);
    const lengths = Uint32Array.from(use.keys, (key) => key.bytes.length);
    const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
    use.keys.reduce((at, key) => (bytes.set(key.bytes, at), at + key.bytes.length), 0);
    return new Pipeline(core, core.call(({ Stream }) => Stream.open(use.policy, ids, lengths, bytes)) as Stream, ids);
  }

  /** All rules that can fire, by number. */
  get rules(): readonly Rule[] {
    if (!this.#rules) {
      const rows = JSON.parse(this.#call((stream) => stream.rules())) as [string, Severity, string, string | null][];
      this.#rules = rows.map(([name, severity, message, hint]) => ({ name, severity, message, hint: hint ?? undefined }));
    }
    return this.#rules;
  }

  /** Rewrites records to the policy's `format.output`. */
  format(chunk: Uint8Array): Output {
    return this.push('format', chunk);
  }

  /** Takes out what the policy names, and keeps the input's own format. */
  redact(chunk: Uint8Array): Output {
    return this.push('redact', chunk);
  }

  /** Reports what is wrong; `bytes` stays empty. */
  validate(chunk: Uint8Array): Output {
    return this.push('validate', chunk);
  }

  /** Format, then redact, then validate, in one pass. */
  run(chunk: Uint8Array): Output {
    return this.push('run', chunk);
  }

  /** The verb by its name. */
  push(verb: Verb, chunk: Uint8Array): Output {
    assertBytes(chunk);
    this.#call((stream) => stream.push(verb, chunk));
    return this.#output();
  }

  /** The end of the stream: a last record without a line end is completed. The pipeline is then as new, at line 1. */
  finish(): Summary {
    const rows = JSON.parse(this.#call((stream) => stream.finish())) as [string, string, string, number][];
    const tallies: Tally[] = rows.map(([rule, field, action, count]) => ({ rule, field, action, count }));
    return { last: this.#output(), tallies };
  }

  /** The next chunk starts at `line`, one-based. For between records. */
  seek(line: number): void {
    this.#call((stream) => stream.seek(line));
  }

  /** What the stream carries to its next chunk; empty: nothing is open. It may hold a secret's bytes. */
  save(): Uint8Array {
    return this.#call((stream) => stream.save());
  }

  /** Takes up a stream where `save` left it, under the same policy. */
  restore(state: Uint8Array): void {
    this.#call((stream) => stream.restore(state));
  }

  /** Gives the memory back. Twice is once. */
  free(): void {
    if (this.#instance === this.#core.instance) this.#stream?.free();
    this.#stream = undefined;
  }

  [Symbol.dispose](): void {
    this.free();
  }

  #open(): Stream {
    if (!this.#stream) throw new PipelineError('freed', 'the pipeline was freed');
    if (this.#instance !== this.#core.instance) throw new StoppedError(this.#stopped ? 'this' : 'other');
    return this.#stream;
  }

  #call<T>(what: (stream: Stream) => T): T {
    const stream = this.#open();
    try {
      return this.#core.call(() => what(stream));
    } catch (error) {
      this.#stopped = error instanceof StoppedError;
      throw error;
    }
  }

  /** What the last call gave. */
  #output(): Output {
    return this.#call((stream) => this.#taken(stream));
  }

  #taken(stream: Stream): Output {
    const [records = 0, changed = 0, masked = 0, withheld = 0, redactions = 0, errors = 0, warnings = 0] = stream.counts();
    const counts: Counts = { records, changed, masked, withheld, redactions, errors, warnings };
    const bytes = stream.bytes() as Uint8Array<ArrayBuffer>;
    const errorBytes = stream.errors() as Uint8Array<ArrayBuffer>;
    const quarantine = stream.quarantine() as Uint8Array<ArrayBuffer>;
    return { bytes, errors: errorBytes, quarantine, findings: this.#findings(stream), counts };
  }

  #findings(stream: Stream): Finding[] {
    const cells = stream.findings();
    if (!cells.length) return [];
    const rules = this.rules;
    const pointers = stream.pointers();
    const findings: Finding[] = [];
    const details = new Map((JSON.parse(stream.details()) as Detail[]).map(([place, detail, fix]) => [place, { detail, fix: mended(fix) }]));
    for (let at = 0; at < cells.length; at += 6) {
      const [rule = 0, low = 0, high = 0, start = 0, end = 0, pointer = 0] = cells.subarray(at, at + 6);
      const known = rules[rule];
      if (known) findings.push({ rule: known, line: low + high * 2 ** 32, start, end, pointer: pointers[pointer] ?? '', ...(details.get(at / 6) ?? { detail: '', fix: undefined }) });
    }
    return findings;
  }
}

/** What else a finding says, as it crosses: its place, the detail, the fix. */
type Detail = [number, string, [string, [number, number, string][]] | null];

function mended(fix: Detail[2]): Fix | undefined {
  return fix ? { message: fix[0], edits: fix[1].map(([start, end, text]) => ({ start, end, text })) } : undefined;
}
