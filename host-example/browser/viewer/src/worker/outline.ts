// What the list shows of a record at a glance: its level, time and component. One pass over the bytes of its top level;
// nothing is decided here, and what is not found is not shown.

/** What was found; spans are 0, 0 where nothing was. */
export interface Outline {
  level: number;
  time: number;
  componentStart: number;
  componentEnd: number;
}

const QUOTE = 34;
const BACKSLASH = 92;

const enum Field {
  Level,
  Time,
  Component,
}

const FIELDS: readonly (readonly [Field, readonly string[]])[] = [
  [Field.Level, ['level', 'severity', 'lvl', 'levelname', 'log.level', 'loglevel', 'severityText', 'priority']],
  [Field.Time, ['timestamp', '@timestamp', 'time', 'ts', 'datetime', 'date', 'eventTime', 'asctime', 't']],
  [Field.Component, ['component', 'service', 'service.name', 'logger', 'logger_name', 'name', 'app', 'target', 'module']],
];

/** Names by length, first and last byte. */
const KNOWN = new Map<number, { name: string; field: Field }[]>();
for (const [field, names] of FIELDS) {
  for (const name of names) {
    const at = print(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1));
    KNOWN.set(at, [...(KNOWN.get(at) ?? []), { name, field }]);
  }
}

function print(length: number, first: number, last: number): number {
  return (length << 16) | (first << 8) | last;
}

function field(bytes: Uint8Array, start: number, end: number): Field | undefined {
  if (end <= start || end - start > 14) return undefined;
  const known = KNOWN.get(print(end - start, bytes[start] ?? 0, bytes[end - 1] ?? 0));
  return known?.find(({ name }) => same(bytes, start, name))?.field;
}

function same(bytes: Uint8Array, start: number, name: string): boolean {
  for (let at = 0; at < name.length; at += 1) if (bytes[start + at] !== name.charCodeAt(at)) return false;
  return true;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  let word = '';
  for (let at = start; at < end && at < start + 40; at += 1) word += String.fromCharCode(bytes[at] ?? 0);
  return word;
}

const LEVELS: Readonly<Record<string, number>> = {
  error: 1, err: 1, fatal: 1, critical: 1, crit: 1, alert: 1, emerg: 1, emergency: 1, panic: 1, severe: 1,
  warn: 2, warning: 2,
  info: 3, information: 3, informational: 3, notice: 3,
  debug: 4, trace: 4, fine: 4, finer: 4, finest: 4, verbose: 4,
};

function level(word: string): number {
  const known = LEVELS[word.toLowerCase()];
  if (known) return known;
  const number = Number(word);
  if (!(number >= 10 && number <= 60)) return 0;
  return number >= 50 ? 1 : number >= 40 ? 2 : number >= 30 ? 3 : 4;
}

/** Milliseconds since 1970, or NaN. Numbers tell their unit by their digits. */
function time(word: string): number {
  if (/^\d{9,19}(\.\d+)?$/.test(word)) {
    const digits = word.split('.')[0]?.length ?? 0;
    const unit = digits <= 11 ? 1e-3 : digits <= 13 ? 1 : digits <= 16 ? 1e3 : 1e6;
    return Number(word) / unit;
  }
  return /^\d{4}-/.test(word) ? Date.parse(word.replace(' ', 'T').replace(',', '.')) : NaN;
}

/** As many digits, or NaN. */
function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `2026-03-01T08:00:00.120Z`, the usual case, without a text; NaN for all else. */
function utc(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[end - 1] !== 90 || bytes[start + 4] !== 45 || bytes[start + 13] !== 58) return NaN;
  const days = Date.UTC(digits(bytes, start, 4), digits(bytes, start + 5, 2) - 1, digits(bytes, start + 8, 2));
  const seconds = digits(bytes, start + 11, 2) * 3600 + digits(bytes, start + 14, 2) * 60 + digits(bytes, start + 17, 2);
  const fraction = end - start > 20 ? digits(bytes, start + 20, end - start - 21) / 10 ** (end - start - 24) : 0;
  return days + seconds * 1000 + fraction;
}

/** Reads the record at `start..end`. */
export function outline(bytes: Uint8Array, start: number, end: number, found: Outline): void {
  found.level = 0;
  found.time = NaN;
  found.componentStart = found.componentEnd = 0;
  if (bytes[start] === 123) object(bytes, start + 1, end, found);
  else text(bytes, start, end, found);
}

function object(bytes: Uint8Array, from: number, end: number, found: Outline): void {
  let left = 3;
  let at = from;
  while (at < end && left) {
    while (at < end && bytes[at] !== QUOTE) at += 1;
    const keyStart = at + 1;
    at = closing(bytes, keyStart, end);
    const which = field(bytes, keyStart, at);
    at += 1;
    while (at < end && (bytes[at] === 58 || (bytes[at] ?? 0) <= 32)) at += 1;
    const quoted = bytes[at] === QUOTE;
    const valueStart = quoted ? at + 1 : at;
    at = quoted ? closing(bytes, valueStart, end) : plain(bytes, at, end);
    if (which !== undefined && (quoted || (bytes[valueStart] ?? 0) < 91)) left -= take(bytes, valueStart, at, which, quoted, found);
    if (quoted) at += 1;
  }
}

/** How many fields that settles. */
function take(bytes: Uint8Array, start: number, end: number, which: Field, quoted: boolean, found: Outline): number {
  if (which === Field.Component) {
    if (!quoted || found.componentEnd) return 0;
    found.componentStart = start;
    found.componentEnd = end;
    return 1;
  }
  if (which === Field.Level) {
    if (found.level) return 0;
    found.level = level(ascii(bytes, start, end).trim());
    return found.level ? 1 : 0;
  }
  if (!Number.isNaN(found.time)) return 0;
  found.time = utc(bytes, start, end);
  if (Number.isNaN(found.time)) found.time = time(ascii(bytes, start, end).trim());
  return Number.isNaN(found.time) ? 0 : 1;
}

/** The place of the quote that ends a string. */
function closing(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, end);
}

/** The end of a value that is no string. */
function plain(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  let at = from;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = closing(bytes, at + 1, end);
    else if (byte === 123 || byte === 91) depth += 1;
    else if (byte === 125 || byte === 93) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (byte === 44 && depth === 0) return at;
    at += 1;
  }
  return Math.min(at, end);
}

const WORD = /\b(error|err|fatal|critical|crit|alert|emerg|panic|severe|warn|warning|info|notice|debug|trace|verbose)\b/i;
const STAMP = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;

function text(bytes: Uint8Array, start: number, end: number, found: Outline): void {
  let head = '';
  for (let at = start; at < end && at < start + 120; at += 1) head += String.fromCharCode(bytes[at] ?? 0);
  found.level = level(WORD.exec(head)?.[1] ?? '');
  const stamp = STAMP.exec(head)?.[0];
  if (stamp) found.time = time(stamp);
}
