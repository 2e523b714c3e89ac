// One log as the worker holds it: the redacted bytes, and columns of what is known of each record. The raw bytes are
// never kept.
import { Pipeline, StoppedError, detect, outline, type Output, type Rule } from 'logveil';

import type { RuleCount } from '../protocol.js';
import { Column, Names } from './columns.js';
import { joined } from './reading.js';
import type { Found } from './validator.js';

const LINE_FEED = 10;
/** Findings that are kept for the list of records; beyond that they are only counted. */
const KEPT = 4_000_000;

/** What most of the first records are. */
function format(lines: Uint8Array): string {
  const first = lines.subarray(0, lines.lastIndexOf(LINE_FEED, 16_384) + 1 || 16_384);
  const counts = new Map<string, number>();
  for (const { format: name } of detect(first)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'text';
}

/** Numbers of a line in what `outline` gives: start, end, level, time, component. */
const CELLS = 6;

/** Lines that are not empty. */
function filled(lines: Float64Array): number {
  let count = 0;
  for (let line = 0; line < lines.length; line += CELLS) if (lines[line] !== lines[line + 1]) count += 1;
  return count;
}

/** See the file's head. */
export class Log {
  readonly chunks: Uint8Array[] = [];
  readonly chunk = new Column(Uint32Array);
  readonly start = new Column(Uint32Array);
  readonly end = new Column(Uint32Array);
  readonly line = new Column(Uint32Array);
  readonly source = new Column(Uint16Array);
  readonly level = new Column(Uint8Array);
  readonly time = new Column(Float64Array);
  readonly component = new Column(Uint16Array);
  readonly components = new Names();
  readonly componentCounts: number[] = [];
  readonly levels = [0, 0, 0, 0, 0];

  /** Findings in the order of their records. */
  readonly foundAt = new Column(Uint32Array);
  readonly foundRule = new Column(Uint16Array);
  readonly foundStart = new Column(Uint32Array);
  readonly foundEnd = new Column(Uint32Array);
  readonly foundPointer = new Column(Uint16Array);
  readonly pointers = new Names();
  readonly ruleCounts = new Map<Rule, number>();
  readonly rules: readonly Rule[];

  /** What each source is, by most of its first records. */
  readonly formats: string[] = [];
  bytes = 0;
  masked = 0;
  withheld = 0;
  /** Of those, records that stopped the module. */
  stopped = 0;
  redactions = 0;

  readonly #policy: string;
  #redact: Pipeline;
  /** Lines that are no JSON are read as CP1 for their time, level and component; after redaction. */
  #shape: Pipeline;
  readonly #decoder = new TextDecoder();
  readonly #recent: ({ bytes: Uint8Array; number: number } | undefined)[] = [];
  #source = 0;
  /** The next line that comes out, and that goes in. */
  #line = 1;

  constructor(policy: string) {
    this.#policy = policy;
    this.#redact = Pipeline.openSync(policy);
    this.#shape = Pipeline.openSync('cp1');
    this.rules = this.#redact.rules;
    this.components.number('');
    this.pointers.number('');
  }

  get length(): number {
    return this.line.length;
  }

  free(): void {
    this.#redact.free();
    this.#shape.free();
  }

  /** The next bytes belong to this source. */
  begin(source: number): void {
    this.#source = source;
    this.#line = 1;
  }

  /** The next line that goes in. */
  get next(): number {
    return this.#line;
  }

  /** Takes whole lines. */
  take(lines: Uint8Array): void {
    this.formats[this.#source] ??= format(lines);
    this.bytes += lines.length;
    const before = this.#redact.save();
    const line = this.#line;
    const output = this.#redacted(lines);
    if (!output || output.counts.withheld) this.#oneByOne(lines, before, line);
    else this.#records(output);
  }

  /** Undefined: the module stopped, and new pipelines stand ready. */
  #redacted(lines: Uint8Array): Output | undefined {
    try {
      return this.#redact.redact(lines);
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      this.#redact = Pipeline.openSync(this.#policy);
      this.#shape = Pipeline.openSync('cp1');
      return undefined;
    }
  }

  /** The end of a source. */
  endOfSource(): void {
    this.#records(this.#redact.finish().last);
  }

  /** Where records are withheld, or one stops the module, which line became what is seen by giving lines singly. */
  #oneByOne(lines: Uint8Array, before: Uint8Array, line: number): void {
    const takeUp = (state: Uint8Array, from: number): void => {
      this.#redact.restore(state);
      if (!state.length) this.#redact.seek(from);
    };
    takeUp(before, line);
    for (let at = 0, number = line; at < lines.length; number += 1) {
      const end = lines.indexOf(LINE_FEED, at) + 1 || lines.length;
      const state = this.#redact.save();
      const output = this.#redacted(lines.subarray(at, end));
      if (!output) {
        takeUp(state, number + 1);
        this.stopped += 1;
      }
      if (!output || output.counts.withheld) {
        this.withheld += output ? output.counts.withheld : 1;
        this.#add(new TextEncoder().encode('[withheld]\n'), 1);
      } else this.#records(output);
      at = end;
    }
  }

  #records({ bytes, counts }: Output): void {
    this.masked += counts.masked;
    this.redactions += counts.redactions;
    this.#add(bytes, counts.records);
  }

  /** Keeps lines, which are so many records. */
  #add(bytes: Uint8Array, records: number): void {
    if (!bytes.length) return;
    const chunk = this.chunks.push(bytes) - 1;
    const lines = outline(bytes);
    const whole = filled(lines);
    // Lines of JSON are a record each, where they are as many as the records; else what goes on with a line is of its row.
    const plain = this.formats[this.#source] === 'json' && whole === records;
    const begins = plain ? undefined : new Set(detect(bytes).map(({ line }) => line));
    const shaped = plain ? bytes : joined([this.#shape.format(bytes).bytes, this.#shape.finish().last.bytes]);
    const seen = plain ? lines : outline(shaped);
    // Where each record gave one line of CP1 that line says what it is, else its own first line.
    const agrees = !plain && filled(seen) === (begins?.size ?? whole);
    let at = 0;
    for (let line = 0; line < lines.length; line += CELLS, this.#line += 1) {
      const start = lines[line] ?? 0;
      const end = lines[line + 1] ?? 0;
      if (end === start) continue;
      if (begins && !begins.has(line / CELLS) && line) {
        this.end.set(this.length - 1, end);
        continue;
      }
      if (agrees) while (at < seen.length && seen[at] === seen[at + 1]) at += CELLS;
      this.#record(agrees ? shaped : bytes, agrees ? seen : lines, agrees ? at : line, chunk, start, end);
      at += CELLS;
    }
  }

  /** Keeps what is known of a record; its level, time and component are told by `seen` of `text`, from `cell` on. */
  #record(text: Uint8Array, seen: Float64Array, cell: number, chunk: number, start: number, end: number): void {
    const level = seen[cell + 2] ?? 0;
    this.chunk.push(chunk);
    this.start.push(start);
    this.end.push(end);
    this.line.push(this.#line);
    this.source.push(this.#source);
    this.level.push(level);
    this.levels[level] = (this.levels[level] ?? 0) + 1;
    this.time.push(seen[cell + 3] ?? NaN);
    const component = this.#component(text, seen[cell + 4] ?? 0, seen[cell + 5] ?? 0);
    this.component.push(component);
    this.componentCounts[component] = (this.componentCounts[component] ?? 0) + 1;
  }

  /** Its number; the last few are known by their bytes, without a text made of them. */
  #component(bytes: Uint8Array, start: number, end: number): number {
    if (end <= start || end - start > 200) return 0;
    let hash = end - start;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const slot = this.#recent[hash & 63];
    if (slot && slot.bytes.length === end - start && slot.bytes.every((byte, at) => byte === bytes[start + at])) return slot.number;
    const number = this.components.number(this.#decoder.decode(bytes.subarray(start, end)));
    this.#recent[hash & 63] = { bytes: bytes.slice(start, end), number };
    return number;
  }

  /** Takes what the validator found in lines that became the records from `first` on. */
  found({ cells, pointers, first }: Found): void {
    const names = pointers.map((pointer) => this.pointers.number(pointer));
    const source = this.source.at(first);
    let at = first;
    for (let cell = 0; cell < cells.length; cell += 5) {
      const [number = 0, line = 0, start = 0, end = 0, pointer = 0] = cells.subarray(cell, cell + 5);
      const rule = this.rules[number];
      if (!rule) continue;
      this.ruleCounts.set(rule, (this.ruleCounts.get(rule) ?? 0) + 1);
      // What spans lines may be told with an earlier one.
      while (at > 0 && (at >= this.length || (this.line.at(at) > line && this.source.at(at - 1) === source))) at -= 1;
      while (at < this.length - 1 && this.line.at(at + 1) <= line && this.source.at(at + 1) === source) at += 1;
      if (this.foundAt.length >= KEPT || !this.length) continue;
      this.foundAt.push(at);
      this.foundRule.push(number);
      this.foundStart.push(start);
      this.foundEnd.push(end);
      this.foundPointer.push(names[pointer] ?? 0);
    }
  }

  /** The bytes of a record, redacted. */
  record(at: number): Uint8Array {
    const bytes = this.chunks[this.chunk.at(at)];
    return bytes ? bytes.subarray(this.start.at(at), this.end.at(at)) : new Uint8Array();
  }

  /** The places of a record's findings. */
  findingsOf(at: number): readonly [number, number] {
    return [this.foundAt.lower(at), this.foundAt.lower(at + 1)];
  }

  /** Rules that fired, the most severe and most frequent first. */
  counted(): RuleCount[] {
    const weight = { error: 0, warning: 1, info: 2 };
    const rows = [...this.ruleCounts].map(([{ name, severity, message, hint }, count]) => ({ name, severity, message, hint, count }));
    return rows.sort((a, b) => weight[a.severity] - weight[b.severity] || b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
