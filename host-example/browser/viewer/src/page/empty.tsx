// Before a log is open: how to open one.
import { useState } from 'preact/hooks';

import { files } from './app.js';
import { PolicyChoice } from './head.js';
import { open } from './state.js';

const SAMPLE = [
  '{"timestamp":"2026-03-01T08:00:00.120Z","level":"INFO","component":"api","message":"GET /orders 200","trace_id":"7f3c1d20a9b84e55","took_ms":18}',
  '{"timestamp":"2026-03-01T08:00:01.480Z","level":"WARN","component":"auth","message":"login of mia@example.org failed twice","trace_id":"7f3c1d20a9b84e55"}',
  '{"timestamp":"2026-03-01T08:00:02.010Z","level":"ERROR","component":"pay","message":"card 4111 1111 1111 1111 refused","trace_id":"0b99e1f2c3d44a10","context":{"apiKey":"k-81-not-a-real-one"}}',
  '{"time":"2026-03-01T08:00:02.600Z","lvl":"debug","msg":"retry with password=hunter2"}',
  'plain text: Authorization: Bearer abc.def.ghi',
].join('\n');

export function Empty() {
  const [text, setText] = useState('');
  return (
    <main class="empty">
      <h1>See what a log gives away. Hand on a clean one.</h1>
      <p class="lead">
        Drop a log anywhere on this page. It is read, redacted and validated here, in this tab; nothing is sent anywhere.
      </p>
      <div class="ways">
        <label class="button primary">
          Choose files
          <input type="file" multiple class="unseen" onChange={(event) => open(files(event.currentTarget.files))} />
        </label>
        <button type="button" onClick={() => open([{ name: 'sample.ndjson', blob: new Blob([SAMPLE]) }])}>Try a sample</button>
      </div>
      <p class="note">JSON lines, syslog, access logs, logfmt or any text; plain or gzip, several at once.</p>
      <div class="paste">
        <label for="paste">Or paste lines</label>
        <textarea id="paste" rows={4} spellcheck={false} autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <button type="button" disabled={!text} onClick={() => open([{ name: 'pasted.log', blob: new Blob([text]) }])}>Open what is pasted</button>
      </div>
      <PolicyChoice />
    </main>
  );
}
