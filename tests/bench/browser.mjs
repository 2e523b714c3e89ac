// The browser module in Node as a worker of the benchmark: browser.mjs FOLDER VERB POLICY. The commands are those of
// shared/worker.rs; the time is the process's CPU time, its compiler's and collector's threads included.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [, , path, verb, file] = process.argv;
const BATCH = 1 << 20;
const folder = pathToFileURL(`${resolve(path)}/`);
const { initSync, Stream } = await import(new URL('logveil.js', folder));
initSync({ module: readFileSync(new URL('logveil.simd.wasm', folder)) });
const policy = readFileSync(file, 'utf8');
let input = new Uint8Array();

/** Batches of whole lines. */
function* batches() {
  for (let at = 0; at < input.length; ) {
    const end = at + BATCH >= input.length ? input.length : input.lastIndexOf(10, at + BATCH) + 1;
    const next = end > at ? end : input.length;
    yield input.subarray(at, next);
    at = next;
  }
}

function pass(sink) {
  const stream = Stream.open(policy, [], new Uint32Array(), new Uint8Array());
  try {
    for (const batch of batches()) {
      stream.push(verb, batch);
      sink(stream.bytes());
    }
    stream.finish();
    sink(stream.bytes());
  } finally {
    stream.free();
  }
}

function time(millis) {
  const start = process.cpuUsage();
  for (let passes = 1; ; passes += 1) {
    pass(() => {});
    const { user, system } = process.cpuUsage(start);
    if (user + system >= millis * 1000) return Math.round(((user + system) * 1000) / passes);
  }
}

function obey(line) {
  const [command, rest] = line.split(' ');
  if (command === 'input') {
    input = readFileSync(rest);
    return input.length;
  }
  if (command === 'write') {
    const parts = [];
    pass((bytes) => parts.push(bytes));
    writeFileSync(rest, Buffer.concat(parts));
    return parts.length;
  }
  if (command === 'time') return time(Number(rest));
  throw new Error(`no such command: ${line}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = `ok ${obey(line)}`;
  } catch (error) {
    answer = `error ${String(error).replaceAll('\n', ' ')}`;
  }
  process.stdout.write(`${answer}\n`);
}
