import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, testBroker } from '@noren/testing';
import { kafkaBroker } from '@noren/testing/kafka';
import type { Broker } from '@noren/testing/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../contract-suite.ts';
import { positionKey } from '../log.ts';
import type { LogRecord } from '../log.ts';
import { Hands, placeOf, queueing } from './kafka.test-support.ts';

/** How long the broker is away. */
const AWAY_MS = Number(process.env['KAFKA_AWAY_MS'] ?? 10_000);

describe.skipIf(testBroker()?.own !== true)('a broker that is killed and comes back', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'noren-outage-'));
  let broker: Broker;
  beforeAll(async () => {
    broker = await kafkaBroker({ dataDir });
  });
  afterAll(async () => {
    // The last one takes the folder with it.
    await broker.stop();
    broker = await kafkaBroker({ dataDir, temporary: true });
    await broker.stop();
  });

  it('loses nothing that was acknowledged and reverses no key, for appenders, members and tails alike', { timeout: 120_000 + AWAY_MS }, async () => {
    const place = await placeOf(3, broker.brokers);
    const [writer, reader, watcher] = [place.open(), place.open(), place.open()];
    const [done, seen]: [LogRecord[], LogRecord[]] = [[], []];
    await reader.subscribe(queueing('reader', 'outage', place.topic, reader, new Hands(), (one) => void done.push(one)));
    await watcher.tail([place.topic], 'end', (records) => void seen.push(...records));
    let loading = true;
    /** Each key's appender goes on only when its record is acknowledged, and repeats it until then. */
    const appender = async (key: string): Promise<number> => {
      for (let index = 0; ; index += 1) {
        if (!loading) return index;
        await eventually(() => writer.append([record(place.topic, key, `${key}-${index}`)]), AWAY_MS + 60_000);
        await sleep(2);
      }
    };
    const appenders = Array.from({ length: 12 }, (_, key) => appender(`k${key}`));
    await eventually(() => done.length > 200, 20_000);
    await broker.kill();
    await sleep(AWAY_MS);
    const before = done.length;
    broker = await kafkaBroker({ dataDir, port: broker.port });
    await eventually(() => done.length > before + 200, 60_000);
    loading = false;
    const counts = await Promise.all(appenders);
    const wanted = new Set(counts.flatMap((count, key) => Array.from({ length: count }, (_, index) => `k${key}-${index}`)));
    for (const records of [done, seen]) {
      await eventually(() => new Set(records.map(({ id }) => id)).size === wanted.size, 30_000);
      for (const its of Map.groupBy(firsts(records), ({ key }) => key).values())
        expect(its.map(({ id }) => Number(id.split('-')[1]))).toEqual(its.map((_, index) => index));
    }
    for (const its of Map.groupBy(seen, positionKey).values()) expect(its.map(({ offset }) => offset)).toEqual(its.map((_, index) => index));
    await place.close();
  });
});

/** A produce whose answer was lost is repeated, so a record may be there twice; each for the first time. */
function firsts(records: readonly LogRecord[]): readonly LogRecord[] {
  const known = new Set<string>();
  return records.filter(({ id }) => !known.has(id) && known.add(id));
}
