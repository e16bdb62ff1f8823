import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hold, holdStatuses, type InventoryCommand, type InventoryEvent, type ShortLine, type StockLevel, type StockLine } from '../domain/stock.ts';
import { tables } from '../infrastructure/tables.ts';
import { commandCodec, eventCodec } from './codec.ts';

/** An entry for every message of a union: one that is missing does not compile. */
type Samples<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: fc.Arbitrary<Extract<Message, { type: Type }>> };

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const whole = fc.maxSafeInteger();
const ofArticle = { shopId: text, sku: text };
const ofHolder = { shopId: text, holder: text };
const lines: fc.Arbitrary<StockLine[]> = fc.array(fc.record({ sku: text, quantity: whole }), { maxLength: 5 });
const short: fc.Arbitrary<ShortLine[]> = fc.array(fc.record({ sku: text, quantity: whole, available: whole }), { maxLength: 5 });
const levels: fc.Arbitrary<StockLevel[]> = fc.array(
  fc.record({ shopId: text, sku: text, onHand: whole, reserved: whole, safety: whole, short: whole, available: whole, version: whole }),
  { maxLength: 5 },
);

const commands: Samples<InventoryCommand> = {
  SetStock: fc.record(
    { type: fc.constant('SetStock'), ...ofArticle, onHand: whole, reason: text, expectedOnHand: whole },
    { requiredKeys: ['type', 'shopId', 'sku', 'onHand', 'reason'] },
  ),
  AdjustStock: fc.record({ type: fc.constant('AdjustStock'), ...ofArticle, delta: whole, reason: text }),
  SetSafetyStock: fc.record({ type: fc.constant('SetSafetyStock'), ...ofArticle, safety: whole }),
  ReserveStock: fc.record({ type: fc.constant('ReserveStock'), ...ofHolder, lines, expiresAt: text }, { requiredKeys: ['type', 'shopId', 'holder', 'lines'] }),
  CommitStock: fc.record({ type: fc.constant('CommitStock'), ...ofHolder }),
  ReleaseStock: fc.record({ type: fc.constant('ReleaseStock'), ...ofHolder, expired: fc.boolean() }),
};

const events: Samples<InventoryEvent> = {
  StockSet: fc.record({ type: fc.constant('StockSet'), ...ofArticle, onHand: whole, delta: whole, reason: text, short: whole, levels }),
  StockAdjusted: fc.record({ type: fc.constant('StockAdjusted'), ...ofArticle, delta: whole, reason: text, short: whole, levels }),
  SafetyStockSet: fc.record({ type: fc.constant('SafetyStockSet'), ...ofArticle, safety: whole, delta: whole, levels }),
  StockReserved: fc.record(
    { type: fc.constant('StockReserved'), ...ofHolder, lines, expiresAt: text, levels },
    { requiredKeys: ['type', 'shopId', 'holder', 'lines', 'levels'] },
  ),
  StockShort: fc.record({ type: fc.constant('StockShort'), ...ofHolder, short }),
  StockCommitted: fc.record({ type: fc.constant('StockCommitted'), ...ofHolder, lines, levels }),
  StockReleased: fc.record({ type: fc.constant('StockReleased'), ...ofHolder, lines, expired: fc.boolean(), levels }),
};

/** fast-check also makes objects without a prototype; messages never are. A key that is undefined stays one, which strict equality sees. */
const plain = <Message>(message: Message): Message => structuredClone(message);
const all = <Message>(samples: Readonly<Record<string, fc.Arbitrary<Message>>>) => Object.entries(samples);

describe('through its message and back', () => {
  it.each(all<InventoryCommand>(commands))('%s is the same command', (type, sample) => {
    fc.assert(
      fc.property(sample, (command) => {
        const encoded = commandCodec.encode(command);
        expect(encoded.type).toBe(`noren.inventory.v1.${type}`);
        expect(commandCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(command));
      }),
    );
  });

  it.each(all<InventoryEvent>(events))('%s is the same event', (type, sample) => {
    fc.assert(
      fc.property(sample, (event) => {
        const encoded = eventCodec.encode(event);
        expect(encoded.type).toBe(`noren.inventory.v1.${type}`);
        expect(eventCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(event));
      }),
    );
  });
});

describe('through its row and back', () => {
  it('a hold is the same hold', () => {
    const hold: fc.Arbitrary<Hold> = fc.record(
      { ...ofHolder, status: fc.constantFrom(...holdStatuses), lines, expiresAt: text },
      { requiredKeys: ['shopId', 'holder', 'status', 'lines'] },
    );
    fc.assert(
      fc.property(hold, (held) => {
        expect(tables.hold.fromRow(tables.hold.toRow(held, 'key'))).toStrictEqual(plain(held));
      }),
    );
  });

  it('a level is the same level, and its version is not the row’s', () => {
    fc.assert(
      fc.property(levels, fc.maxSafeInteger(), (some, version) => {
        for (const { available: _computed, ...stock } of some)
          expect(tables.stock.fromRow({ ...tables.stock.toRow(stock, 'key'), key: 'key', version })).toStrictEqual(plain(stock));
      }),
    );
  });

  it('a hold of a status that is no word of ours is a mistake', () => {
    const row = tables.hold.toRow({ shopId: 'shp_1', holder: 'a', status: 'held', lines: [] }, 'key');
    const record = Buffer.from(row['record'] instanceof Uint8Array ? row['record'] : []).toString('latin1');
    expect(() => tables.hold.fromRow({ record: Buffer.from(record.replace('held', 'lost'), 'latin1') })).toThrow(
      'status lost is none of held, committed, released',
    );
  });
});
