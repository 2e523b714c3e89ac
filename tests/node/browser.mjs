// Every vector against the browser flavour, in Node: browser.mjs FOLDER. The web target is given the module's bytes.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { close, vectors, wrong } from './vectors.mjs';

const folder = pathToFileURL(`${resolve(process.argv[2])}/`);
const { initSync, Pipeline } = await import(new URL('logveil.js', folder));
initSync({ module: readFileSync(new URL('logveil_bg.wasm', folder)) });

/** The stream as the given chunks: its bytes, and its counts where the flavour tells them. */
function run(vector, chunks) {
  const pipeline = Pipeline.open(vector.policy);
  try {
    const parts = chunks.map((chunk) => pipeline[vector.verb](chunk));
    parts.push(pipeline.finish());
    return { bytes: Buffer.concat(parts), counts: pipeline.counts && JSON.parse(pipeline.counts()) };
  } finally {
    pipeline.free();
  }
}

let passed = 0;
const failures = [];
const skipped = {};
for (const vector of vectors()) {
  if (!['redact', 'run'].includes(vector.verb)) {
    const reason = `verb ${vector.verb}: the module redacts and runs`;
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    continue;
  }
  if (vector.keys.length) {
    const reason = 'keys: the module takes none';
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    continue;
  }
  let why;
  try {
    const half = vector.input.length >> 1;
    const whole = run(vector, [vector.input]);
    why = wrong(vector, whole.bytes, whole.counts);
    const halves = run(vector, [vector.input.subarray(0, half), vector.input.subarray(half)]);
    if (!why && !halves.bytes.equals(whole.bytes)) why = `cut at ${half}: other bytes`;
  } catch (error) {
    why = String(error?.stack ?? error);
  }
  if (why) failures.push(`${vector.name}: ${why}`);
  else passed += 1;
}
close('browser in Node', passed, failures, skipped);
