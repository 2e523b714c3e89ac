// Reads tests/vectors/*.json for the runners in Node; the format stands in tests/vectors/README.md.
import { readdirSync, readFileSync } from 'node:fs';

const tests = new URL('../', import.meta.url);

/** All vectors of all topics, their inputs and outputs as buffers. */
export function vectors() {
  const files = readdirSync(new URL('vectors/', tests)).filter((file) => file.endsWith('.json')).sort();
  return files.flatMap((file) => {
    const page = JSON.parse(readFileSync(new URL(`vectors/${file}`, tests), 'utf8'));
    return page.vectors.map((vector) => one(file.replace('.json', ''), page, vector));
  });
}

function one(topic, page, vector) {
  const input = binary(vector, 'in');
  const loose = vector.gone || vector.kept;
  return {
    name: `${topic}/${vector.name}`,
    policy: policy(vector.policy ?? page.policy),
    verb: vector.verb ?? page.verb,
    keys: vector.keys ?? page.keys ?? [],
    input,
    output: binary(vector, 'out') ?? (loose ? undefined : input),
    gone: vector.gone ?? [],
    kept: vector.kept ?? [],
    counts: vector.counts ?? {},
    quarantine: vector.quarantine,
    errors: vector.errors,
    findings: vector.findings,
    rules: vector.rules,
    among: vector.among ?? [],
  };
}

function policy(value) {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.endsWith('.json')) return readFileSync(new URL(`policies/${value}`, tests), 'utf8');
  return JSON.stringify({ version: 1, extends: [value] });
}

function binary(vector, field) {
  if (vector[`${field}_hex`] !== undefined) return Buffer.from(vector[`${field}_hex`], 'hex');
  if (vector[field] === undefined) return undefined;
  const parts = Array.isArray(vector[field]) ? vector[field] : [vector[field]];
  return Buffer.from(parts.map((part) => (typeof part === 'string' ? part : part.text.repeat(part.times))).join(''));
}

const show = (bytes) => {
  const text = JSON.stringify(Buffer.from(bytes).toString('latin1'));
  return text.length <= 400 ? text : `${text.slice(0, 400)}… (${bytes.length} bytes)`;
};

/** What is wrong with what `through` gave, in words; undefined where nothing is. */
export function wrong(vector, { bytes, counts, findings, quarantine, errors }) {
  const got = Buffer.from(bytes);
  if (vector.output && !vector.output.equals(got)) {
    return `\n   in ${show(vector.input)}\n want ${show(vector.output)}\n  got ${show(got)}`;
  }
  const gone = vector.gone.find((text) => got.includes(text));
  if (gone) return `${gone} survives in ${show(got)}`;
  const kept = vector.kept.find((text) => !got.includes(text));
  if (kept) return `${kept} is lost in ${show(got)}`;
  const count = Object.keys(vector.counts).find((name) => counts[name] !== vector.counts[name]);
  if (count) return `${count}: want ${vector.counts[count]}, got ${counts[count]}`;
  for (const [name, side] of Object.entries({ quarantine, errors })) {
    if (vector[name] !== undefined && Buffer.from(side).toString() !== vector[name]) return `${name}: got ${show(side)}`;
  }
  return wrongFindings(vector, findings);
}

function wrongFindings(vector, findings) {
  const lines = vector.input.toString('latin1').split('\n');
  const at = ({ line, start, end }) => Buffer.from(lines[line - 1].slice(start, end), 'latin1').toString();
  const left = findings.map((one) => ({ ...one, at: at(one) }));
  const told = JSON.stringify(left);
  const rules = left.map((one) => one.rule);
  const missing = vector.among.find((rule) => !rules.includes(rule));
  if (missing) return `no ${missing} in ${told}`;
  if (vector.rules && [...vector.rules].sort().join() !== rules.sort().join()) return `rules: want ${vector.rules}, got ${told}`;
  for (const want of vector.findings ?? []) {
    const fits = left.findIndex((one) => Object.entries(want).every(([name, value]) => one[name] === value));
    if (fits < 0) return `no finding ${JSON.stringify(want)} in ${told}`;
    left.splice(fits, 1);
  }
  return vector.findings && left.length ? `too many: ${JSON.stringify(left)}` : undefined;
}

/** Prints what failed and the closing line; sets the exit code. */
export function close(name, passed, failures, skipped) {
  for (const failure of failures.slice(0, 40)) console.log('FAILED', name, failure);
  for (const [reason, count] of Object.entries(skipped)) console.log(`skipped ${count}: ${reason}`);
  const left = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  console.log(`${name}: ${passed} passed, ${failures.length} failed, ${left} skipped`);
  process.exitCode = failures.length ? 1 : 0;
}
