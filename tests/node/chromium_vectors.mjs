// Every vector against the npm package in Chromium: chromium_vectors.mjs DIST. Once with SIMD, once without.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { launch } from './chromium.mjs';
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
      return { failure: String(error?.stack ?? error) };
    }
  });
}

const all = vectors();
const browser = await launch();
let bad = 0;
for (const build of ['simd', 'scalar', 'fast']) {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  let passed = 0;
  const failures = [];
  for (let at = 0; at < all.length; at += BATCH) {
    const part = all.slice(at, at + BATCH);
    const batch = part.map(({ policy, verb, keys, input }) => ({ policy, verb, keys, input: input.toString('base64') }));
    const answers = await page.evaluate(inPage, { build, batch });
    for (const [place, vector] of part.entries()) {
      const got = answers[place];
      for (const side of ['bytes', 'quarantine', 'errors']) if (got[side] !== undefined) got[side] = Buffer.from(got[side], 'base64');
      const why = got.failure ?? wrong(vector, got);
      if (why) failures.push(`${vector.name}: ${why}`);
      else passed += 1;
    }
  }
  close(`browser in Chromium, ${build}`, passed, failures, {});
  bad += failures.length;
  await page.close();
}
await browser.close();
server.close();
process.exitCode = bad ? 1 : 0;
