// One vector through the npm package: whole, and cut in two with its state handed over. Runs in Node and in a page alike.

const NAMES = ['records', 'changed', 'masked', 'withheld', 'redactions', 'errors', 'warnings'];

/** What a stream of the given chunks gives. */
function stream(Pipeline, vector, chunks) {
  const keys = vector.keys.map(([id, text]) => ({ id, bytes: new TextEncoder().encode(text) }));
  const pipeline = Pipeline.openSync(vector.policy, keys);
  try {
    const outputs = chunks.map((chunk) => pipeline[vector.verb](chunk));
    outputs.push(pipeline.finish().last);
    return outputs;
  } finally {
    pipeline.free();
  }
}

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  return bytes;
}

/** Everything that the vector gives; throws where its halves give other bytes. */
export function through(Pipeline, vector) {
  const outputs = stream(Pipeline, vector, [vector.input]);
  const counts = Object.fromEntries(NAMES.map((name) => [name, outputs.reduce((sum, one) => sum + one.counts[name], 0)]));
  const findings = outputs.flatMap((one) => one.findings).map(({ rule, fix, ...rest }) => ({ rule: rule.name, fix: fix ? fix.message : null, ...rest }));
  const bytes = joined(outputs.map((one) => one.bytes));
  const half = vector.input.length >> 1;
  const cut = stream(Pipeline, vector, [vector.input.subarray(0, half), vector.input.subarray(half)]);
  const same = joined(cut.map((one) => one.bytes));
  if (same.length !== bytes.length || same.some((byte, at) => byte !== bytes[at])) throw new Error(`cut at ${half}: other bytes`);
  const quarantine = joined(outputs.map((one) => one.quarantine));
  return { bytes, counts, findings, quarantine, errors: joined(outputs.map((one) => one.errors)) };
}

const MORE = [
  /"(patterns|key|checks|severity|target|size|labels|inline)":/,
  /"action":"(token|encrypt)"/,
  /"output":"(ecs|otlp|gelf|logfmt|pretty)"/,
  /"\/[^"]*\/i?"/,
];

/** Whether a vector wants what the small module is without. */
export function asksForWhole({ policy, keys }) {
  const text = JSON.stringify(JSON.parse(policy));
  return keys.length > 0 || MORE.some((form) => form.test(text));
}
