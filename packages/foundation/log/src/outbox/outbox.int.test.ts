import { setTimeout as sleep } from 'node:timers/promises';
import { outboxContract, type OutboxUnderTest } from './contract-suite.ts';
import { postgresOutbox } from '../postgres/outbox.ts';
import { outboxHouse } from './house.test-support.ts';

outboxContract('a commit that appends by itself', async () => {
  const house = await outboxHouse();
  return { ...withTransactions(house, postgresOutbox({ log: house.log })), positions: (answer) => Promise.resolve(answer as never) };
});

outboxContract('a table and its relay', async () => {
  const house = await outboxHouse();
  house.relay();
  const positions: OutboxUnderTest['positions'] = async (answer) => {
    for (;;) {
      const found = await house.relayed((answer as { outbox: number }).outbox);
      if (found) return found;
      await sleep(10);
    }
  };
  return { ...withTransactions(house, house.outbox), positions };
});

function withTransactions(house: Awaited<ReturnType<typeof outboxHouse>>, outbox: OutboxUnderTest['outbox']): Omit<OutboxUnderTest, 'positions'> {
  return {
    outbox,
    log: house.log,
    async transaction(records, { delayMs = 0, rolledBack = false }) {
      const client = await house.pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query<{ answer: unknown }>(`SELECT ${outbox.expression(1)} AS answer`, [...outbox.parameters(records)]);
        await sleep(delayMs);
        await client.query(rolledBack ? 'ROLLBACK' : 'COMMIT');
        return rows[0]?.answer;
      } finally {
        client.release();
      }
    },
    close: house.close,
  };
}
