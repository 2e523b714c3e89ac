// The records over time, by level. Choosing a bar goes to its first record; by keyboard it is a slider.
import { LEVELS } from '../protocol.js';
import { chosen, go, histogram, placeOf } from './state.js';
import { count, records } from './text.js';

const ORDER = [1, 2, 3, 4, 0];

export function Timeline() {
  const shown = histogram.value;
  if (!shown) return <div class="timeline" />;
  const sums = shown.buckets.map((bucket) => bucket.reduce((sum, one) => sum + one, 0));
  const most = Math.max(1, ...sums);
  const byTime = !Number.isNaN(shown.from);
  const label = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  const total = sums.reduce((sum, one) => sum + one, 0);
  const errors = shown.buckets.reduce((sum, bucket) => sum + (bucket[1] ?? 0), 0);
  const firsts = sums.reduce<number[]>((list, sum) => [...list, (list.at(-1) ?? 0) + sum], [0]);
  const place = Math.max(0, placeOf(chosen.value));
  const now = Math.max(0, firsts.findLastIndex((first, at) => first <= place && (sums[at] ?? 0) > 0));
  const names = `${records(total)} ${byTime ? 'over time' : 'by place'}, ${count(errors)} of them errors`;
  const begins = byTime ? label(shown.from + ((shown.to - shown.from) * now) / shown.buckets.length) : `from record ${count((firsts[now] ?? 0) + 1)}`;
  const here = `${begins}: ${records(sums[now] ?? 0)}, ${count(shown.buckets[now]?.[1] ?? 0)} errors`;
  /** To the next bar that has records. */
  const onKey = (event: KeyboardEvent): void => {
    const full = sums.flatMap((sum, at) => (sum ? [at] : []));
    const steps: { readonly [key: string]: number | undefined } = {
      ArrowRight: full.find((at) => at > now), ArrowLeft: full.findLast((at) => at < now), Home: full[0], End: full.at(-1),
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    go(firsts[steps[event.key] ?? now] ?? 0);
  };
  let before = 0;
  return (
    <figure class="timeline">
      <svg
        viewBox={`0 0 ${shown.buckets.length} 40`} preserveAspectRatio="none" tabindex={0} role="slider" aria-label={names}
        aria-valuemin={1} aria-valuemax={shown.buckets.length} aria-valuenow={now + 1} aria-valuetext={here} onKeyDown={onKey}
      >
        {shown.buckets.map((bucket, at) => {
          const first = before;
          before += sums[at] ?? 0;
          let top = 40;
          const bars = ORDER.map((level) => {
            const height = ((bucket[level] ?? 0) / most) * 38;
            top -= height;
            return height ? <rect key={level} class={`bar l${level}`} x={at + 0.1} width={0.8} y={top} height={height} /> : null;
          });
          return sums[at] ? (
            <g key={at} onClick={() => go(first)}>
              <title>{`${count(sums[at] ?? 0)}${bucket[1] ? `, ${count(bucket[1])} ${LEVELS[1]}` : ''}`}</title>
              <rect class="back" x={at} width={1} y={0} height={40} />
              {bars}
            </g>
          ) : null;
        })}
      </svg>
      <figcaption>
        <span>{byTime ? label(shown.from) : 'first record'}</span>
        <span>{byTime ? `${label(shown.to)} UTC` : 'last record'}</span>
      </figcaption>
    </figure>
  );
}
