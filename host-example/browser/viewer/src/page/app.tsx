// The page's rooms: head, what narrows the list, the list, one record.
import { useEffect, useState } from 'preact/hooks';

import type { Source } from '../protocol.js';
import { Empty } from './empty.js';
import { Head } from './head.js';
import { List } from './list.js';
import { Narrow } from './narrow.js';
import { Record } from './record.js';
import { chosen, open, progress, refused, said, sources } from './state.js';
import { Timeline } from './timeline.js';

/** Files of a drop or a choice. */
export const files = (list: FileList | null | undefined): Source[] => Array.from(list ?? [], (file) => ({ name: file.name, blob: file }));

export function App() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!event.relatedTarget) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const dropped = files(event.dataTransfer?.files);
      const text = event.dataTransfer?.getData('text/plain');
      if (dropped.length) open(dropped);
      else if (text) open([{ name: 'dropped.log', blob: new Blob([text]) }]);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (target?.closest('input, textarea')) return;
      const pasted = files(event.clipboardData?.files);
      const text = event.clipboardData?.getData('text/plain');
      if (pasted.length) open(pasted);
      else if (text) open([{ name: 'pasted.log', blob: new Blob([text]) }]);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
  const opened = sources.value.length > 0;
  const failure = refused.value || progress.value?.failure;
  return (
    <div class={`app${over ? ' over' : ''}${chosen.value >= 0 ? ' with-record' : ''}`}>
      <Head />
      {failure ? <p class="failure" role="alert">{failure}</p> : null}
      {opened ? (
        <main class="rooms">
          <Narrow />
          <div class="middle">
            <Timeline />
            <List />
          </div>
          <Record />
        </main>
      ) : (
        <Empty />
      )}
      <p class="unseen" role="status">{said.value}</p>
    </div>
  );
}
