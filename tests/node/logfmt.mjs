// Lines of logfmt, read by the logfmt package of npm, against the CP1 that they say: logfmt.mjs PACKAGES FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { close } from './vectors.mjs';

const [packages, folder] = process.argv.slice(2);
const { parse } = createRequire(`${resolve(packages)}/`)('logfmt');
const lines = (form) => readFileSync(`${folder}/readers.${form}`, 'utf8').split('\n').filter((line) => line.trim());

/** The package undoes `\"` and `\\` alone; other escapes lose their backslash. */
const simple = (text) => !/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u2069\u061c\ufeff\ufffd\ud800-\udfff\u{e0000}-\u{e007f}]/u.test(text);

/** Names as they are written. */
const plain = (name) => name.replace(/[\s="\\\u0000-\u0020\u007f-\u009f]/g, '_');

let passed = 0;
const failures = [];
const skipped = {};
const [pairs, records] = [lines('logfmt'), lines('cp1')];
if (pairs.length !== records.length) failures.push(`${pairs.length} lines for ${records.length} records`);
records.forEach((text, at) => {
  const read = parse(pairs[at]);
  let record;
  try {
    record = JSON.parse(text);
  } catch {
    record = undefined;
  }
  if (record === null || typeof record !== 'object' || Array.isArray(record)) record = { message: record };
  // Two members of one name are two pairs, and the reader takes the last.
  const wrong = Object.entries(record).find(([name, value]) => {
    if (typeof value !== 'string' || !name || !simple(name) || !simple(value)) return false;
    const got = read[plain(name)];
    return got !== value && String(got) !== value;
  });
  if (wrong) failures.push(`${wrong[0]} of ${pairs[at].slice(0, 300)}: ${read[plain(wrong[0])]}`);
  else passed += 1;
});
close('logfmt in Node', passed, failures, skipped);
