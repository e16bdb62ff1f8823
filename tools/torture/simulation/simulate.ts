import { foldText, newId } from '@noren/kernel';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { ledgerTable } from '@noren/inventory-store';
import type { NewRecord } from '@noren/log';
import { topics as orderTopics } from '@noren/order-contract';
import type { Rulebook } from '../../../packages/foundation/engine-kit/src/decide.ts';
import { inventoryEffects } from '../../../packages/inventory/engine/src/application/effects.ts';
import { inventoryRules } from '../../../packages/inventory/engine/src/application/rules.ts';
import type { InventoryCommand, InventoryEvent, InventoryRecords } from '../../../packages/inventory/engine/src/domain/stock.ts';
import { tables as inventoryTables } from '../../../packages/inventory/engine/src/infrastructure/tables.ts';
import { commandCodec as inventoryCommands, eventCodec as inventoryEvents } from '../../../packages/inventory/engine/src/interface/codec.ts';
import { orderEffects } from '../../../packages/order/engine/src/application/effects.ts';
import { orderRules } from '../../../packages/order/engine/src/application/rules.ts';
import { articleKey, type OrderCommand, type OrderEvent, type OrderRecords } from '../../../packages/order/engine/src/domain/order.ts';
import { tables as orderTables } from '../../../packages/order/engine/src/infrastructure/tables.ts';
import { commandCodec as orderCommands, eventCodec as orderEvents } from '../../../packages/order/engine/src/interface/codec.ts';
import { orderProcess } from '../../../packages/order/engine/src/interface/subscriptions.ts';
import { checkHistory } from '../../../packages/platform/test/faults/check-history.ts';
import type { Breach } from '../../../packages/platform/test/faults/breach.ts';
import { dice, type Dice } from '../../../packages/platform/test/faults/dice.ts';
import { historyOf } from './history-of.ts';
import { engine, member, reaction, type World } from './members.ts';
import { type Bugs, MemoryLog, MemoryStore } from './memory.ts';
import { Crash, Turns } from './turns.ts';

const orderBook: Rulebook<OrderRecords, OrderCommand, OrderEvent> = {
  context: 'order',
  decider: orderRules,
  effects: orderEffects,
  tables: orderTables,
  projected: ['article', 'shopInfo'],
  commands: orderCommands,
  events: orderEvents,
  keyOf: ({ orderId }) => orderId,
  topics: orderTopics,
};
const inventoryBook: Rulebook<InventoryRecords, InventoryCommand, InventoryEvent> = {
  context: 'inventory',
  decider: inventoryRules,
  effects: inventoryEffects,
  tables: inventoryTables,
  projected: [],
  ledger: ledgerTable,
  commands: inventoryCommands,
  events: inventoryEvents,
  keyOf: ({ shopId }) => shopId,
  topics: inventoryTopics,
};

type Simulated = Readonly<{ breaches: readonly Breach[]; crashes: number; orders: number; confirmed: number; late: number }>;

const SHOP = newId('shp');
const SKUS = ['A', 'b', 'Ｃ'];
const MINUTE = 60_000;

/**
 * Order, its process and Inventory, their own code, on a log, tables and a clock in memory. Whoever may go on next is decided by dice; anybody may die at
 * any wait, and others take over while it may still live. The same seed is the same run. Judged by the same checker as real processes.
 */
export async function simulate(seed: number, bugs: Bugs = {}): Promise<Simulated> {
  const chance = dice(seed);
  const turns = new Turns(chance);
  const log = new MemoryLog();
  const world: World = { turns, log, bugs };
  const orders = orderStore(log, bugs);
  const stock = new MemoryStore<InventoryRecords>(log, { stock: new Map(), hold: new Map(), unit: new Map() }, bugs);
  const onHand = 2 + chance.below(6);
  let clients = 3;
  let over = false;
  const atEnd = (): boolean =>
    [orders.positions, stock.positions].every((all) => [...all].every(([key, { next }]) => next >= log.end(key.slice(key.indexOf(' ') + 1)))) &&
    orders.positions.size === 3;
  const atRest = (): boolean => clients === 0 && atEnd() && ![...orders.timers.values()].some(({ due }) => Date.parse(due) <= log.now);

  log.append(SKUS.map((sku) => commandRecord(inventoryBook, { type: 'SetStock', shopId: SHOP, sku, onHand, reason: 'counted' })));
  const subscribers = [
    () => engine(world, orderBook, orders),
    () => engine(world, inventoryBook, stock),
    () => reaction(world, orderProcess.name, orderProcess.topics, orderProcess.react, orders),
  ];
  const failures: unknown[] = [];
  const live = async (make: () => ReturnType<(typeof subscribers)[number]>): Promise<void> => {
    while (!over) {
      try {
        await member(world, make(), () => over);
      } catch (error) {
        if (!(error instanceof Crash)) failures.push(error);
      }
    }
  };
  // Two of each: the second takes over from the first whenever the dice have it begin, and the other way round.
  for (const make of [...subscribers, ...subscribers]) void live(make);
  void timers(world, orders, () => over);
  const client = async (): Promise<void> => {
    const placed: string[] = [];
    for (let calls = 4 + chance.below(8); calls > 0; calls -= 1) {
      await turns.step(false);
      log.append(someCall(chance, placed));
      if (chance.chance(0.1)) log.now += 10 * MINUTE;
    }
    clients -= 1;
  };
  for (let index = clients; index > 0; index -= 1) void client();

  // While somebody dies all the time nothing would ever be done: the dying ends with the clients.
  await turns.play(
    () => failures.length > 0 || atRest(),
    () => (clients > 0 ? 0.08 : 0.01),
  );
  over = true;
  if (failures.length > 0) throw failures[0];
  const history = historyOf(
    log,
    orders,
    stock,
    SKUS.map((sku) => ({ shopId: SHOP, sku, onHand })),
  );
  const all = [...orders.records.order.values()].map(({ record }) => record);
  return {
    breaches: checkHistory(history),
    crashes: turns.crashes,
    orders: all.length,
    confirmed: all.filter(({ status }) => status !== 'rejected').length,
    late: all.filter(({ reasons }) => reasons.some(({ code }) => code === 'late')).length,
  };
}

