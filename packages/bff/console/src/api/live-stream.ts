import { type Change, Changes } from '@noren/bff-contract';
import { createParser } from 'eventsource-parser';

/** `lost`: what the page shows may be old. `ended`: the session is over or its rights have changed. */
export type Line = 'connecting' | 'live' | 'lost' | 'ended';
type Listener = Readonly<{
  line: (line: Line) => void;
  changes: (changes: readonly Change[]) => void;
  /** Something was missed: whatever is shown must be read again. */
  reset: () => void;
}>;

/** The server says something each 15 seconds. */
const silence = 35_000;
const waits = [500, 1_000, 2_000, 4_000, 8_000];

export type LiveStream = Readonly<{ close: () => void; retry: () => void }>;

/**
 * Listens to what happens, for as long as it takes: comes back after the last event that it heard, so that nothing is missed. Not an EventSource, which
 * cannot hear that a connection has gone silent, and forgets its place when a server that starts again answers with an error.
 */
export function listen(url: string, listener: Listener): LiveStream {
  let lastId: string | undefined;
  let tries = 0;
  let closed = false;
  let connection = new AbortController();
  let wake: () => void = () => undefined;

  const connect = async (): Promise<void> => {
    connection = new AbortController();
    let watch = setTimeout(() => connection.abort(), silence);
    const restartWatch = (): void => {
      clearTimeout(watch);
      watch = setTimeout(() => connection.abort(), silence);
    };
    try {
      const headers = { accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
      const response = await fetch(url, { headers, credentials: 'same-origin', cache: 'no-store', signal: connection.signal });
      if (response.status === 401 || response.status === 403) return end();
      if (!response.ok || response.body === null) throw new Error(`answered ${response.status}`);
      tries = 0;
      const resumed = lastId !== undefined;
      if (resumed) listener.line('live');
      const parser = createParser({
        onComment: restartWatch,
        onEvent: ({ id, event, data }) => {
          if (id !== undefined && id !== '') lastId = id;
          if (event === 'goodbye') return end();
          dispatch(event ?? '', data, listener);
        },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        restartWatch();
        parser.feed(chunk.value);
      }
    } finally {
      clearTimeout(watch);
    }
  };
  const end = (): void => {
    close();
    listener.line('ended');
  };
  const close = (): void => {
    closed = true;
    connection.abort();
    wake();
  };
  const keepOn = async (): Promise<void> => {
    while (!closed) {
      await connect().catch(() => undefined);
      if (closed) return;
      listener.line('lost');
      const pause = waits[Math.min(tries, waits.length - 1)] ?? 8_000;
      tries += 1;
      await new Promise<void>((done) => {
        wake = done;
        setTimeout(done, pause);
      });
    }
  };
  listener.line('connecting');
  void keepOn();
  return { close, retry: () => wake() };
}

function dispatch(event: string, data: string, listener: Listener): void {
  listener.line('live');
  // Without a place to go on from, anything may have happened before `ready`.
  if (event === 'ready' || event === 'reset') return listener.reset();
  if (event !== 'changes') return;
  const changes = Changes.safeParse(JSON.parse(data));
  if (changes.success) listener.changes(changes.data);
  else listener.reset();
}
