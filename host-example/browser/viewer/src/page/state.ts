// What the page knows, as signals; and what it asks of the worker. Components read signals and call these functions.
import { batch, computed, signal } from '@preact/signals';

import { EVERYTHING, type Asked, type Details, type Filter, type Histogram, type Progress, type Row, type Saved, type Seen, type Source, type Told } from '../protocol.js';
import { policyText } from './policy.js';
import { records } from './text.js';

export const presets = signal<readonly { readonly name: string; readonly about: string }[]>([]);
export const ready = signal(false);
export const sources = signal<readonly Source[]>([]);
/** A preset's name, or '' for the pasted policy. */
export const preset = signal('cp1');
export const pasted = signal('');
export const refused = signal('');
export const progress = signal<Progress | undefined>(undefined);
export const filter = signal<Filter>(EVERYTHING);
export const places = signal<Uint32Array>(new Uint32Array());
export const histogram = signal<Histogram | undefined>(undefined);
export const chosen = signal(-1);
export const details = signal<Details | undefined>(undefined);
/** Rows that have been asked for, by record. */
export const rows = signal<ReadonlyMap<number, Row>>(new Map());
/** Place in the list that should be in sight; the number makes each wish a new one. */
export const wish = signal({ place: -1, number: 0 });
/** What was just done, for those who listen instead of look. */
export const said = signal('');
export const busy = computed(() => progress.value?.state === 'reading');
export const filtered = computed(() => filter.value !== EVERYTHING);

const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'logveil' });
/** Milliseconds after which the list is asked for anew, while more is read. */
const AGAIN = 700;
let number = 0;
let asking = 0;
let rowsAsked = 0;
const ask = (asked: Asked): void => worker.postMessage(asked);

worker.onerror = () => {
  refused.value = 'The worker could not start. The page must be served over http, with the right types for .js and .wasm.';
};
worker.onmessage = ({ data }: MessageEvent<Told>) => {
  if (data.type === 'ready') {
    presets.value = data.presets;
    ready.value = true;
  } else if (data.type === 'refused') {
    refused.value = data.message;
    progress.value = undefined;
  } else if (data.type === 'progress') {
    batch(() => told(data.progress, data.seen));
  } else if (data.type === 'matched' && data.id === number) {
    places.value = data.places;
    histogram.value = data.histogram;
    if (filtered.value) said.value = `${records(data.places.length)} ${data.places.length === 1 ? 'matches' : 'match'}`;
  } else if (data.type === 'rows' && data.id === rowsAsked) {
    rows.value = new Map(data.rows.map((row) => [row.at, row]));
  } else if (data.type === 'record') {
    details.value = data.details?.at === chosen.value ? data.details : details.value;
  } else if (data.type === 'saved') {
    download(data.blob, data.name);
  }
};

function told(now: Progress, seen: Seen | undefined): void {
  progress.value = now;
  if (now.state !== 'reading') said.value = `${records(now.records)}, ${now.state}`;
  if (seen && !filtered.value) {
    [places.value, histogram.value] = [seen.places, seen.histogram];
    rows.value = new Map(seen.rows.map((row) => [row.at, row]));
    asking = performance.now();
    // After the next frame.
    requestAnimationFrame(() => setTimeout(() => ask({ type: 'shown' })));
    if (now.state === 'reading') return;
  }
  if (now.state !== 'reading' || performance.now() - asking > AGAIN) query();
}

function query(): void {
  number += 1;
  asking = performance.now();
  ask({ type: 'query', id: number, filter: filter.value });
}

/** Opens logs under the chosen policy; what was open is gone. */
export function open(from: readonly Source[]): void {
  refused.value = '';
  let policy: string;
  try {
    policy = policyText(preset.value, pasted.value);
  } catch (error) {
    refused.value = error instanceof Error ? error.message : String(error);
    return;
  }
  sources.value = from;
  filter.value = EVERYTHING;
  places.value = new Uint32Array();
  histogram.value = undefined;
  rows.value = new Map();
  progress.value = undefined;
  close();
  document.title = `${from[0]?.name ?? 'log'} · Logveil`;
  ask({ type: 'open', sources: from, policy });
}

/** The same logs under another policy. */
export function again(): void {
  if (sources.value.length) open(sources.value);
}

export function cancel(): void {
  ask({ type: 'cancel' });
}

/** Changes the filter in part. */
export function narrow(part: Partial<Filter>): void {
  const next = { ...filter.value, ...part };
  const empty = !next.levels.length && !next.components.length && !next.rule && !next.id && !next.text;
  filter.value = empty ? EVERYTHING : next;
  query();
}

export function wantRows(wanted: readonly number[]): void {
  rowsAsked += 1;
  if (wanted.every((at) => rows.value.has(at))) return;
  ask({ type: 'rows', id: rowsAsked, places: wanted });
}

/** Shows a record's details. */
export function choose(at: number): void {
  chosen.value = at;
  ask({ type: 'record', id: 0, at });
}

export function close(): void {
  chosen.value = -1;
  details.value = undefined;
}

/** Goes to a place of the list. */
export function go(place: number): void {
  const at = places.value[place];
  if (at === undefined) return;
  wish.value = { place, number: wish.value.number + 1 };
  choose(at);
}

/** Where the chosen record stands in the list; -1: it is not there. */
export function placeOf(at: number): number {
  const list = places.value;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return list[low] === at ? low : -1;
}

export function save(what: Saved): void {
  said.value = 'saving';
  ask({ type: 'save', id: 0, what });
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  said.value = `saved ${name}`;
}

/** Where `logveil view` serves this page, it has logs and a policy to open. */
export async function begin(): Promise<void> {
  if (location.hash !== '#session') return;
  const answer = await fetch('session.json');
  const session = (await answer.json()) as { files: { name: string; size: number }[]; policy: string | null };
  if (session.policy) {
    // One preset, or something else.
    [preset.value, pasted.value] = [/^\{"version":1,"extends":\["([a-z0-9-]+)"\]\}$/.exec(session.policy)?.[1] ?? '', session.policy];
  }
  if (session.files.length) open(session.files.map(({ name, size }, at) => ({ name, size, url: new URL(`log/${at}`, location.href).href })));
}
