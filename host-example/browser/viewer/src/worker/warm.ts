// Before a log is there, made-up lines go the way of one: engines make fast what has run for a while, and the first log is
// not to wait for that. They are of the kinds that logs are full of: what none of them holds is made fast in the log itself.

const ROUNDS = 100;
const LINES = 400;

/** What is always the same for a number, and looks drawn. */
function some(n: number, letters: number): string {
  let text = '';
  for (let seed = n + 7; text.length < letters; seed += 977) text += (Math.imul(seed, 0x9e37_79b1) >>> 0).toString(36);
  return text.slice(0, letters);
}
const two = (n: number): string => String(n % 60).padStart(2, '0');
const time = (n: number): string => `2026-03-01T08:${two(n / 60 | 0)}:${two(n)}.${String((n * 7919) % 1_000_000).padStart(6, '0')}Z`;
const head = (n: number, level: string, component: string): string => `{"timestamp":"${time(n)}","level":"${level}","component":"${component}"`;

/** The first is as frequent as all others. */
const KINDS: readonly ((n: number) => string)[] = [
  (n) => `${head(n, 'INFO', 'worker')},"message":"Step ${n} done","tenant_id":"tenant_${n % 900}","run_id":"run_${some(n, 6)}","trace_id":"trace_${some(n, 6 + (n % 11))}","context":{"worker_id":"worker_${n}","status":"success"}}`,
  (n) => `${head(n, 'INFO', 'usage')},"message":"Queue ${n % 9} above threshold","tenant_id":"tenant_${n % 900}","trace_id":"trace_${some(n, 16)}","context":{"kind":"db.query","duration_ms":${n}.${n % 1000},"attempt":${n % 7},"bytes":${n * 977},"ok":true}}`,
  (n) => `${head(n, 'DEBUG', 'api')},"message":"GET /orders/${n}?page=${n % 9}&sort=name 200 in ${n % 97} ms","span_id":"${some(n, 16)}","took_ms":${n}.5,"context":{"user_id":"u-${n}","ok":true,"list":[1,2.5,"${some(n, 4)}"]}}`,
  (n) => `${head(n, 'WARN', 'auth')},"message":"login of a${n}@example.org failed from 203.0.113.${n % 250}: user=a${n} password=hunter${n}","trace_id":"trace_${some(n, 12)}"}`,
  (n) => `${head(n, 'ERROR', 'gateway')},"message":"call failed: timeout after ${n % 30}.${n % 10}s","trace_id":"trace_${some(n, 14)}","error":{"type":"TimeoutError","message":"no answer from https://api.example.org/v1/items/${n}","stack":"TimeoutError: no\\n    at call (/srv/app/dist/call.js:${n}:7)\\n    at async run (/srv/app/dist/run.js:12:${n % 80})\\n    at java.base/java.lang.Thread.run(Thread.java:${n})"}}`,
  (n) => `{"time":"${time(n)}","lvl":"error","msg":"card 4111 1111 1111 1111 refused, IBAN DE89 3704 0044 0532 0130 00, phone +49 30 1234${n % 1000}","apiKey":"k-81-not-a-real-one-${n}","token":"${some(n, 14)}"}`,
  (n) => `${head(n, 'INFO', 'audit')},"message":"key ${some(n, 10)}${some(n + 1, 14)} of 10.0.${n % 250}.7, id ${some(n, 8)}-4d5e-4f60-8a7b-${some(n, 12)}, sha ${(n * 2654435761).toString(16).padStart(16, 'a').repeat(2)}","at":"2026-03-0${1 + (n % 8)}","n":[${n},${-n},${n}e3]}`,
  (n) => `${head(n, 'INFO', 'http')},"message":"Authorization: Bearer ${some(n, 14)}.${some(n + 2, 14)} and \\"quoted\\" \\u00e4\\t${some(n, 5)} für Jürgen","request":"{\\"id\\":${n},\\"pin\\":\\"${n % 9999}\\",\\"name\\":\\"x\\"}","agent":"Mozilla/5.0 (X11; Linux x86_64) Chrome/${n % 150}.0.0.0"}`,
];

/** Lets messages in. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });

/** Whole lines, made up; some at a time, so that a log that comes does not wait for long. */
export function* madeUp(): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (let round = 0; round < ROUNDS; round += 1) {
    let lines = '';
    for (let line = 0; line < LINES; line += 1) {
      const n = round * LINES + line;
      lines += `${KINDS[n % 2 ? 0 : (n >> 1) % KINDS.length]?.(n) ?? ''}\n`;
    }
    yield encoder.encode(lines);
  }
}
