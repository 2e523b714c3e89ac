// Which records a filter lets through, and how they lie in time.
import { LEVELS, type Filter, type Histogram } from '../protocol.js';
import type { Log } from './log.js';

const BUCKETS = 72;

/** The records, or undefined where a newer question has come. `pause` lets messages in. */
export async function matching(log: Log, filter: Filter, pause: () => Promise<boolean>): Promise<Uint32Array<ArrayBuffer> | undefined> {
  const length = log.length;
  const levels = new Set(filter.levels);
  const components = new Set(filter.components.map((name) => log.components.number(name)));
  const allowed = filter.rule ? byRule(log, filter.rule) : undefined;
  const texts = [filter.text.toLowerCase(), filter.id.toLowerCase()].filter(Boolean);
  const held: number[] = [];
  const cheap = (at: number): boolean =>
    (!levels.size || levels.has(log.level.at(at))) &&
    (!components.size || components.has(log.component.at(at))) &&
    (!allowed || allowed.has(at));
  if (!texts.length) {
    const all = new Uint32Array(length);
    if (!levels.size && !components.size && !allowed) return everything(length);
    let kept = 0;
    for (let at = 0; at < length; at += 1) if (cheap(at)) all[kept++] = at;
    return all.slice(0, kept);
  }
  // One byte is one character in this encoding, so that places in the text are places in the bytes.
  const bytewise = new TextDecoder('windows-1252');
  const needles = texts.map((text) => bytewise.decode(new TextEncoder().encode(text)).toLowerCase());
  let done = 0;
  for (let at = 0; at < length; ) {
    const chunk = log.chunk.at(at);
    const bytes = log.chunks[chunk] ?? new Uint8Array();
    const text = bytewise.decode(bytes).toLowerCase();
    for (; at < length && log.chunk.at(at) === chunk; at += 1) {
      if (!cheap(at)) continue;
      const record = text.slice(log.start.at(at), log.end.at(at));
      if (needles.every((needle) => record.includes(needle))) held.push(at);
    }
    done += bytes.length;
    if (done > 4 << 20) {
      done = 0;
      if (!(await pause())) return undefined;
    }
  }
  return Uint32Array.from(held);
}

/** The places of all records. */
export function everything(length: number): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(length);
  for (let at = 0; at < length; at += 1) all[at] = at;
  return all;
}

function byRule(log: Log, name: string): Set<number> {
  const number = log.rules.findIndex((rule) => rule.name === name);
  const records = new Set<number>();
  for (let at = 0; at < log.foundAt.length; at += 1) if (log.foundRule.at(at) === number) records.add(log.foundAt.at(at));
  return records;
}

/** Counts of the records by time and level; by place, where fewer than half tell their time. */
export function histogram(log: Log, places: Uint32Array): Histogram {
  const times = log.time.cells;
  const levels = log.level.cells;
  let from = Infinity;
  let to = -Infinity;
  let timed = 0;
  for (let place = 0; place < places.length; place += 1) {
    const time = times[places[place] as number] as number;
    // NaN is neither.
    if (time < from) from = time;
    if (time > to) to = time;
    if (time === time) timed += 1;
  }
  const byTime = timed * 2 > places.length && to > from;
  const counts = new Uint32Array(BUCKETS * LEVELS.length);
  const scale = BUCKETS / (byTime ? to - from : Math.max(log.length, 1));
  for (let place = 0; place < places.length; place += 1) {
    const at = places[place] as number;
    const value = byTime ? (times[at] as number) - from : at;
    if (value !== value) continue;
    const cell = Math.min(BUCKETS - 1, Math.floor(value * scale)) * LEVELS.length + (levels[at] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  const buckets = Array.from({ length: BUCKETS }, (_, at) => [...counts.subarray(at * LEVELS.length, (at + 1) * LEVELS.length)]);
  return byTime ? { from, to, buckets } : { from: NaN, to: NaN, buckets };
}
