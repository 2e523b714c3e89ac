// One table over all flavours: table.mjs LOGS WORK. It reads what the steps of tests/run wrote; a flavour that did not run
// every vector, or to which one was different, fails. Vectors that a flavour names a reason to skip are counted apart.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { vectors } from './vectors.mjs';

const [, , logs, work] = process.argv;
const dist = new URL('../../host-example/browser/package/dist/', import.meta.url).pathname;
const all = vectors().length;

/** Flavour, the log's first letters, the line in it, the artefact. */
const FLAVOURS = [
  ['native', 'core-tests', /^vectors, whole: (\d+) passed, (\d+) failed()/m, undefined],
  ['component (wasmtime)', 'host-tests', /^component in wasmtime: (\d+) passed, (\d+) failed()/m, join(work, 'logveil.component.wasm')],
  ['component (Python)', 'flavour-component', /^component in Python: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(work, 'logveil.component.wasm')],
  ['Fluent Bit module', 'flavour-fluent-bit', /^fluent-bit[^:\n]*: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(work, 'logveil.fluent-bit.wasm')],
  ['browser (Node, small)', 'flavour-browser,-Node', /^browser in Node, small: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.small.wasm')],
  ['browser (Node, SIMD)', 'flavour-browser,-Node', /^browser in Node, simd: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.simd.wasm')],
  ['browser (Node, scalar)', 'flavour-browser,-Node', /^browser in Node, scalar: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.wasm')],
  ['browser (Node, fast)', 'flavour-browser,-Node', /^browser in Node, fast: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.fast.wasm')],
  ['browser (Chromium, small)', 'flavour-browser,-Chromium', /^browser in Chromium, small: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.small.wasm')],
  ['browser (Chromium, SIMD)', 'flavour-browser,-Chromium', /^browser in Chromium, simd: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.simd.wasm')],
  ['browser (Chromium, scalar)', 'flavour-browser,-Chromium', /^browser in Chromium, scalar: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.wasm')],
  ['browser (Chromium, fast)', 'flavour-browser,-Chromium', /^browser in Chromium, fast: (\d+) passed, (\d+) failed, (\d+) skipped/m, join(dist, 'logveil.fast.wasm')],
];

const written = readdirSync(logs);
const text = (begin) => written.filter((name) => name.startsWith(begin) && name.endsWith('.log')).map((name) => readFileSync(join(logs, name), 'utf8')).join('\n');

function size(file) {
  if (!file || !existsSync(file)) return '–';
  const bytes = readFileSync(file);
  return `${Math.round(bytes.length / 1000)} kB, ${Math.round(gzipSync(bytes, { level: 9 }).length / 1000)} kB gzip`;
}

let good = 0;
const bad = [];
console.log(`| flavour | vectors | passed | different | skipped | artefact |`);
console.log(`|---|---|---|---|---|---|`);
for (const [flavour, log, line, artefact] of FLAVOURS) {
  const found = line.exec(text(log));
  const [passed, failed, skipped] = found ? found.slice(1).map(Number) : [0, 0, 0];
  // The component's runner in Python counts one thing more: that it imports nothing.
  const ran = passed + failed - (flavour === 'component (Python)' ? 1 : 0);
  console.log(`| ${flavour} | ${ran} | ${passed - (passed + failed - ran)} | ${failed} | ${skipped} | ${size(artefact)} |`);
  if (!found) bad.push(`${flavour}: it did not run`);
  else if (failed) bad.push(`${flavour}: ${failed} differ`);
  else if (ran + skipped !== all) bad.push(`${flavour}: ${ran} run and ${skipped} skipped of ${all}`);
  else good += 1;
}
for (const why of bad) console.log(`FAILED ${why}`);
console.log(`flavours that agree: ${good} passed, ${bad.length} failed`);
process.exitCode = bad.length ? 1 : 0;
