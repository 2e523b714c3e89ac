// One log as the worker holds it: the redacted bytes, and columns of what is known of each record. The raw bytes are
// never kept.
import { Pipeline, detect, type Output, type Rule } from 'logveil';

import type { RuleCount } from '../protocol.js';
import { Column, Names } from './columns.js';
import { outline, type Outline } from './outline.js';
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

function lineEnd(bytes: Uint8Array, from: number): number {
  const feed = bytes.indexOf(LINE_FEED, from);
  return feed < 0 ? bytes.length : feed;
}

function feeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
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
  redactions = 0;

  readonly #redact: Pipeline;
  /** Lines that are no JSON are read as CP1 for their time, level and component; after redaction. */
  readonly #shape: Pipeline;
  readonly #outline: Outline = { level: 0, time: NaN, componentStart: 0, componentEnd: 0 };
  readonly #decoder = new TextDecoder();
  readonly #recent: ({ bytes: Uint8Array; number: number } | undefined)[] = [];
  #source = 0;
  /** The next line that comes out, and that goes in. */
  #line = 1;

  constructor(policy: string) {
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
    const output = this.#redact.redact(lines);
    if (output.counts.withheld) this.#oneByOne(lines, before, line);
    else this.#records(output);
  }

  /** The end of a source. */
  endOfSource(): void {
    this.#records(this.#redact.finish().last);
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
    const shaped = this.formats[this.#source] === 'json' ? bytes : this.#shaped(bytes);
    let seen = 0;
    for (let at = 0; at < bytes.length; ) {
      const feed = bytes.indexOf(LINE_FEED, at);
      const next = feed < 0 ? bytes.length : feed + 1;
      let end = feed < 0 ? bytes.length : feed;
      if (end > at && bytes[end - 1] === 13) end -= 1;
      const shapedEnd = shaped === bytes ? end : lineEnd(shaped, seen);
      if (end > at) {
        outline(shaped, shaped === bytes ? at : seen, shapedEnd, this.#outline);
        this.#record(shaped, chunk, at, end);
      }
      seen = shapedEnd + 1;
      this.#line += 1;
      at = next;
    }
  }

  /** The lines as CP1, where each gives one. */
  #shaped(bytes: Uint8Array): Uint8Array {
    const shaped = joined([this.#shape.format(bytes).bytes, this.#shape.finish().last.bytes]);
    return feeds(shaped) === feeds(bytes) ? shaped : bytes;
  }

  /** Keeps what is known of a record; its component stands in `seenIn`. */
  #record(seenIn: Uint8Array, chunk: number, start: number, end: number): void {
    const seen = this.#outline;
    this.chunk.push(chunk);
    this.start.push(start);
    this.end.push(end);
    this.line.push(this.#line);
    this.source.push(this.#source);
    this.level.push(seen.level);
    this.levels[seen.level] = (this.levels[seen.level] ?? 0) + 1;
    this.time.push(seen.time);
    const component = this.#component(seenIn, seen.componentStart, seen.componentEnd);
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
      while (at < this.length - 1 && this.line.at(at) < line && this.source.at(at + 1) === source) at += 1;
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
