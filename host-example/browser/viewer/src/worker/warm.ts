// Before a log is there, a worker runs on made-up lines: engines make fast what has run for a while, and the first log is
// not to wait for that.
import { Review } from 'logveil';

const ROUNDS = 120;
const LINES = 400;

const KINDS = [
  (n: number) => `{"timestamp":"2026-03-01T08:${two(n)}:${two(n * 7)}.120Z","level":"INFO","component":"api","message":"GET /orders/${n} 200 in ${n % 97} ms","trace_id":"7f3c1d20a9b84e55","took_ms":${n}.5,"context":{"user_id":"u-${n}","ok":true}}`,
  (n: number) => `{"timestamp":"2026-03-01T08:${two(n)}:${two(n * 3)}.480Z","level":"WARN","component":"auth","message":"login of a${n}@example.org failed from 203.0.113.${n % 250}","trace_id":"7f3c1d20a9b84e55","error":{"type":"E","stack":"E: x\\n    at y (z.js:${n}:7)"}}`,
  (n: number) => `{"time":"2026-03-01T08:${two(n)}:00.010Z","lvl":"error","msg":"card 4111 1111 1111 1111 refused, password=hunter${n}","apiKey":"k-81-not-a-real-one","list":[1,2,${n}]}`,
];

function two(n: number): string {
  return String(n % 60).padStart(2, '0');
}

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

/** Stops where `still` says no. */
export async function warm(still: () => boolean): Promise<void> {
  const review = new Review('cp1');
  const encoder = new TextEncoder();
  for (let round = 0; round < ROUNDS && still(); round += 1) {
    let lines = '';
    for (let line = 0; line < LINES; line += 1) lines += `${KINDS[line % 50 ? 0 : (line / 50) % 3]?.(round * LINES + line) ?? ''}\n`;
    review.take(encoder.encode(lines));
    await pause();
  }
  review.free();
}
