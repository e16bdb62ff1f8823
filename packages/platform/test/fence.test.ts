import { afterEach, describe, expect, it } from 'vitest';
import { checkHistory, breachReport } from './faults/check-history.ts';
import { asAdmin } from './faults/database.ts';
import { at } from './faults/http.ts';
import { identitiesOf, makeMerchant, type Merchant, opening } from './faults/merchant.ts';
import { onHand, overtaken, zombie } from './faults/overtaken.ts';
import { withBug } from './faults/planted/plant.ts';
import { readHistory } from './faults/read-history.ts';
import { atRest } from './faults/rest.ts';
import { splitHouse, type SplitHouse } from './faults/split-house.ts';

let house: SplitHouse | undefined;
afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const merchantIn = (of: SplitHouse): Promise<Merchant> =>
  makeMerchant({ address: of.address, identities: identitiesOf(of.database) }, { shops: 1, articles: 1, onHand: 100 });

const fenced = async (of: SplitHouse): Promise<number> =>
  Number(/^noren_engine_fenced_total\{subscription="inventory.engine"\} (\d+)$/m.exec(await of.metrics(zombie))?.[1] ?? 0);

describe('an engine that was stopped in the middle of a batch while another took its partition over', () => {
  it('writes nothing when it goes on, is seen refused, and joins as new', async () => {
    house = await splitHouse();
    const merchant = await merchantIn(house);
    const of = house;
    const pid = of.processes().get(zombie)?.pid;
    const calls = await overtaken(of, merchant, async () => (await fenced(of)) > 0);
    await atRest(of.database);
    expect(at(await onHand(merchant), 'lines', 0, 'onHand')).toBe(176);
    expect(breachReport(checkHistory(await readHistory(of.database, calls, opening(merchant))))).toBe('');
    expect(of.processes().get(zombie)).toMatchObject({ pid });
    expect(of.processes().get(zombie)?.hasEnded()).toBe(false);
    expect(of.processes().get(zombie)?.said()).toContain('a commit was refused: the partition was lost meanwhile');
  });

  it('would write stale records over newer ones without the fence (this test can fail)', async () => {
    house = await splitHouse(undefined, { [zombie]: withBug('no-fence') });
    const merchant = await merchantIn(house);
    const { database } = house;
    const written = async (): Promise<boolean> =>
      asAdmin(database, async (admin) => (await admin.query(`SELECT FROM inventory.ledger WHERE on_hand_delta = 5`)).rowCount === 2);
    const calls = await overtaken(house, merchant, written);
    const breaches = checkHistory(await readHistory(database, calls, opening(merchant)));
    const promises = new Set(breaches.map(({ promise }) => promise));
    expect([...promises]).toEqual(
      expect.arrayContaining([
        'a command is decided once',
        'a level is the sum of its ledger',
        'a version counts the events',
        'nothing accepted is lost or doubled',
      ]),
    );
  });
});
