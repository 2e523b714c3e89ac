// The records over time, by level. Choosing a bar goes to its first record.
import { LEVELS } from '../protocol.js';
import { go, histogram } from './state.js';
import { count } from './text.js';

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
  let before = 0;
  return (
    <figure class="timeline">
      <svg viewBox={`0 0 ${shown.buckets.length} 40`} preserveAspectRatio="none" role="img" aria-label={`${count(total)} records ${byTime ? 'over time' : 'by place'}, ${count(errors)} of them errors`}>
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
