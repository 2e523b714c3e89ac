// The records, as a list of any length: only what is in sight is in the page.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { LEVELS } from '../protocol.js';
import { chosen, choose, close, filtered, go, histogram, placeOf, places, progress, refused, rows, sources, wantRows, wish } from './state.js';
import { Text, count, records, visible } from './text.js';

const HEIGHT = 28;
/** Browsers draw nothing that is taller than some 33 million pixels. */
const TALLEST = 24_000_000;

export function List() {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const list = places.value;
  const full = list.length * HEIGHT;
  const tall = Math.min(full, TALLEST);
  const visibleRows = Math.ceil(height / HEIGHT) + 1;
  // Where the list is taller than a page can be, scrolling goes in proportion.
  const scale = tall === full ? 1 : (full - height) / Math.max(1, tall - height);
  const first = Math.max(0, Math.min(list.length - 1, Math.floor((top * scale) / HEIGHT)));
  const shown = list.subarray(first, first + visibleRows);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => wantRows(Array.from(shown)), [list, first, visibleRows]);
  useEffect(() => {
    const element = box.current;
    const { place } = wish.value;
    if (!element || place < 0) return;
    const at = place * HEIGHT;
    const now = element.scrollTop * scale;
    if (at < now || at + HEIGHT > now + element.clientHeight) element.scrollTop = Math.max(0, at - element.clientHeight / 3) / scale;
  }, [wish.value]);

  const onKey = (event: KeyboardEvent): void => {
    const place = placeOf(chosen.value);
    const page = Math.max(1, visibleRows - 2);
    const steps: { readonly [key: string]: number } = {
      ArrowDown: place + 1, ArrowUp: place < 0 ? 0 : place - 1, PageDown: place + page, PageUp: place - page, Home: 0, End: list.length - 1,
      j: place + 1, k: place - 1,
    };
    const next = steps[event.key];
    if (event.key === 'Escape') close();
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(Math.max(0, Math.min(list.length - 1, next)));
  };

  const widest = Math.max(4, ...(progress.value?.components ?? []).map(([name]) => name.length));
  useLayoutEffect(() => box.current?.style.setProperty('--component', `${widest}ch`), [widest, !list.length]);

  if (!list.length) {
    const state = progress.value?.state;
    const nothing = refused.value ? 'Nothing was read.' : filtered.value ? 'No record matches.' : state === 'reading' || !state ? 'Reading…' : 'There is no record in it.';
    return <div class="list none" ref={box}><p>{nothing}</p></div>;
  }
  return (
    <div
      class={`list${progress.value?.components.length ? '' : ' no-component'}${histogram.value && Number.isNaN(histogram.value.from) ? ' no-time' : ''}`} ref={box} tabIndex={0} role="listbox" aria-label={records(list.length)}
      {...(chosen.value >= 0 ? { 'aria-activedescendant': `r${chosen.value}` } : {})}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)} onKeyDown={onKey}
    >
      <div class="tall" role="presentation" ref={(element) => element?.style.setProperty('height', `${tall}px`)}>
        <div class="seen" role="presentation" ref={(element) => element?.style.setProperty('transform', `translateY(${scale === 1 ? first * HEIGHT : top}px)`)}>
          {Array.from(shown, (at, offset) => <Line key={at} at={at} place={first + offset} of={list.length} />)}
        </div>
      </div>
    </div>
  );
}

function Line({ at, place, of }: { at: number; place: number; of: number }) {
  const row = rows.value.get(at);
  const selected = chosen.value === at;
  if (!row) return <div class="row wait" role="option" aria-selected={selected} id={`r${at}`} aria-label="…" />;
  return (
    <div
      class={`row l${row.level}${selected ? ' chosen' : ''}`} role="option" id={`r${at}`} aria-selected={selected}
      aria-setsize={of} aria-posinset={place + 1} onClick={() => choose(at)}
    >
      {sources.value.length > 1 ? <span class="file">{visible(sources.value[row.source]?.name ?? '')}</span> : null}
      <span class="line">{count(row.line)}</span>
      <span class="time">{row.time}</span>
      <span class="tag">{row.level ? LEVELS[row.level] : ''}</span>
      <span class="component">{visible(row.component)}</span>
      <span class="says">
        <Text>{row.text}</Text>
        {row.rest ? <span class="rest"><Text>{row.rest}</Text></span> : null}
      </span>
      {row.findings ? <span class={`found ${row.worst}`}><span class="unseen">findings: </span>{row.findings}</span> : null}
    </div>
  );
}
