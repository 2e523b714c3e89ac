// Every vector against the npm package in Chromium: chromium_vectors.mjs DIST. Once with each build; what the small one
// refuses goes through the whole one then. And which of them a page fetches.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { Cases, launch } from './chromium.mjs';
import { asksForWhole } from './through.mjs';
import { close, vectors, wrong } from './vectors.mjs';

const [, , dist] = process.argv;
const BATCH = 100;
const kinds = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
const server = createServer((request, response) => {
  const path = request.url === '/through.mjs' ? new URL('through.mjs', import.meta.url).pathname : join(dist, request.url.slice(6));
  if (request.url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>vectors</title>');
  try {
    const bytes = readFileSync(path);
    response.writeHead(200, { 'content-type': kinds[path.split('.').pop()] ?? 'text/plain' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

/** In the page: what each vector gives, bytes as base64. */
async function inPage({ build, batch }) {
  const [{ load, Pipeline }, { through }] = await Promise.all([import('/dist/index.js'), import('/through.mjs')]);
  await load({ build });
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const text = (array) => {
    let out = '';
    for (let at = 0; at < array.length; at += 8192) out += String.fromCharCode(...array.subarray(at, at + 8192));
    return btoa(out);
  };
  return batch.map((vector) => {
    try {
      const got = through(Pipeline, { ...vector, input: bytes(vector.input) });
      return { ...got, bytes: text(got.bytes), quarantine: text(got.quarantine), errors: text(got.errors) };
    } catch (error) {
      return { failure: String(error?.stack ?? error), kind: error?.kind };
    }
  });
}

const all = vectors();
const browser = await launch();
let bad = 0;
const page = async () => {
  const opened = await browser.newPage();
  await opened.goto(`http://127.0.0.1:${server.address().port}/`);
  return opened;
};
for (const build of ['small', 'simd', 'scalar', 'fast']) {
  const own = await page();
  let passed = 0;
  const [failures, refused] = [[], []];
  /** `build`: undefined, the whole one besides. */
  const run = async (list, build) => {
    for (let at = 0; at < list.length; at += BATCH) {
      const part = list.slice(at, at + BATCH);
      const batch = part.map(({ policy, verb, keys, input }) => ({ policy, verb, keys, input: input.toString('base64') }));
      const answers = await own.evaluate(inPage, { build, batch });
      for (const [place, vector] of part.entries()) {
        const got = answers[place];
        if (got.kind === 'whole' && build === 'small' && asksForWhole(vector)) {
          refused.push(vector);
          continue;
        }
        for (const side of ['bytes', 'quarantine', 'errors']) if (got[side] !== undefined) got[side] = Buffer.from(got[side], 'base64');
        const why = got.failure ?? wrong(vector, got);
        if (why) failures.push(`${vector.name}: ${why}`);
        else passed += 1;
      }
    }
  };
  await run(all, build);
  if (refused.length) {
    console.log(`the small module: ${passed} vectors itself, ${refused.length} want the whole one`);
    await run(refused);
  }
  close(`browser in Chromium, ${build}`, passed, failures, {});
  bad += failures.length;
  await own.close();
}

const cases = new Cases('modules in Chromium');
await cases.try('a page begins with the small module, and fetches the whole one for a policy that asks for it', async () => {
  const own = await page();
  const fetched = [];
  own.on('request', (request) => fetched.push(...(/logveil.*\.wasm$/.exec(request.url()) ?? [])));
  const told = await own.evaluate(async () => {
    const { Pipeline, PolicyError } = await import('/dist/index.js');
    const bytes = (text) => new TextEncoder().encode(text);
    const text = (output) => new TextDecoder().decode(output.bytes);
    const one = await Pipeline.open('cp1');
    const first = text(one.redact(bytes('{"password":"x"}\n')));
    const seen = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length;
    const other = await Pipeline.open({ version: 1, redact: { patterns: [{ name: 'ticket', regex: 'TCK-[0-9]{4}' }] } });
    const both = [text(other.redact(bytes('TCK-1234\n'))), text(one.redact(bytes('{"pin":"1"}\n')))];
    const wrong = await Pipeline.open({ version: 1, redact: { patterns: [{ name: 'a', regex: '(' }] } }).catch((error) => error);
    return { first, seen, both, wrong: wrong instanceof PolicyError && wrong.kind };
  });
  assert.deepEqual(told, { first: '{"password":"[REDACTED]"}\n', seen: 1, both: ['[REDACTED]\n', '{"pin":"[REDACTED]"}\n'], wrong: 'invalid' });
  assert.deepEqual(fetched, ['logveil.small.wasm', 'logveil.simd.wasm']);
  await own.close();
});
cases.close();
bad += process.exitCode ? 1 : 0;
await browser.close();
server.close();
process.exitCode = bad ? 1 : 0;
