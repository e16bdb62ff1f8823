import { refusal } from '@noren/order-contract/refusals';
import { describe, expect, it } from 'vitest';
import type { OrderCommand, OrderEvent } from './order.ts';
import { given, now, pastOf } from './events.test-support.ts';

const orderId = 'ord_1';
const reasons = [{ code: 'too_busy', message: 'too much to do' }];

/** Every move that a person or a till makes, with an order that it may be made of. */
const moves: readonly (readonly [past: readonly OrderEvent[], command: Extract<OrderCommand, { expectedVersion?: number }>])[] = [
  [pastOf.confirmed, { type: 'AcceptOrder', orderId, readyInMinutes: 20 }],
  [pastOf.confirmed, { type: 'RejectOrder', orderId, reasons, by: 'merchant' }],
  [pastOf.confirmed, { type: 'CancelOrder', orderId, reason: '', by: 'merchant' }],
  [pastOf.accepted, { type: 'MarkReady', orderId }],
  [pastOf.accepted, { type: 'HandOver', orderId }],
  [pastOf.handed_over, { type: 'CompleteOrder', orderId }],
  [pastOf.handed_over, { type: 'ReturnLines', orderId, lines: [{ line: 1, quantity: 1 }], restock: true, reason: '' }],
];

describe('an order that somebody else has moved on', () => {
  it.each(moves.map(([past, command]) => [command.type, past, command] as const))('takes no %s that was meant for how it was', (_, past, command) => {
    const version = past.length;
    expect(
      given(...past)
        .when({ ...command, expectedVersion: version })
        .events(),
    ).toHaveLength(1);
    given(...past)
      .when({ ...command, expectedVersion: version - 1 })
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
  });

  it('says how it is now, also where the table of states would not have the step', () => {
    const late = () =>
      given(...pastOf.accepted)
        .when({ type: 'AcceptOrder', orderId, readyInMinutes: 5, expectedVersion: 2 })
        .events();
    expect(late).toThrow(refusal('version_conflict', 'expectedVersion', `it is accepted now, at version 3 since ${now}`));
  });
});
