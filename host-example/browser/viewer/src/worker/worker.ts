// The worker: reads, redacts, validates, and answers questions in between. It holds the log; the page holds what it shows.
import { LogveilError, Pipeline, PolicyError, hasSimd, load, presets, settle, type Rule } from 'logveil';

import type { Asked, Progress, Saved, Seen, Source, Told } from '../protocol.js';
import { Crew } from './crew.js';
import { Log } from './log.js';
import { everything, histogram, matching } from './query.js';
import { ReadError, chunks, pieces } from './reading.js';
import { details, row } from './rows.js';
import { madeUp, pause } from './warm.js';

/** Milliseconds between two reports of progress. */
const REPORT = 250;
/** Milliseconds that the page is given to draw the first records, before all processors are busy with the rest. */
const DRAW = 80;
/** The policy that most logs are opened under. */
const USUAL = '{"version":1,"extends":["cp1"]}';
/** Records that are told with the first report. */
const AT_FIRST = 60;

let log: Log | undefined;
let sources: readonly Source[] = [];
let policy = '';
/** The number of the current reading, and of the current question: an older one stops. */
let reading = 0;
let question = 0;
let drawn: (() => void) | undefined;
/** A policy that was found good. */
interface Opened {
  readonly rules: readonly Rule[];
  readonly use: ReturnType<typeof settle>;
}
const known = new Map<string, Opened>();
/** The page and its module lie near each other: the fast one. */
const build = hasSimd() ? 'fast' : 'scalar';
const crew = load({ build }).then(() => new Crew(build));

const tell = (told: Told, transfer: Transferable[] = []): void => self.postMessage(told, { transfer });

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  void answer(data);
};

async function answer(asked: Asked): Promise<void> {
  if (asked.type === 'open') return open(asked.sources, asked.policy);
  if (asked.type === 'cancel') {
    reading += 1;
    return;
  }
  if (asked.type === 'shown') return drawn?.();
  if (!log) return;
  if (asked.type === 'rows') {
    const held = log;
    tell({ type: 'rows', id: asked.id, rows: asked.places.filter((at) => at < held.length).map((at) => row(held, at)) });
  } else if (asked.type === 'record') {
    tell({ type: 'record', id: asked.id, details: details(log, sources.map(({ name }) => name), asked.at) });
  } else if (asked.type === 'save') {
    const [blob, name] = await saved(log, asked.what);
    tell({ type: 'saved', id: asked.id, blob, name });
  } else {
    question = asked.id;
    const still = async (): Promise<boolean> => (await pause(), question === asked.id);
    const places = await matching(log, asked.filter, still);
    if (places) tell({ type: 'matched', id: asked.id, places, histogram: histogram(log, places) }, [places.buffer]);
  }
}

/** The rules of the policy, and the keys for all that read under it; undefined: it was refused. */
function opened(under: string): Opened | undefined {
  try {
    const before = known.get(under);
    if (before) return before;
    const use = settle(under);
    const pipeline = Pipeline.openSync(use.policy, use.keys);
    const now = { rules: pipeline.rules, use };
    pipeline.free();
    // Keys are drawn anew for each log.
    if (!use.keys.length) known.set(under, now);
    return now;
  } catch (error) {
    const place = error instanceof PolicyError ? error.pointer : '';
    tell({ type: 'refused', message: error instanceof LogveilError ? error.message : String(error), pointer: place });
    return undefined;
  }
}

async function open(from: readonly Source[], under: string): Promise<void> {
  reading += 1;
  const mine = reading;
  const hands = await crew;
  const began = performance.now();
  const ready = opened(under);
  log = ready && new Log(ready.rules);
  if (!ready || !log) return;
  const [held, { use }] = [log, ready];
  hands.open(use.policy, use.keys, held);
  sources = from;
  policy = under;
  let read = 0;
  const total = from.reduce((sum, source) => sum + ('blob' in source ? source.blob.size : source.size), 0);
  let [reported, shown] = [0, false];
  const report = (state: Progress['state'], failure = ''): void => {
    reported = performance.now();
    const now = progress(held, { state, read, total, milliseconds: reported - began, failure });
    const seen = shown || !held.length ? undefined : firstSeen(held);
    shown ||= !!seen;
    tell({ type: 'progress', progress: now, ...(seen ? { seen } : {}) });
  };
  const onRead = (bytes: number): void => {
    read += bytes;
  };
  let failure = '';
  report('reading');
  reported = 0;
  for (const [number, source] of from.entries()) {
    held.begin(number);
    try {
      for await (const { buffer, length, line, last } of pieces(source, (size) => hands.buffer(size), onRead)) {
        held.bytes += length;
        await hands.give(buffer, length, line, last);
        if (line === 1 && !shown) await hands.rest();
        if (!shown && held.bytes) held.expect((held.length / held.bytes) * total);
        if (hands.failure) break;
        const isFirst = !shown;
        if (held.length && performance.now() - reported > REPORT) report('reading');
        if (isFirst && shown && !last) await drawing();
        if (reading !== mine) break;
      }
    } catch (error) {
      failure = error instanceof ReadError || error instanceof LogveilError ? error.message : `${source.name} can't be read`;
      // What was read before is at its end.
      await hands.give(new ArrayBuffer(0), 0, 0, true);
    }
    await hands.rest();
    if (reading !== mine) {
      if (log === held) report('cancelled');
      return;
    }
    failure ||= hands.failure;
  }
  const { halts } = held;
  if (halts) failure ||= `${halts} ${halts === 1 ? 'record' : 'records'} stopped the module, and ${halts === 1 ? 'is' : 'are'} withheld: see limit/trap`;
  report(failure ? 'failed' : 'done', failure);
}

