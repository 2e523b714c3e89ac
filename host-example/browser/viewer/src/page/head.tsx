// The head: what is open, how far it is, under which policy, and what can be saved.
import { useState } from 'preact/hooks';

import { files } from './app.js';
import { again, busy, cancel, open, pasted, preset, presets, progress, ready, refused, save, sources } from './state.js';
import { count, records, size } from './text.js';

export function Head() {
  const from = sources.value;
  return (
    <header class="head">
      <a class="brand" href="./" aria-label="Logveil: start again">Logveil</a>
      {from.length ? (
        <>
          <div class="what">
            <h1 title={from.map(({ name }) => name).join(", ")}>{from.length === 1 ? from[0]?.name : `${from.length} files`}</h1>
            <Facts />
          </div>
          <div class="tools">
            <PolicyMenu />
            <Save />
            <label class="button">
              Open
              <input type="file" multiple class="unseen" onChange={(event) => open(files(event.currentTarget.files))} />
            </label>
          </div>
          <Bar />
        </>
      ) : null}
    </header>
  );
}

function Facts() {
  const now = progress.value;
  if (!now) return <span class="facts">{refused.value ? 'not read' : '…'}</span>;
  const parts = [...now.formats, records(now.records), size(now.bytes), `${count(now.redactions)} redacted`];
  if (now.masked) parts.push(`${count(now.masked)} masked`);
  if (now.withheld) parts.push(`${count(now.withheld)} withheld`);
  if (now.state === 'cancelled') parts.push('stopped early');
  return <span class="facts">{parts.join(' · ')}</span>;
}

function Bar() {
  const now = progress.value;
  if (!now || !busy.value) return null;
  const part = now.total ? now.read / now.total : 0;
  return (
    <div class="reading">
      <progress aria-label="Reading" max={1} {...(now.total ? { value: part } : {})} />
      <button type="button" onClick={cancel}>Cancel</button>
    </div>
  );
}

function Save() {
  const [shown, setShown] = useState(false);
  const take = (what: 'redacted' | 'formatted' | 'findings') => () => {
    setShown(false);
    save(what);
  };
  return (
    <div class="menu" onKeyDown={(event) => event.key === 'Escape' && setShown(false)}>
      <button type="button" class="primary" aria-expanded={shown} disabled={busy.value || !progress.value?.records} onClick={() => setShown(!shown)}>Save</button>
      {shown ? (
        <div class="sheet">
          <button type="button" onClick={take('redacted')}>Redacted log<small>in its own format</small></button>
          <button type="button" onClick={take('formatted')}>Formatted and redacted<small>as the policy says: CP1 under cp1</small></button>
          <button type="button" onClick={take('findings')}>Findings<small>JSON; rules and places, no values</small></button>
        </div>
      ) : null}
    </div>
  );
}

function PolicyMenu() {
  const [shown, setShown] = useState(false);
  return (
    <div class="menu" onKeyDown={(event) => event.key === 'Escape' && setShown(false)}>
      <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>Policy: {preset.value || 'own'}</button>
      {shown ? (
        <div class="sheet wide">
          <PolicyChoice onUse={() => { setShown(false); again(); }} />
        </div>
      ) : null}
    </div>
  );
}

/** A preset, or a policy of one's own. */
export function PolicyChoice({ onUse }: { onUse?: () => void }) {
  const known = presets.value.find(({ name }) => name === preset.value);
  return (
    <div class="policy">
      <label for="preset">Policy</label>
      <select id="preset" disabled={!ready.value} value={preset.value} onChange={(event) => (preset.value = event.currentTarget.value)}>
        {presets.value.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        <option value="">your own…</option>
      </select>
      <p class="note">{known?.about ?? 'YAML or JSON, as `logveil policy check` takes it.'}</p>
      {preset.value ? null : (
        <textarea aria-label="Your policy" rows={8} spellcheck={false} placeholder={'version: 1\nextends: [cp1]'} value={pasted.value} onInput={(event) => (pasted.value = event.currentTarget.value)} />
      )}
      {onUse ? <button type="button" class="primary" onClick={onUse}>Read again with it</button> : null}
    </div>
  );
}
