import type { Log, LogRecord, Position } from '@noren/log';
import { events as shopEvents } from '@noren/shop-contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Batch, liveHub } from './hub.ts';
import { liveStream } from './stream.ts';
import { liveTopics } from './live-events.ts';

const [TOPIC = ''] = liveTopics.filter((topic) => topic.startsWith('shop.'));
const record = (offset: number, value: Uint8Array): LogRecord => ({
  ...{ topic: TOPIC, partition: 0, offset, key: 'k', id: `e${offset}`, type: 'noren.shop.v1.ShopClosed', value, headers: {} },
  at: '2026-01-01T00:00:00.000Z',
});
const closed = (shopId: string): Uint8Array => shopEvents.ShopClosed.encode(shopEvents.ShopClosed.fromPartial({ shop: { shopId, version: 1 } })).finish();

/** A log with a partition a topic, in which nothing is yet. */
function logOf() {
  const records: LogRecord[] = [];
  let see: (records: readonly LogRecord[]) => void | Promise<void> = () => undefined;
  const log: Pick<Log, 'ends' | 'tail' | 'read'> = {
    ends: (topics) => Promise.resolve(topics.map((topic): Position => ({ topic, partition: 0, offset: 0 }))),
    tail: (_topics, _from, onRecords) => {
      see = onRecords;
      return Promise.resolve({ stop: () => Promise.resolve() });
    },
    read: ({ topic, offset }) => Promise.resolve(records.filter((one) => one.topic === topic && one.offset >= offset)),
  };
  const tell = async (...more: readonly LogRecord[]): Promise<void> => {
    records.push(...more);
    await see(more);
  };
  return { log: log as Log, tell };
}

describe('what streams hear', () => {
  const unreadable = new Uint8Array([255]);

  it('is everything beside an event that cannot be read, as it comes and when somebody comes back', async () => {
    const { log, tell } = logOf();
    const hub = await liveHub(log);
    const before = hub.place();
    const received: Batch[] = [];
    await hub.listen(undefined, (batch) => void received.push(batch));
    await tell(record(0, closed('shop_1')), record(1, unreadable), record(2, closed('shop_2')));
    const again: Batch[] = [];
    await hub.listen(before, (batch) => void again.push(batch));
    for (const batches of [received, again]) expect(batches.flatMap(({ events }) => events.map(({ shopId }) => shopId))).toEqual(['shop_1', 'shop_2']);
  });
});

describe('what is read again for those who come back', () => {
  it('is so much at a time for all of them: beyond that they read their screens, and nothing is held up', async () => {
    const { log, tell } = logOf();
    const hub = await liveHub(log);
    const before = hub.place();
    await tell(...Array.from({ length: 4_000 }, (_, at) => record(at, closed('shop_1'))));
    const heard: Batch[] = [];
    const back = (): Promise<unknown> => hub.listen(before, (batch) => void heard.push(batch));
    await Promise.all([back(), back(), back(), back()]);
    expect(heard.map(({ events, lost }) => lost ?? events.length).toSorted()).toEqual([4_000, true, true, true]);
    heard.length = 0;
    await back();
    expect(heard.map(({ events }) => events.length)).toEqual([4_000]);
  });
});

describe('a stream', () => {
  afterEach(() => void vi.useRealTimers());

  it('that is ended goes, though nobody reads its goodbye', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    const { log } = logOf();
    const stream = await liveStream(await liveHub(log), { merchantId: 'mer_1', shopIds: new Set() }, undefined, () => Promise.resolve(true));
    const gone = new Promise<void>((resolve) => stream.body.once('close', resolve));
    stream.end();
    await vi.advanceTimersByTimeAsync(10_000);
    await gone;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells nothing more once its session stands no longer, and nothing while nobody can say: the browser comes back for it', async () => {
    for (const answer of [() => Promise.resolve(false), () => Promise.reject(new Error('the database is away'))]) {
      const { log, tell } = logOf();
      const hub = await liveHub(log);
      let stands: () => Promise<boolean> = () => Promise.resolve(true);
      const stream = await liveStream(hub, { merchantId: 'mer_1', shopIds: new Set(['shop_1']) }, undefined, () => stands());
      let text = '';
      const ended = new Promise<void>((resolve) => stream.body.on('data', (bytes: Buffer) => void (text += bytes.toString())).once('end', resolve));
      await tell(record(0, closed('shop_1')));
      await vi.waitFor(() => expect(text).toContain('shop_1'));
      const before = hub.place();
      stands = answer;
      await tell(record(1, closed('shop_1')));
      await ended;
      expect([text.match(/shop_1/g)?.length, text.endsWith(`event: goodbye\nid: ${before}\ndata: {}\n\n`)]).toEqual([1, true]);
    }
  });

  it('ends where its session no longer stands, though nothing happens; an outage is no reason to', async () => {
    let stands: () => Promise<boolean> = () => Promise.reject(new Error('the database is away'));
    const stream = await liveStream(await liveHub(logOf().log), { merchantId: 'mer_1', shopIds: new Set() }, undefined, () =>
      Promise.resolve(true).then(() => stands()),
    );
    stream.look();
    await Promise.resolve();
    stands = () => Promise.resolve(false);
    const ended = new Promise<void>((resolve) => stream.body.resume().once('end', resolve));
    stream.look();
    await ended;
  });
});
