// One log as the worker holds it: the redacted bytes, and columns of what is known of each record. The raw bytes are
// never kept.
import { Pipeline, type Finding, type Output, type Rule } from 'logveil';

import type { RuleCount } from '../protocol.js';
import { Column, Names } from './columns.js';
import { outline, type Outline } from './outline.js';

const LINE_FEED = 10;
/** Findings that one call lists at most. */
const LISTED = 1000;
/** Findings that are kept for the list of records; beyond that they are only counted. */
const KEPT = 4_000_000;

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
  readonly #ruleNumbers: ReadonlyMap<Rule, number>;

  bytes = 0;
  masked = 0;
  withheld = 0;
  redactions = 0;

  readonly #redact: Pipeline;
  readonly #validate: Pipeline;
  readonly #outline: Outline = { level: 0, time: NaN, componentStart: 0, componentEnd: 0 };
  readonly #decoder = new TextDecoder();
  #source = 0;
  /** The next line that comes out, and that goes in. */
  #line = 1;

  constructor(policy: string) {
    this.#redact = Pipeline.openSync(policy);
    this.#validate = Pipeline.openSync(policy);
    this.rules = this.#validate.rules;
    this.#ruleNumbers = new Map(this.rules.map((rule, number) => [rule, number]));
    this.components.number('');
    this.pointers.number('');
  }

  get length(): number {
    return this.line.length;
  }

  free(): void {
    this.#redact.free();
    this.#validate.free();
  }

  /** The next bytes belong to this source. */
  begin(source: number): void {
    this.#source = source;
    this.#line = 1;
  }

  /** Takes whole lines. */
  take(lines: Uint8Array): void {
    this.bytes += lines.length;
    const first = this.length;
    const before = this.#redact.save();
    const line = this.#line;
    const output = this.#redact.redact(lines);
    if (output.counts.withheld) this.#oneByOne(lines, before, line);
    else this.#records(output);
    this.#find(lines, line, first);
  }

  /** The end of a source. */
  endOfSource(): void {
    const first = this.length;
    this.#records(this.#redact.finish().last);
    this.#findings(this.#validate.finish().last.findings, first);
  }

  /** Where records are withheld, which line became what is seen by giving lines singly. */
  #oneByOne(lines: Uint8Array, before: Uint8Array, line: number): void {
    this.#redact.restore(before);
    if (!before.length) this.#redact.seek(line);
    for (let at = 0; at < lines.length; ) {
      const end = lines.indexOf(LINE_FEED, at) + 1 || lines.length;
      const output = this.#redact.redact(lines.subarray(at, end));
      if (output.counts.withheld) {
        this.withheld += output.counts.withheld;
        this.#add(new TextEncoder().encode('[withheld]\n'));
      } else this.#records(output);
      at = end;
    }
  }

  #records({ bytes, counts }: Output): void {
    this.masked += counts.masked;
    this.redactions += counts.redactions;
    this.#add(bytes);
  }

  #add(bytes: Uint8Array): void {
    if (!bytes.length) return;
    const chunk = this.chunks.push(bytes) - 1;
    for (let at = 0; at < bytes.length; ) {
      const feed = bytes.indexOf(LINE_FEED, at);
      const next = feed < 0 ? bytes.length : feed + 1;
      let end = feed < 0 ? bytes.length : feed;
      if (end > at && bytes[end - 1] === 13) end -= 1;
      if (end > at) this.#record(bytes, chunk, at, end);
      this.#line += 1;
      at = next;
    }
  }

  #record(bytes: Uint8Array, chunk: number, start: number, end: number): void {
    const seen = this.#outline;
    outline(bytes, start, end, seen);
    this.chunk.push(chunk);
    this.start.push(start);
    this.end.push(end);
    this.line.push(this.#line);
    this.source.push(this.#source);
    this.level.push(seen.level);
    this.levels[seen.level] = (this.levels[seen.level] ?? 0) + 1;
    this.time.push(seen.time);
    let component = 0;
    if (seen.componentEnd > seen.componentStart && seen.componentEnd - seen.componentStart <= 200) {
      component = this.components.number(this.#decoder.decode(bytes.subarray(seen.componentStart, seen.componentEnd)));
    }
    this.component.push(component);
    this.componentCounts[component] = (this.componentCounts[component] ?? 0) + 1;
  }

  /** Findings of whole lines that begin at `line`, and became the records from `first` on. */
  #find(lines: Uint8Array, line: number, first: number): void {
    const before = this.#validate.save();
    const { findings } = this.#validate.validate(lines);
    const middle = findings.length >= LISTED ? lines.indexOf(LINE_FEED, lines.length >> 1) + 1 : 0;
    const half = middle && middle < lines.length ? middle : 0;
    if (!half) {
      this.#findings(findings, first);
      return;
    }
    // More than one call lists: each half again.
    this.#validate.restore(before);
    if (!before.length) this.#validate.seek(line);
    let feeds = 0;
    for (let at = 0; at < half; feeds += 1) at = lines.indexOf(LINE_FEED, at) + 1;
    this.#find(lines.subarray(0, half), line, first);
    this.#find(lines.subarray(half), line + feeds, first);
  }

  #findings(findings: readonly Finding[], first: number): void {
    let at = first;
    for (const { rule, line, start, end, pointer } of findings) {
      this.ruleCounts.set(rule, (this.ruleCounts.get(rule) ?? 0) + 1);
      while (at > 0 && this.line.at(at) > line && this.source.at(at - 1) === this.#source) at -= 1;
      while (at < this.length - 1 && this.line.at(at) < line) at += 1;
      if (this.foundAt.length >= KEPT || !this.length) continue;
      this.foundAt.push(at);
      this.foundRule.push(this.#ruleNumbers.get(rule) ?? 0);
      this.foundStart.push(start);
      this.foundEnd.push(end);
      this.foundPointer.push(this.pointers.number(pointer));
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
