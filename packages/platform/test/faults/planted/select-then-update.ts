import { commands, events, records, topics } from '@noren/inventory-contract';
import { foldText, newId } from '@noren/kernel';
import { type LogRecord, type NewRecord, postgresLog, type Running } from '@noren/log';
import { enginePool, provisioned, queryPool } from '@noren/service-kit/postgres';
import { Outcomes } from '@noren/wire';
import type pg from 'pg';
import { topics as allTopics } from '../../../src/topics.ts';

/**
 * A bug that looks like an engine for Inventory: it decides commands side by side, reads a level, then writes what it made of it. Every statement is
 * right by itself, and the database's CHECK sees nothing wrong. As it may happen, so many reservations have read before the first of them writes.
 */
export async function selectThenUpdate(database: string, together: number): Promise<Running> {
  const url = provisioned(database).url('inventory');
  const [db, forLog] = [enginePool(url, 20), queryPool(url, 8)];
  const log = postgresLog({ pool: forLog, topics: allTopics });
  const { promise: allHaveRead, resolve } = Promise.withResolvers<void>();
  let reading = together;
  const read = (): Promise<void> => {
    reading -= 1;
    if (reading === 0) resolve();
    return allHaveRead;
  };
  const tail = await log.tail([topics.commands.name], 'end', (records) => {
    for (const record of records) void decide(db, record, read).then((made) => log.append(made));
  });
  return {
    async stop() {
      await tail.stop();
      await log.close();
      await Promise.all([db.end(), forLog.end()]);
    },
  };
}

type Read = () => Promise<void>;

async function decide(db: pg.Pool, record: LogRecord, read: Read): Promise<readonly NewRecord[]> {
  const reserve = record.type.endsWith('.ReserveStock') ? commands.ReserveStock.decode(record.value) : undefined;
  const stockEvents = reserve ? [await reserved(db, record, reserve, read)] : [];
  await db.query(`INSERT INTO outcome (command_id, status, positions, at) VALUES ($1, 'done', '{}', now())`, [record.id]);
  return [...stockEvents, outcome(record.id)];
}

async function reserved(db: pg.Pool, record: LogRecord, { shopId, holder, lines }: commands.ReserveStock, read: Read): Promise<NewRecord> {
  const [line = { sku: '', quantity: 0 }] = lines;
  const key = `${shopId}/${foldText(line.sku)}`;
  const { rows } = await db.query<{ on_hand: number; reserved: number }>(
    'SELECT on_hand::float8 AS on_hand, reserved::float8 AS reserved FROM stock WHERE key = $1',
    [key],
  );
  const [level = { on_hand: 0, reserved: 0 }] = rows;
  await read();
  if (level.on_hand - level.reserved < line.quantity) {
    const short = [{ ...line, available: level.on_hand - level.reserved }];
    return event(record, 'StockShort', events.StockShort.encode({ shopId, holder, short }).finish());
  }
  await db.query('UPDATE stock SET reserved = $2, version = version + 1, record_version = record_version + 1 WHERE key = $1', [
    key,
    level.reserved + line.quantity,
  ]);
  const hold = records.Hold.encode({ shopId, holder, status: 'held', lines }).finish();
  await db.query('INSERT INTO hold (key, version, record) VALUES ($1, 1, $2)', [`${shopId}/${holder}`, hold]);
  await db.query(
    `INSERT INTO ledger (shop_id, sku, sku_key, at, on_hand_delta, reserved_delta, safety_delta, reason, actor, holder) VALUES ($1, $2, $3, now(), 0, $4, 0, 'reserved', 'test', $5)`,
    [shopId, line.sku, foldText(line.sku), line.quantity, holder],
  );
  return event(record, 'StockReserved', events.StockReserved.encode({ shopId, holder, lines, levels: [] }).finish());
}

const event = (record: LogRecord, type: string, value: Uint8Array): NewRecord => ({
  topic: topics.events.name,
  key: record.key,
  id: newId('evt'),
  type: `noren.inventory.v1.${type}`,
  value,
  headers: { causationid: record.id },
});

const outcome = (commandId: string): NewRecord => ({
  topic: topics.outcomes.name,
  key: topics.outcomes.name,
  id: newId('evt'),
  type: 'noren.wire.v1.Outcomes',
  value: Outcomes.encode({ outcomes: [{ commandId, status: 'done', refusal: undefined, result: '', positions: [] }] }).finish(),
  headers: { positions: '{}' },
});