/** Until the page has drawn, but not for long. */
function drawing(): Promise<void> {
  return new Promise((resolve) => {
    drawn = resolve;
    setTimeout(resolve, DRAW);
  });
}

function firstSeen(held: Log): Seen {
  const places = everything(held.length);
  return { places, histogram: histogram(held, places), rows: Array.from(places.subarray(0, AT_FIRST), (at) => row(held, at)) };
}

type Said = Pick<Progress, 'state' | 'read' | 'total' | 'milliseconds' | 'failure'>;

function progress(held: Log, said: Said): Progress {
  const { bytes, masked, withheld, redactions, levels, components } = held;
  const counted = components.texts.map((name, at) => [name, held.componentCounts[at] ?? 0] as const);
  const frequent = counted.filter(([name]) => name).sort((a, b) => b[1] - a[1]);
  return {
    ...said, bytes, masked, withheld, redactions,
    records: held.length, formats: [...new Set(held.formats)].filter(Boolean), levels: [...levels], components: frequent.slice(0, 30), rules: held.counted(),
  };
}

async function saved(held: Log, what: Saved): Promise<[Blob, string]> {
  const first = sources[0]?.name.replace(/\.(gz|gzip)$/, '') ?? 'log';
  const stem = first.replace(/\.[^.]*$/, '') || 'log';
  if (what === 'redacted') return [new Blob(held.chunks as BlobPart[]), `${stem}.redacted${/\.[^.]*$/.exec(first)?.[0] ?? '.log'}`];
  if (what === 'findings') {
    const findings = [];
    for (let at = 0; at < held.foundAt.length; at += 1) {
      const record = held.foundAt.at(at);
      const rule = held.rules[held.foundRule.at(at)];
      findings.push({
        file: sources[held.source.at(record)]?.name,
        line: held.line.at(record),
        start: held.foundStart.at(at),
        end: held.foundEnd.at(at),
        pointer: held.pointers.texts[held.foundPointer.at(at)],
        rule: rule?.name,
        severity: rule?.severity,
      });
    }
    const { length: records, redactions, masked, withheld } = held;
    const page = { records, redactions, masked, withheld, rules: held.counted(), findings };
    return [new Blob([JSON.stringify(page, undefined, 1)], { type: 'application/json' }), `${stem}.findings.json`];
  }
  const pipeline = Pipeline.openSync(policy);
  const parts: BlobPart[] = [];
  try {
    for (const source of sources) {
      for await (const lines of chunks(source)) {
        parts.push(pipeline.run(lines).bytes);
        await pause();
      }
      parts.push(pipeline.finish().last.bytes);
    }
  } finally {
    pipeline.free();
  }
  return [new Blob(parts), `${stem}.formatted.ndjson`];
}

/** Nobody sees what becomes of made-up lines; a log that comes ends them. */
async function practise(): Promise<void> {
  const hands = await crew;
  await pause();
  const ready = reading ? undefined : opened(USUAL);
  if (!ready) return;
  const held = new Log(ready.rules);
  hands.open(ready.use.policy, ready.use.keys, held);
  let line = 1;
  for (const lines of madeUp()) {
    await hands.give(lines.buffer, lines.length, line, false);
    await hands.rest();
    if (reading || hands.failure) return;
    line = held.length + 1;
    if (held.length % 6400 === 0) firstSeen(held);
  }
}

void crew.then(() => {
  tell({ type: 'ready', presets: presets().map(({ name, about }) => ({ name, about })), build });
  void practise();
});
