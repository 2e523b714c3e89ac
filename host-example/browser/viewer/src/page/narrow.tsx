// What narrows the list: text, id, levels, rules, components. Each says how many records or findings it stands for.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { EVERYTHING, LEVELS } from '../protocol.js';
import { chosen, filter, filtered, go, narrow, placeOf, places, progress } from './state.js';
import { count, visible } from './text.js';

const toggled = <T,>(list: readonly T[], one: T): T[] => (list.includes(one) ? list.filter((held) => held !== one) : [...list, one]);

export function Narrow() {
  const [open, setOpen] = useState(false);
  const now = filter.value;
  const box = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const typed = (text: string): void => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      narrow({ text });
    }, 150);
  };
  // Another log, or all of it: no text is looked for any more.
  useLayoutEffect(() => {
    if (box.current && !waiting.current) box.current.value = now.text;
  }, [now]);
  return (
    <section class={`narrow${open ? ' open' : ''}`} aria-label="Filter">
      <div class="top">
        <div class="search">
          <label class="unseen" for="text">Text</label>
          <input id="text" type="search" ref={box} placeholder="Find text" autocomplete="off" spellcheck={false} onInput={(event) => typed(event.currentTarget.value)} />
          <button type="button" class="more" aria-expanded={open} onClick={() => setOpen(!open)}>Filters</button>
        </div>
        {filtered.value ? (
          <p class="held">
            {count(places.value.length)} of {count(progress.value?.records ?? 0)}{' '}
            <button type="button" class="link" onClick={() => narrow(EVERYTHING)}>Show all</button>
          </p>
        ) : null}
        {now.id ? (
          <p class="chip">id <code>{visible(now.id)}</code> <button type="button" class="link" aria-label="All ids" onClick={() => narrow({ id: '' })}>×</button></p>
        ) : null}
        {now.rule ? <Steps /> : null}
      </div>
      <div class="groups">
        <Levels />
        <Rules />
        <Components />
      </div>
    </section>
  );
}

function Levels() {
  const counts = progress.value?.levels ?? [];
  const on = filter.value.levels;
  if (!counts.some(Boolean)) return null;
  return (
    <fieldset>
      <legend>Level</legend>
      <div class="levels">
        {[1, 2, 3, 4, 0].filter((level) => counts[level]).map((level) => (
          <button key={level} type="button" class={`level l${level}`} aria-pressed={on.includes(level)} onClick={() => narrow({ levels: toggled(on, level) })}>
            <span class="name">{LEVELS[level]}</span> <span class="number">{count(counts[level] ?? 0)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Rules() {
  const rules = progress.value?.rules ?? [];
  const on = filter.value.rule;
  if (!rules.length) {
    if (!progress.value?.records) return null;
    return (
      <fieldset>
        <legend>Findings</legend>
        <p class="note">{progress.value?.state === 'done' ? 'Nothing is wrong and nothing is sensitive, as far as this policy sees.' : 'None yet.'}</p>
      </fieldset>
    );
  }
  return (
    <fieldset>
      <legend>Findings</legend>
      <ul class="rules">
        {rules.map(({ name, severity, message, count: number }) => (
          <li key={name}>
            <button type="button" class={`rule ${severity}`} aria-pressed={on === name} title={message} onClick={() => narrow({ rule: on === name ? '' : name })}>
              <span class="name">{name}</span> <span class="number">{count(number)}</span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** From one record of the rule to the next. */
function Steps() {
  const place = placeOf(chosen.value);
  return (
    <div class="steps">
      <button type="button" disabled={place <= 0} onClick={() => go(place - 1)}>Previous</button>
      <button type="button" disabled={place >= places.value.length - 1} onClick={() => go(place + 1)}>{place < 0 ? 'First' : 'Next'}</button>
    </div>
  );
}

function Components() {
  const components = progress.value?.components ?? [];
  const on = filter.value.components;
  if (!components.length) return null;
  return (
    <fieldset>
      <legend>Component</legend>
      <ul class="rules">
        {components.map(([name, number]) => (
          <li key={name}>
            <button type="button" class="rule" aria-pressed={on.includes(name)} onClick={() => narrow({ components: toggled(on, name) })}>
              <span class="name">{visible(name)}</span> <span class="number">{count(number)}</span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
