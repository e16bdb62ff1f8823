import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { kafkaPlaceIfAny } from './faults/kafka-place.ts';
import { withBug } from './faults/planted/plant.ts';
import { enginesAlone, splitHouse, type SplitHouse } from './faults/split-house.ts';
import { cutRelays, killRelaysAtAnOutage, workThrough } from './faults/work-through.ts';

const kafka = await kafkaPlaceIfAny();

/** The same happens to platforms with a bug as in kafka.test.ts to one without. */
describe.skipIf(kafka === undefined)('the checker of what happened, the log on Kafka', () => {
  let house: SplitHouse | undefined;
  afterEach(async () => {
    await house?.stop();
    house = undefined;
  });
  afterAll(() => kafka?.close());

  const platform = async (bug: Parameters<typeof withBug>[0]): Promise<SplitHouse> => {
    const envs = Object.fromEntries(Object.keys(enginesAlone).map((name) => [name, withBug(bug)]));
    return (house = await splitHouse(enginesAlone, envs, kafka?.behind(bug)));
  };

  it('finds what is done twice where engines do not know what a relay brings again', async () => {
    const of = await platform('no-memory');
    const { breaches } = await workThrough(of, { seed: 1 }, () => cutRelays(of, 20));
    expect(breaches.map(({ promise }) => promise)).toEqual(expect.arrayContaining(['a command is decided once', 'nothing accepted is lost or doubled']));
  });

  it('finds what is lost where a relay that is killed has taken out of the outbox what the log does not have', async () => {
    const of = await platform('forget-first');
    const { breaches } = await workThrough(of, { seed: 1, patienceMs: 30_000 }, () => killRelaysAtAnOutage(of));
    expect(breaches.map(({ promise }) => promise)).toEqual(expect.arrayContaining(['whoever asks on is answered']));
  });
});
