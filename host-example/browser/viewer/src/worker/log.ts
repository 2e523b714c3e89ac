// One log as the worker holds it: the redacted bytes, and columns of what is known of each record. The raw bytes are
// never kept.
import { detect, type Rule } from 'logveil';

import type { RuleCount } from '../protocol.js';
import { Column, Names } from './columns.js';
import type { Takes } from './crew.js';
import type { Part } from './hand.js';

const LINE_FEED = 10;
/** Findings that are kept for the list of records; beyond that they are only counted. */
const KEPT = 4_000_000;
/** Records that room is made for before they are there. */
const MOST_EXPECTED = 8_000_000;
/** Numbers of a finding. */
const CELLS = 6;

/** What most of the first records are. */
function format(lines: Uint8Array): string {
  const first = lines.subarray(0, lines.lastIndexOf(LINE_FEED, 16_384) + 1 || 16_384);
  const counts = new Map<string, number>();
  for (const { format: name } of detect(first)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'text';
}

/** See the file's head. */
export class Log implements Takes {
  readonly chunks: Uint8Array[] = [];
  readonly chunk = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly start = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly end = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly line = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly source = new Column<Uint16Array<ArrayBuffer>>(Uint16Array);
  readonly level = new Column<Uint8Array<ArrayBuffer>>(Uint8Array);
  readonly time = new Column<Float64Array<ArrayBuffer>>(Float64Array);
  readonly component = new Column<Uint16Array<ArrayBuffer>>(Uint16Array);
  readonly components = new Names();
  readonly componentCounts: number[] = [];
  readonly levels = [0, 0, 0, 0, 0];

  /** Findings in the order of their records. */
  readonly foundAt = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly foundRule = new Column<Uint16Array<ArrayBuffer>>(Uint16Array);
  readonly foundStart = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly foundEnd = new Column<Uint32Array<ArrayBuffer>>(Uint32Array);
  readonly foundPointer = new Column<Uint16Array<ArrayBuffer>>(Uint16Array);
  readonly pointers = new Names();
  readonly ruleCounts: number[];

  /** What each source is, by most of its first records. */
  readonly formats: string[] = [];
  bytes = 0;
  masked = 0;
  withheld = 0;
  /** Records that stopped the module. */
  halts = 0;
  redactions = 0;

  #source = 0;
  /** The next line that comes out. */
  #line = 1;

  constructor(readonly rules: readonly Rule[]) {
    this.ruleCounts = rules.map(() => 0);
    this.components.number('');
    this.pointers.number('');
  }

  get length(): number {
    return this.line.length;
  }

  /** What is taken next belongs to this source. */
  begin(source: number): void {
    this.#source = source;
    this.#line = 1;
  }

  /** So many records will be there, by what is known of the first ones. */
  expect(records: number): void {
    const more = Math.min(MOST_EXPECTED, Math.ceil(records * 1.05)) - this.length;
    for (const column of [this.chunk, this.start, this.end, this.line, this.source, this.level, this.time, this.component]) {
      if (more > 0) column.reserve(more);
    }
  }

  named(name: string): number {
    return this.components.number(name);
  }

  stopped(records: number): void {
    this.halts += records;
  }

  take(part: Part, numbers: readonly number[]): void {
    const { bytes, counts, starts, ends, lines, levels, times, components } = part;
    const first = this.length;
    const count = starts.length;
    if (count) this.formats[this.#source] ??= format(bytes);
    this.masked += counts.masked;
    this.withheld += counts.withheld;
    this.redactions += counts.redactions;
    this.chunk.fill(this.chunks.length, count);
    this.source.fill(this.#source, count);
    this.start.append(starts);
    this.end.append(ends);
    this.line.append(lines, this.#line);
    this.level.append(levels);
    this.time.append(times);
    const [room, named, byLevel] = [this.component.room(count), this.componentCounts, this.levels];
    for (let at = 0; at < count; at += 1) {
      const number = numbers[components[at] as number] ?? 0;
      const level = levels[at] as number;
      room[at] = number;
      named[number] = (named[number] ?? 0) + 1;
      byLevel[level] = (byLevel[level] as number) + 1;
    }
    if (bytes.length) this.chunks.push(bytes);
    this.#line += part.feeds;
    this.#found(part, first);
  }

  /** Takes what was found in lines that became the records from `first` on. */
  #found({ findings, pointers }: Part, first: number): void {
    const names = pointers.map((pointer) => this.pointers.number(pointer));
    let at = Math.min(first, this.length - 1);
    for (let cell = 0; cell < findings.length; cell += CELLS) {
      const number = findings[cell] ?? 0;
      const line = (findings[cell + 1] ?? 0) + (findings[cell + 2] ?? 0) * 2 ** 32;
      this.ruleCounts[number] = (this.ruleCounts[number] ?? 0) + 1;
      // What spans lines may be told with an earlier one.
      while (at > 0 && this.line.at(at) > line && this.source.at(at - 1) === this.#source) at -= 1;
      while (at < this.length - 1 && this.line.at(at + 1) <= line) at += 1;
      if (this.foundAt.length >= KEPT || at < 0) continue;
      this.foundAt.push(at);
      this.foundRule.push(number);
      this.foundStart.push(findings[cell + 3] ?? 0);
      this.foundEnd.push(findings[cell + 4] ?? 0);
      this.foundPointer.push(names[findings[cell + 5] ?? 0] ?? 0);
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
    const rows = this.rules.map(({ name, severity, message, hint }, number) => ({ name, severity, message, hint, count: this.ruleCounts[number] ?? 0 }));
    const fired = rows.filter(({ count }) => count > 0);
    return fired.sort((a, b) => weight[a.severity] - weight[b.severity] || b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
