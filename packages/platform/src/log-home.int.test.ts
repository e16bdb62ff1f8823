import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { belongTo } from './log-home.ts';

let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase({ stores: ['log', 'order', 'link'] });
});
afterEach(() => db.close());

const begin = (log: string, isNew?: (role: string) => Promise<void>): Promise<void> => belongTo(log, ['log', 'order', 'link'], db.url, isNew);

describe('a store', () => {
  it('belongs to the log that it began with, and its data are not taken to another', async () => {
    await begin('Kafka abc');
    await begin('Kafka abc');
    await expect(begin('postgres')).rejects.toThrow('the data of order belongs to the log in Kafka abc and cannot go on with that in PostgreSQL');
    await expect(begin('Kafka abc other.')).rejects.toThrow('cannot go on with that in Kafka abc other.');
  });

  it('that has worked and says nothing of its log has it in PostgreSQL', async () => {
    await db.pool('order').query(`INSERT INTO "position" (subscription, topic, "partition", next) VALUES ('order.engine', 'order.commands', 0, 7)`);
    await expect(begin('Kafka abc')).rejects.toThrow('the data of order belongs to the log in PostgreSQL');
    await begin('postgres');
  });

  it('is asked about once, when it is new: what it finds in the log may be of another database', async () => {
    const roles: string[] = [];
    const isNew = (role: string): Promise<void> => (roles.push(role), role === 'link' ? Promise.reject(new Error('used')) : Promise.resolve());
    await expect(begin('Kafka abc', isNew)).rejects.toThrow('used');
    await expect(begin('Kafka abc', isNew)).rejects.toThrow('used');
    expect(roles).toEqual(['order', 'link', 'link']);
  });
});
