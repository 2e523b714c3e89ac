// What the small module refuses, in Node: small.mjs DIST. It never does a part of what a policy says.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Cases } from './chromium.mjs';

const { LoadError, Pipeline, PolicyError, check, load, presets } = await import(new URL('node.js', pathToFileURL(`${resolve(process.argv[2])}/`)));
await load({ build: 'small' });
const cases = new Cases('browser in Node, the small module');
const key = { id: 'k1', bytes: new Uint8Array(32) };
const redact = (list) => ({ version: 1, redact: list });
const validate = (map) => ({ version: 1, validate: map });
const refused = [
  ...['ecs', 'otlp', 'gelf', 'logfmt', 'pretty'].map((output) => [{ version: 1, extends: ['cp1'], format: { output } }]),
  [redact({ patterns: [{ name: 'a', regex: 'abc' }] })],
  [redact({ keys: [{ match: ['/^pass/'] }] })],
  [redact({ protect: ['/_id$/i'] })],
  ...['token', 'encrypt', 'hash'].map((action) => [redact({ detectors: { email: { action, key: '' } } })]),
  ['cp1', [key]],
  ...[{ checks: ['time'] }, { checks: ['all'] }, { target: 'loki' }, { size: { fields: 3 } }, { labels: ['app'] }].map((map) => [validate(map)]),
  [validate({ schema: { inline: { type: 'object' } } })],
  [validate({ severity: { 'time/future': 'error' } })],
];

await cases.try('a policy that asks for more is refused, and says what to do', () => {
  for (const [policy, keys] of refused) {
    assert.throws(() => Pipeline.openSync(policy, keys), (error) => error instanceof LoadError && error.kind === 'whole' && /await load\(\)/.test(error.message), JSON.stringify(policy));
  }
});

await cases.try('so is one that is wrong: the whole module says what is', async () => {
  for (const policy of ['{', '{}', { version: 1, redakt: {} }, { version: 1, on_error: 'pass' }, { version: 1, limits: { max_depth: 0 } }]) {
    assert.throws(() => check(policy), (error) => error instanceof LoadError && error.kind === 'whole', JSON.stringify(policy));
  }
});

await cases.try('all presets are for it', () => {
  for (const { name } of presets()) Pipeline.openSync(name).free();
});

await cases.try('what was refused opens by itself, and what is open stays', async () => {
  const before = Pipeline.openSync('cp1');
  for (const [policy, keys] of refused) (await Pipeline.open(policy, keys)).free();
  await assert.rejects(Pipeline.open({ version: 1, redakt: {} }), (error) => error instanceof PolicyError && error.nearest === 'redact');
  const output = before.redact(new TextEncoder().encode('{"password":"x"}\n'));
  assert.equal(new TextDecoder().decode(output.bytes), '{"password":"[REDACTED]"}\n');
  before.free();
});

cases.close();