function orderStore(log: MemoryLog, bugs: Bugs): MemoryStore<OrderRecords> {
  const merchantId = 'mer_simulated';
  const weeklyHours = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 24 * 60 }));
  const shop = { shopId: SHOP, merchantId, currency: 'GBP', status: 'open', timeZone: 'Europe/London', weeklyHours, version: 1 } as const;
  const articles = SKUS.map((sku) => {
    const article = {
      merchantId,
      sku,
      itemId: `itm_${foldText(sku)}`,
      name: sku,
      price: { amount: 100, currency: 'GBP' },
      soldBy: 'piece',
      status: 'published',
      version: 1,
    } as const;
    return [articleKey(merchantId, sku), { record: article, version: 1 }] as const;
  });
  return new MemoryStore<OrderRecords>(
    log,
    { order: new Map(), lines: new Map(), article: new Map(articles), shopInfo: new Map([[SHOP, { record: shop, version: 1 }]]), merchantInfo: new Map() },
    bugs,
  );
}

type Book<Command> = Readonly<{
  keyOf(command: Command): string;
  commands: Readonly<{ encode(command: Command): Readonly<{ type: string; value: Uint8Array }> }>;
  topics: Readonly<{ commands: Readonly<{ name: string }> }>;
}>;

/** A command as an API logs it. */
const commandRecord = <Command>({ keyOf, commands, topics }: Book<Command>, command: Command): NewRecord => ({
  topic: topics.commands.name,
  key: keyOf(command),
  id: newId('cmd'),
  ...commands.encode(command),
  headers: { actor: 'client' },
});

/** What a client asks next; now and then the log has it twice, as after a repeat that nobody knew to be one. */
function someCall(chance: Dice, placed: string[]): readonly NewRecord[] {
  const call = oneCall(chance, placed);
  return chance.chance(0.1) ? [call, call] : [call];
}

function oneCall(chance: Dice, placed: string[]): NewRecord {
  const roll = chance.fraction();
  const orderId = roll > 0.6 && placed.length > 0 ? chance.one(placed) : undefined;
  if (orderId !== undefined) {
    if (roll > 0.85) return commandRecord(orderBook, { type: 'CancelOrder', orderId, reason: 'changed my mind', by: 'platform' });
    return commandRecord(orderBook, roll > 0.75 ? { type: 'AcceptOrder', orderId, readyInMinutes: 5 } : { type: 'HandOver', orderId });
  }
  if (roll > 0.5)
    return commandRecord(inventoryBook, {
      type: 'AdjustStock',
      shopId: SHOP,
      sku: chance.one(SKUS),
      delta: chance.chance(0.7) ? 1 + chance.below(3) : -1,
      reason: 'received',
    });
  const place = newId('ord');
  placed.push(place);
  const lines = Array.from({ length: 1 + chance.below(3) }, () => ({ sku: chance.one(SKUS), quantity: 1 + chance.below(3) }));
  return commandRecord(orderBook, { type: 'PlaceOrder', orderId: place, shopId: SHOP, channel: 'simulated', externalId: '', lines, decideWithinS: 0 });
}

/** Appends what is due, and forgets it, in one step. */
async function timers({ turns, log }: World, store: MemoryStore<OrderRecords>, over: () => boolean): Promise<void> {
  while (!over()) {
    await turns.step(false);
    for (const [key, timer] of store.timers) {
      if (Date.parse(timer.due) > log.now) continue;
      store.timers.delete(key);
      log.append([
        { topic: orderTopics.commands.name, key: timer.recordKey, id: newId('cmd'), type: timer.type, value: timer.value, headers: { actor: 'timer' } },
      ]);
    }
  }
}
