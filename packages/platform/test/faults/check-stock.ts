import { foldText } from '@noren/kernel';
import { type Breach, breach } from './breach.ts';
import type { History, Line, StockEvent } from './history.ts';

type Level = { onHand: number; reserved: number; safety: number };
const key = (shopId: string, sku: string): string => `${shopId}/${foldText(sku)}`;
const text = ({ onHand, reserved, safety }: Level): string => `on hand ${onHand}, reserved ${reserved}, safety ${safety}`;

/** Levels are the sum of their ledger, of their open holds, and of the events in the order of the log, none of which promised what was not there. */
export function checkStock(history: History): readonly Breach[] {
  return [...ledgerAgrees(history), ...reservedIsHeld(history), ...shortIsReported(history), ...eventsLeadThere(history), ...versionsCount(history)];
}

function ledgerAgrees({ stock, ledger }: History): readonly Breach[] {
  const sums = new Map(ledger.map((sum) => [key(sum.shopId, sum.sku), sum]));
  return stock.flatMap((row) => {
    const sum = sums.get(key(row.shopId, row.sku)) ?? { onHand: 0, reserved: 0, safety: 0 };
    return text(sum) === text(row) ? [] : [breach('a level is the sum of its ledger', `${key(row.shopId, row.sku)}: ${text(row)}, the ledger ${text(sum)}`)];
  });
}

function reservedIsHeld({ stock, holds }: History): readonly Breach[] {
  const held = new Map<string, number>();
  for (const { shopId, status, lines } of holds)
    if (status === 'held') for (const { sku, quantity } of lines) held.set(key(shopId, sku), (held.get(key(shopId, sku)) ?? 0) + quantity);
  return stock.flatMap(({ shopId, sku, reserved }) => {
    const sum = held.get(key(shopId, sku)) ?? 0;
    return sum === reserved ? [] : [breach('what is reserved is what holders hold', `${key(shopId, sku)}: ${reserved} reserved, ${sum} held`)];
  });
}

const shortIsReported = ({ stock }: History): readonly Breach[] =>
  stock.flatMap(({ shopId, sku, onHand, reserved, short }) =>
    short === Math.max(0, reserved - onHand) ? [] : [breach('what is short is told', `${key(shopId, sku)}: ${reserved} of ${onHand} reserved, ${short} short`)],
  );

/** Plays the events again: each level that an event tells is the one it led to, and nothing was reserved beyond what was there. */
function eventsLeadThere({ stockEvents, stock }: History): readonly Breach[] {
  const levels = new Map<string, Level>();
  const breaches: Breach[] = [];
  for (const event of stockEvents) {
    breaches.push(...oversold(event, levels));
    for (const [of, move] of moves(event)) levels.set(of, added(levels.get(of), move));
    for (const level of event.levels) {
      const reached = levels.get(key(event.shopId, level.sku)) ?? { onHand: 0, reserved: 0, safety: 0 };
      if (text(level) !== text(reached))
        breaches.push(
          breach('events tell the levels that they lead to', `${event.type} ${event.id} tells ${text(level)}, the events before it lead to ${text(reached)}`),
        );
    }
  }
  const missed = stock.filter((row) => text(row) !== text(levels.get(key(row.shopId, row.sku)) ?? { onHand: 0, reserved: 0, safety: 0 }));
  return [...breaches, ...missed.map((row) => breach('levels are where their events led', `${key(row.shopId, row.sku)} is ${text(row)}`))];
}

/** Each event of an article tells the next version of its level, and the last one is the level's own. */
function versionsCount({ stockEvents, stock }: History): readonly Breach[] {
  const promise = 'a version counts the events';
  const versions = new Map<string, number>();
  const breaches: Breach[] = [];
  for (const { type, id, shopId, levels } of stockEvents)
    for (const { sku, version } of levels) {
      const next = (versions.get(key(shopId, sku)) ?? 0) + 1;
      if (version !== next) breaches.push(breach(promise, `${type} ${id} tells version ${version} of ${key(shopId, sku)}, where ${next} is next`));
      versions.set(key(shopId, sku), version);
    }
  const missed = stock.filter(({ shopId, sku, version }) => version !== versions.get(key(shopId, sku)));
  return [
    ...breaches,
    ...missed.map(({ shopId, sku, version }) => breach(promise, `${key(shopId, sku)} is at ${version}, its events at ${versions.get(key(shopId, sku))}`)),
  ];
}

function oversold({ type, id, shopId, lines, holder }: StockEvent, levels: ReadonlyMap<string, Level>): readonly Breach[] {
  if (type !== 'StockReserved') return [];
  return [...summed(lines)].flatMap(([sku, quantity]) => {
    const { onHand, reserved, safety } = levels.get(key(shopId, sku)) ?? { onHand: 0, reserved: 0, safety: 0 };
    const there = Math.max(0, onHand - reserved - safety);
    return quantity <= there ? [] : [breach('never sells what is not there', `${id} gave ${holder} ${quantity} of ${sku}, ${there} were there`)];
  });
}

function moves({ type, shopId, sku, delta, lines }: StockEvent): readonly (readonly [string, Level])[] {
  const each = (unit: Level) =>
    lines.map((line) => [key(shopId, line.sku), { onHand: unit.onHand * line.quantity, reserved: unit.reserved * line.quantity, safety: 0 }] as const);
  if (type === 'StockSet' || type === 'StockAdjusted') return [[key(shopId, sku), { onHand: delta, reserved: 0, safety: 0 }]];
  if (type === 'SafetyStockSet') return [[key(shopId, sku), { onHand: 0, reserved: 0, safety: delta }]];
  if (type === 'StockReserved') return each({ onHand: 0, reserved: 1, safety: 0 });
  if (type === 'StockCommitted') return each({ onHand: -1, reserved: -1, safety: 0 });
  return type === 'StockReleased' ? each({ onHand: 0, reserved: -1, safety: 0 }) : [];
}

const added = (level: Level = { onHand: 0, reserved: 0, safety: 0 }, by: Level): Level => ({
  onHand: level.onHand + by.onHand,
  reserved: level.reserved + by.reserved,
  safety: level.safety + by.safety,
});

export function summed(lines: readonly Line[]): ReadonlyMap<string, number> {
  const by = new Map<string, number>();
  for (const { sku, quantity } of lines) by.set(foldText(sku), (by.get(foldText(sku)) ?? 0) + quantity);
  return by;
}
