import { PassThrough } from 'node:stream';
import type { Change } from '@noren/bff-contract';
import type { Batch, Hub } from './hub.ts';
import type { LiveEvent } from './live-events.ts';

/** Whom a stream is for: the shops that it tells of, and their merchant. */
type Audience = Readonly<{ merchantId: string; shopIds: ReadonlySet<string> }>;

export type Stream = Readonly<{
  body: PassThrough;
  /** Ends it where its session no longer stands. */ look(): void;
  /** Says goodbye and ends. */ end(): void;
}>;

/** More than this at once does not go one by one: the screen is read again. */
const MOST_AT_ONCE = 200;
/** A reader that is further behind than this is cut off; it comes back with its last id. */
const BEHIND_BYTES = 256 * 1024;
const BEAT_MS = 15_000;
/** Who reads no more hears no goodbye: so long it has, then it is cut off. */
const GOODBYE_MS = 5_000;

/**
 * Server-sent events for one browser. Its last id is where it goes on from; the first thing sent is `ready`, `changes` or `reset`. Before anything is told, `stands`
 * is asked whether the session still does: what happens after somebody's rights have changed is not told to who had them.
 */
export async function liveStream(hub: Hub, audience: Audience, lastId: string | undefined, stands: () => Promise<boolean>): Promise<Stream> {
  const body = new PassThrough({ highWaterMark: BEHIND_BYTES });
  let place = hub.place();
  const send = (event: string, data: unknown): void => write(`event: ${event}\nid: ${place}\ndata: ${JSON.stringify(data)}\n\n`);
  const write = (text: string): void => {
    if (body.destroyed || body.writableEnded) return;
    if (body.writableLength + body.readableLength + text.length > BEHIND_BYTES) body.destroy();
    else body.write(text);
  };
  let first = true;
  const tell = async (batch: Batch): Promise<void> => {
    const changes = withoutRepeats(batch.events.filter((one) => concerns(one, audience)));
    const tells = batch.lost || changes.length > 0 || first;
    if (tells && !(await stands())) return end();
    place = batch.place;
    if (batch.lost || changes.length > MOST_AT_ONCE) send('reset', {});
    else if (changes.length > 0) send('changes', changes);
    else if (first) send('ready', {});
    first = false;
  };
  // One after the other, as they happened. Where nobody can say whether the session stands, the browser comes back for what it was not told.
  let told = Promise.resolve();
  const listener = (batch: Batch): void => void (told = told.then(() => (body.writableEnded || body.destroyed ? undefined : tell(batch))).catch(() => end()));

  // Browsers come back after a second.
  body.write('retry: 1000\n\n');
  const listening = await hub.listen(lastId, listener);
  const beat = setInterval(() => write(`: still here\nid: ${place}\n\n`), BEAT_MS);
  // While nothing is told, an outage is no reason to go: the next look asks again.
  const look = (): void =>
    void stands().then(
      (still) => (still ? undefined : end()),
      () => undefined,
    );
  const end = (): void => {
    if (body.writableEnded || body.destroyed) return;
    send('goodbye', {});
    body.end();
    setTimeout(() => body.destroy(), GOODBYE_MS).unref();
  };
  body.once('close', () => {
    clearInterval(beat);
    listening.stop();
  });
  // A reader that is gone is no mistake.
  body.on('error', () => undefined);
  return { body, look, end };
}

const concerns = ({ shopId, merchantId }: LiveEvent, audience: Audience): boolean =>
  shopId === undefined ? merchantId === audience.merchantId : audience.shopIds.has(shopId);

/** Of what changed twice in one batch once is enough, except that orders tell each step. */
function withoutRepeats(events: readonly LiveEvent[]): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const { change } of events) {
    const key = change.of === 'order' ? `${change.orderId} ${change.what}` : JSON.stringify({ ...change, version: 0 });
    changes.delete(key);
    changes.set(key, change);
  }
  return [...changes.values()];
}
