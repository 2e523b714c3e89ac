// The second worker: finds what is wrong and what is sensitive, while the first one redacts. It gives places, no values.
import { LogveilError, Pipeline, StoppedError, load, type Build } from 'logveil';

const LINE_FEED = 10;
/** Findings that one call lists at most. */
const LISTED = 1000;

/** The module, compiled by the first worker: what one of them has made fast is fast in both. Open a pipeline; whole lines that begin at `line` and became the records from `first` on; the end of a source. */
export type Given =
  | { readonly type: 'load'; readonly module: WebAssembly.Module; readonly build: Build }
  | { readonly type: 'open'; readonly policy: string }
  | { readonly type: 'lines'; readonly lines: Uint8Array<ArrayBuffer>; readonly line: number; readonly first: number; readonly last: boolean };

/** Five numbers a finding: rule, line, start, end, and the place of its pointer in `pointers`. */
export interface Found {
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly pointers: readonly string[];
  readonly first: number;
  readonly failure: string;
}

let pipeline: Pipeline | undefined;
let policy = '';
let numbers = new Map<unknown, number>();
let turn: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<Given>) => {
  turn = turn.then(() => take(data));
};

function open(): void {
  pipeline?.free();
  // The first worker has opened the same policy: it compiles.
  pipeline = Pipeline.openSync(policy);
  numbers = new Map(pipeline.rules.map((rule, number) => [rule, number]));
}

async function take(given: Given): Promise<void> {
  if (given.type === 'load') {
    await load({ source: given.module, build: given.build });
    return;
  }
  if (given.type === 'open') {
    policy = given.policy;
    open();
    return;
  }
  const cells: number[] = [];
  const pointers = new Map<string, number>();
  let failure = '';
  try {
    if (pipeline) validate(pipeline, given.lines, given.line, cells, pointers);
    if (pipeline && given.last) keep(pipeline.finish().last.findings, cells, pointers);
  } catch (error) {
    failure = error instanceof LogveilError ? `lines ${given.line} and on: ${error.message}` : 'the validation stopped';
    if (error instanceof StoppedError) {
      open();
      pipeline?.seek(given.line + given.lines.reduce((count, byte) => count + Number(byte === LINE_FEED), 0));
    }
  }
  const told: Found = { cells: Uint32Array.from(cells), pointers: [...pointers.keys()], first: given.first, failure };
  self.postMessage(told, { transfer: [told.cells.buffer] });
}

function validate(under: Pipeline, lines: Uint8Array, line: number, cells: number[], pointers: Map<string, number>): void {
  const before = under.save();
  const { findings } = under.validate(lines);
  const middle = findings.length >= LISTED ? lines.indexOf(LINE_FEED, lines.length >> 1) + 1 : 0;
  if (!middle || middle >= lines.length) {
    keep(findings, cells, pointers);
    return;
  }
  // More than one call lists: each half again.
  under.restore(before);
  if (!before.length) under.seek(line);
  let feeds = 0;
  for (let at = 0; at < middle; feeds += 1) at = lines.indexOf(LINE_FEED, at) + 1;
  validate(under, lines.subarray(0, middle), line, cells, pointers);
  validate(under, lines.subarray(middle), line + feeds, cells, pointers);
}

function keep(findings: ReturnType<Pipeline['validate']>['findings'], cells: number[], pointers: Map<string, number>): void {
  for (const { rule, line, start, end, pointer } of findings) {
    let place = pointers.get(pointer);
    if (place === undefined) pointers.set(pointer, (place = pointers.size));
    cells.push(numbers.get(rule) ?? 0, line, start, end, place);
  }
}
