// Which records a filter lets through, and how they lie in time.
import type { Filter, Histogram } from '../protocol.js';
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
    if (!levels.size && !components.size && !allowed) return all.map((_, at) => at);
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

function byRule(log: Log, name: string): Set<number> {
  const number = log.rules.findIndex((rule) => rule.name === name);
  const records = new Set<number>();
  for (let at = 0; at < log.foundAt.length; at += 1) if (log.foundRule.at(at) === number) records.add(log.foundAt.at(at));
  return records;
}

/** Counts of the records by time and level; by place, where fewer than half tell their time. */
export function histogram(log: Log, places: Uint32Array): Histogram {
  let from = Infinity;
  let to = -Infinity;
  let timed = 0;
  for (const at of places) {
    const time = log.time.at(at);
    if (Number.isNaN(time)) continue;
    timed += 1;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  const buckets = Array.from({ length: BUCKETS }, () => [0, 0, 0, 0, 0]);
  const byTime = timed * 2 > places.length && to > from;
  const span = byTime ? to - from : Math.max(log.length, 1);
  for (const at of places) {
    const value = byTime ? log.time.at(at) - from : at;
    if (Number.isNaN(value)) continue;
    const bucket = buckets[Math.min(BUCKETS - 1, Math.floor((value / span) * BUCKETS))];
    const level = log.level.at(at);
    if (bucket) bucket[level] = (bucket[level] ?? 0) + 1;
  }
  return byTime ? { from, to, buckets } : { from: NaN, to: NaN, buckets };
}
