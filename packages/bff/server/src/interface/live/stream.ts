import { PassThrough } from 'node:stream';
import type { Change } from '@noren/bff-contract';
import type { Batch, Hub } from './hub.ts';
import type { LiveEvent } from './live-events.ts';

/** Whom a stream is for: the shops that it tells of, and their merchant. */
type Audience = Readonly<{ merchantId: string; shopIds: ReadonlySet<string> }>;

export type Stream = Readonly<{ body: PassThrough; /** Says goodbye and ends. */ end(): void }>;

/** More than this at once does not go one by one: the screen is read again. */
const MOST_AT_ONCE = 200;
/** A reader that is further behind than this is cut off; it comes back with its last id. */
const BEHIND_BYTES = 256 * 1024;
const BEAT_MS = 15_000;
/** Who reads no more hears no goodbye: so long it has, then it is cut off. */
const GOODBYE_MS = 5_000;

/**
 * Server-sent events for one browser. Its last id is where it goes on from; the first thing sent is `ready`, `changes` or `reset`. `stands` is asked with each heartbeat
 * whether the session still does.
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
  const listener = (batch: Batch): void => {
    place = batch.place;
    const changes = withoutRepeats(batch.events.filter((one) => concerns(one, audience)));
    if (batch.lost || changes.length > MOST_AT_ONCE) send('reset', {});
    else if (changes.length > 0) send('changes', changes);
    else if (first) send('ready', {});
    first = false;
  };

  // Browsers come back after a second.
  body.write('retry: 1000\n\n');
  const listening = await hub.listen(lastId, listener);
  const beat = setInterval(() => {
    write(`: still here\nid: ${place}\n\n`);
    // An outage is no reason to go: the next beat asks again.
    stands().then(
      (still) => (still ? undefined : end()),
      () => undefined,
    );
  }, BEAT_MS);
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
  return { body, end };
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
