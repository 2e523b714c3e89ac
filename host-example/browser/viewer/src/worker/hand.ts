// A worker that does the work: pieces of a log are redacted and validated, each on its own. What comes back is the
// redacted bytes, and columns of what the list shows.
import { Review, StoppedError, load, type Build, type Key, type Reviewed } from 'logveil';

const LINE_FEED = 10;

/** The module, compiled once for all workers; a policy; a piece. */
export type Given =
  | { readonly type: 'load'; readonly module: WebAssembly.Module; readonly build: Build }
  | { readonly type: 'open'; readonly run: number; readonly policy: string; readonly keys: readonly Key[] }
  | Piece;

/** Whole lines, of which the first is `line`; or what goes on where `state` was left. */
export interface Piece {
  readonly type: 'piece';
  readonly run: number;
  readonly number: number;
  readonly buffer: ArrayBuffer;
  readonly length: number;
  readonly line: number;
  readonly state: Uint8Array<ArrayBuffer>;
  /** The source ends with it. */
  readonly last: boolean;
}

/** What became of a piece, and its own bytes back. */
export interface Made {
  readonly piece: Piece;
  /** One; more where the module stopped and the lines were given singly. */
  readonly parts: readonly Part[];
  /** What is open at its end. */
  readonly state: Uint8Array<ArrayBuffer>;
  /** Records that stopped the module. */
  readonly stopped: number;
}

/** `fresh`: components are numbered from 1 again. */
export type Part = Reviewed & { readonly fresh: boolean };

let review: Review | undefined;
let policy = '';
let keys: readonly Key[] = [];
let fresh = true;
let run = 0;
let turn: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<Given>) => {
  if (data.type !== 'load') run = data.run;
  // What fails here is told as a worker's error is: out of the promise.
  turn = turn.then(() => take(data)).catch((cause: unknown) => void setTimeout(() => { throw cause; }));
};

function open(): Review {
  review?.free();
  review = undefined;
  fresh = true;
  return (review = new Review(policy, keys));
}

/** Under the policy of the log before, what was compiled and learnt for that serves on. */
function reopen(given: Given & { readonly type: 'open' }): void {
  const same = given.policy === policy && !keys.length && !given.keys.length;
  ({ policy, keys } = given);
  if (!review || !same) return void open();
  review.again();
  fresh = true;
}

function part(made: Reviewed): Part {
  const one = { ...made, fresh };
  fresh = false;
  return one;
}

async function take(given: Given): Promise<void> {
  if (given.type === 'load') {
    await load({ source: given.module, build: given.build });
  } else if (given.type === 'open') {
    reopen(given);
  } else if (given.run === run) {
    const made = work(given);
    const buffers = made.parts.flatMap(({ bytes, findings, starts, ends, lines, levels, times, components }) =>
      [bytes, findings, starts, ends, lines, levels, times, components].map((array) => array.buffer));
    self.postMessage(made, { transfer: [given.buffer, ...buffers] });
  }
}

function begin(at: Review, { state, line }: { readonly state: Uint8Array; readonly line: number }): void {
  if (state.length) at.restore(state);
  else at.begin(line);
}

function work(piece: Piece): Made {
  const lines = new Uint8Array(piece.buffer, 0, piece.length);
  try {
    const whole = review ?? open();
    begin(whole, piece);
    const parts = [part(whole.take(lines, piece.last))];
    return { piece, parts, state: whole.save(), stopped: 0 };
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    return singly(piece, lines);
  }
}

/** A record stops the module: which one is seen by giving lines singly. It is refused, and what follows goes on. */
function singly(piece: Piece, lines: Uint8Array): Made {
  const parts: Part[] = [];
  let stopped = 0;
  let one = open();
  begin(one, piece);
  for (let at = 0; at < lines.length || (piece.last && at === lines.length); ) {
    const end = lines.indexOf(LINE_FEED, at) + 1 || lines.length;
    const line = lines.subarray(at, end);
    const before = { state: one.save(), line: one.line };
    const last = piece.last && end === lines.length;
    try {
      parts.push(part(one.take(line, last)));
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      stopped += 1;
      one = open();
      begin(one, before);
      parts.push(part(one.refuse(line)));
      if (last) parts.push(part(one.take(new Uint8Array(), true)));
    }
    if (last) break;
    at = end;
  }
  return { piece, parts, state: one.save(), stopped };
}
