// What becomes of pipelines when the module stops, in Node: stopped.mjs DIST. A chunk is given that no memory can hold.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Cases } from './chromium.mjs';

const { LogveilError, Pipeline, StoppedError, load } = await import(new URL('node.js', pathToFileURL(`${resolve(process.argv[2])}/`)));
await load();
const cases = new Cases('browser in Node, stopped');
const bytes = (text) => new TextEncoder().encode(text);
const text = (array) => new TextDecoder().decode(array);
const stops = (pipeline) => pipeline.redact(new Uint8Array(4_200_000_000));
const line = bytes('{"password":"x"}\n');
const clean = '{"password":"[REDACTED]"}\n';

await cases.try('nothing comes out, and all pipelines of that instance say so', () => {
  const [one, other] = [Pipeline.openSync('cp1'), Pipeline.openSync('cp1')];
  assert.equal(text(other.redact(line).bytes), clean);
  assert.throws(() => stops(one), (error) => error instanceof StoppedError && error instanceof LogveilError && error.where === 'this');
  assert.throws(() => one.redact(line), (error) => error instanceof StoppedError && error.where === 'this');
  for (const call of [() => other.redact(line), () => other.finish(), () => other.save(), () => other.seek(1), () => other.rules]) {
    assert.throws(call, (error) => error instanceof StoppedError && error.where === 'other');
  }
  one.free();
  other.free();
});

await cases.try('a new one opens at once, and goes on where the last one was saved', () => {
  const before = Pipeline.openSync('cp1');
  assert.equal(before.redact(bytes('{"n":1}\n{"pass')).counts.records, 1);
  const saved = before.save();
  assert.throws(() => stops(before), StoppedError);
  const after = Pipeline.openSync('cp1');
  after.restore(saved);
  assert.equal(text(after.redact(bytes('word":"x"}\n')).bytes), clean);
  after.free();
});

await cases.try('a mistake of the caller stops nothing', () => {
  const pipeline = Pipeline.openSync('cp1');
  for (const none of [undefined, 'password=x\n', line.buffer, [1, 2]]) assert.throws(() => pipeline.redact(none), { name: 'TypeError', message: /^a chunk is a Uint8Array/ });
  assert.throws(() => Pipeline.openSync(undefined), { name: 'TypeError', message: /^a policy is / });
  assert.equal(text(pipeline.redact(Buffer.from(line)).bytes), clean);
  assert.equal(text(pipeline.redact(line).bytes), clean);
  pipeline.free();
});

cases.close();
