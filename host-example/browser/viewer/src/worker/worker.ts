// The worker: reads, redacts, validates, and answers questions in between. It holds the log; the page holds what it shows.
import { LogveilError, Pipeline, PolicyError, compiled, hasSimd, load, presets } from 'logveil';

import type { Asked, Progress, Saved, Source, Told } from '../protocol.js';
import { Log } from './log.js';
import { histogram, matching } from './query.js';
import { ReadError, chunks } from './reading.js';
import { details, row } from './rows.js';
import { warm } from './warm.js';
import type { Found, Given } from './validator.js';

/** Milliseconds between two reports of progress. */
const REPORT = 120;

let log: Log | undefined;
let sources: readonly Source[] = [];
let policy = '';
/** The number of the current reading, and of the current question: an older one stops. */
let reading = 0;
let question = 0;
/** The page and its module lie near each other: the fast one. */
const build = hasSimd() ? 'fast' : 'scalar';
const built = load({ build });

/** Chunks that the validator may be behind. */
const BEHIND = 24;
const validator = new Worker(new URL('./validator.ts', import.meta.url), { type: 'module', name: 'logveil-validator' });
let behind = 0;
/** How many of the validator's answers are for a log that is gone. */
let stale = 0;
let caughtUp: (() => void) | undefined;
let validating = '';

validator.onmessage = ({ data }: MessageEvent<Found>) => {
  behind -= 1;
  if (stale > 0) stale -= 1;
  else {
    log?.found(data);
    validating ||= data.failure;
  }
  caughtUp?.();
};
const validate = (given: Given): void => {
  if (given.type === 'lines') behind += 1;
  validator.postMessage(given, given.type === 'lines' ? [given.lines.buffer] : []);
};

/** Waits until the validator is at most `most` chunks behind. */
async function until(most: number): Promise<void> {
  while (behind > most) await new Promise<void>((resolve) => (caughtUp = resolve));
}

const tell = (told: Told, transfer: Transferable[] = []): void => self.postMessage(told, { transfer });

/** Lets messages in. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  void answer(data);
};

async function answer(asked: Asked): Promise<void> {
  if (asked.type === 'open') return open(asked.sources, asked.policy);
  if (asked.type === 'cancel') {
    reading += 1;
    return;
  }
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

async function open(from: readonly Source[], under: string): Promise<void> {
  reading += 1;
  const mine = reading;
  await built;
  const began = performance.now();
  log?.free();
  try {
    log = new Log(under);
  } catch (error) {
    log = undefined;
    const place = error instanceof PolicyError ? error.pointer : '';
    tell({ type: 'refused', message: error instanceof LogveilError ? error.message : String(error), pointer: place });
    return;
  }
  stale = behind;
  validating = '';
  validate({ type: 'open', policy: under });
  sources = from;
  policy = under;
  const held = log;
  let read = 0;
  const total = from.reduce((sum, source) => sum + ('blob' in source ? source.blob.size : source.size), 0);
  let reported = 0;
  const report = (state: Progress['state'], failure = ''): void => {
    reported = performance.now();
    tell({ type: 'progress', progress: progress(held, { state, read, total, milliseconds: reported - began, failure }) });
  };
  let failure = '';
  report('reading');
  reported = 0;
  for (const [number, source] of from.entries()) {
    held.begin(number);
    try {
      let since = performance.now();
      for await (const lines of chunks(source, (bytes) => (read += bytes))) {
        // A copy goes first, so that both work at once.
        const { next: line, length: first } = held;
        validate({ type: 'lines', lines: lines.slice(), line, first, last: false });
        held.take(lines);
        const now = performance.now();
        if (now - reported > REPORT) report('reading');
        if (now - since > 12) {
          await (behind > BEHIND ? until(BEHIND >> 1) : pause());
          since = now;
        }
        if (reading !== mine) {
          report('cancelled');
          return;
        }
      }
    } catch (error) {
      failure = error instanceof ReadError || error instanceof LogveilError ? error.message : `${source.name} can't be read`;
    }
    const { next: line, length } = held;
    held.endOfSource();
    validate({ type: 'lines', lines: new Uint8Array(), line, first: Math.min(length, Math.max(0, held.length - 1)), last: true });
    await until(0);
    if (reading !== mine) {
      report('cancelled');
      return;
    }
  }
  if (held.stopped) failure ||= `${held.stopped} ${held.stopped === 1 ? 'record' : 'records'} stopped the module, and ${held.stopped === 1 ? 'is' : 'are'} withheld`;
  failure ||= validating;
  report(failure ? 'failed' : 'done', failure);
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
      for await (const lines of chunks(source, () => undefined)) parts.push(pipeline.run(lines).bytes);
      parts.push(pipeline.finish().last.bytes);
      await pause();
    }
  } finally {
    pipeline.free();
  }
  return [new Blob(parts), `${stem}.formatted.ndjson`];
}

void built.then(async () => {
  validate({ type: 'load', module: compiled(), build });
  tell({ type: 'ready', presets: presets().map(({ name, about }) => ({ name, about })), build });
  await warm(async () => (await pause(), reading === 0));
});
