// What the page shows of records: a line of the list, or all of one record.
import type { Details, Found, Row } from '../protocol.js';
import type { Log } from './log.js';

/** Characters of a row, and of a record's details. */
const ROW = 400;
const RECORD = 256 << 10;
const MESSAGE = ['message', 'msg', 'text', 'log', 'event', 'body'];
const SHOWN = new Set(['timestamp', '@timestamp', 'time', 'ts', 'level', 'severity', 'lvl', 'component', 'service', 'logger']);
const decoder = new TextDecoder();

export function row(log: Log, at: number): Row {
  const bytes = log.record(at);
  const text = decoder.decode(bytes.subarray(0, 8192));
  const [message, rest] = bytes[0] === 123 && bytes.length <= 8192 ? said(text) : lines(text);
  const [first, last] = log.findingsOf(at);
  const time = log.time.at(at);
  let worst: Row['worst'] = '';
  for (let found = first; found < last; found += 1) {
    const severity = log.rules[log.foundRule.at(found)]?.severity ?? '';
    if (severity === 'error' || !worst || (severity === 'warning' && worst === 'info')) worst = severity;
  }
  return {
    at,
    source: log.source.at(at),
    line: log.line.at(at),
    level: log.level.at(at),
    time: Number.isNaN(time) ? '' : clock(time),
    component: log.components.texts[log.component.at(at)] ?? '',
    text: message.slice(0, ROW),
    rest: rest.slice(0, ROW),
    findings: last - first,
    worst,
  };
}

/** The first line, and how many more there are. */
function lines(text: string): [string, string] {
  const [first = '', ...more] = text.split('\n');
  return [first, more.length ? `+ ${more.length} ${more.length === 1 ? 'line' : 'lines'}: ${(more[0] ?? '').trim()}` : ''];
}

/** A record's message, and its other fields. */
function said(text: string): [string, string] {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return lines(text);
  }
  const name = MESSAGE.find((known) => typeof fields[known] === 'string');
  const rest = Object.entries(fields).filter(([field]) => field !== name && !SHOWN.has(field));
  const shown = rest.map(([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [name ? String(fields[name]) : '', shown.join('  ')];
}

function clock(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(5, 23).replace('T', ' ');
}

export function details(log: Log, names: readonly string[], at: number): Details | undefined {
  if (at < 0 || at >= log.length) return undefined;
  const bytes = log.record(at);
  const findings: Found[] = [];
  const [first, last] = log.findingsOf(at);
  for (let found = first; found < Math.min(last, first + 200); found += 1) {
    const rule = log.rules[log.foundRule.at(found)];
    if (!rule) continue;
    const { name, severity, message, hint } = rule;
    const pointer = log.pointers.texts[log.foundPointer.at(found)] ?? '';
    findings.push({ rule: name, severity, message, hint, pointer, start: log.foundStart.at(found), end: log.foundEnd.at(found) });
  }
  return {
    at,
    source: names[log.source.at(at)] ?? '',
    line: log.line.at(at),
    bytes: bytes.length,
    text: decoder.decode(bytes.subarray(0, RECORD)),
    cut: bytes.length > RECORD,
    findings,
  };
}
