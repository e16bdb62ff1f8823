import { asAdmin } from './database.ts';
import { atRest } from './rest.ts';

/** Puts engines' and reactions' positions back to the beginning, as if they had lost them: the log is read again from 0. Resolves when that is done. */
export async function rewind(database: string, subscriptions: readonly string[]): Promise<void> {
  await asAdmin(database, async (admin) => {
    for (const schema of ['"order"', 'inventory'])
      await admin.query(`UPDATE ${schema}."position" SET next = 0, epoch = epoch + 1 WHERE subscription = ANY($1)`, [subscriptions]);
    // Whoever has a partition learns that it was put back when the lease goes to somebody else: nobody, in fact, who then joins as new.
    await admin.query(`DELETE FROM log.lease WHERE "group" = ANY($1)`, [subscriptions]);
  });
  await atRest(database);
}

/** All that acts on what it reads. */
export const acting = ['order.engine', 'order.process', 'inventory.engine'];
