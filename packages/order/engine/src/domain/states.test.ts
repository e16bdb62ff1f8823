import { describe, expect, it } from 'vitest';
import type { OrderCommand, OrderEvent, Status } from './order.ts';
import { type Action, actions, type Actor, allows, orderStates } from './states.ts';
import { given, pastOf } from './events.test-support.ts';

const actors: readonly Actor[] = ['platform', 'merchant', 'noren'];
const statuses = Object.keys(pastOf) as Status[];

type Try = Readonly<{ actor: Actor; action: Action; command: OrderCommand; tells: OrderEvent['type'] }>;
const orderId = 'ord_1';
const reasons = [{ code: 'too_busy', message: 'too much to do' }];

/** Every way to ask for something that changes an order's state. */
const tries: readonly Try[] = [
  { actor: 'noren', action: 'confirm', command: { type: 'ConfirmOrder', orderId }, tells: 'OrderConfirmed' },
  { actor: 'noren', action: 'reject', command: { type: 'RejectOrder', orderId, reasons, by: 'stock' }, tells: 'OrderRejected' },
  { actor: 'noren', action: 'reject', command: { type: 'RejectOrder', orderId, reasons, by: 'late' }, tells: 'OrderRejected' },
  { actor: 'merchant', action: 'reject', command: { type: 'RejectOrder', orderId, reasons, by: 'merchant' }, tells: 'OrderRejected' },
  { actor: 'merchant', action: 'accept', command: { type: 'AcceptOrder', orderId, readyInMinutes: 20 }, tells: 'OrderAccepted' },
  { actor: 'merchant', action: 'make_ready', command: { type: 'MarkReady', orderId }, tells: 'OrderReady' },
  { actor: 'merchant', action: 'hand_over', command: { type: 'HandOver', orderId }, tells: 'OrderHandedOver' },
  { actor: 'merchant', action: 'complete', command: { type: 'CompleteOrder', orderId }, tells: 'OrderCompleted' },
  { actor: 'platform', action: 'cancel', command: { type: 'CancelOrder', orderId, reason: '', by: 'platform' }, tells: 'OrderCancelled' },
  { actor: 'merchant', action: 'cancel', command: { type: 'CancelOrder', orderId, reason: '', by: 'merchant' }, tells: 'OrderCancelled' },
  {
    actor: 'platform',
    action: 'return_lines',
    command: { type: 'ReturnLines', orderId, lines: [{ line: 1, quantity: 1 }], restock: true, reason: '' },
    tells: 'LinesReturned',
  },
];

describe('the table of order states', () => {
  it('says who may do what when', () => {
    const said = statuses.flatMap((status) =>
      actors.flatMap((actor) => {
        const may = actions.filter((action) => allows(status, actor, action));
        return may.length > 0 ? [`${status}: ${actor} ${may.join(' ')}`] : [];
      }),
    );
    expect(said).toEqual([
      'placed: platform cancel',
      'placed: merchant reject cancel',
      'placed: noren confirm reject',
      'confirmed: platform cancel',
      'confirmed: merchant reject accept cancel',
      'accepted: platform cancel',
      'accepted: merchant make_ready hand_over cancel',
      'ready: platform cancel',
      'ready: merchant hand_over cancel',
      'handed_over: platform return_lines',
      'handed_over: merchant complete return_lines',
      'completed: platform return_lines',
      'completed: merchant return_lines',
    ]);
  });

  const cases = statuses.flatMap((status) => tries.map((tried) => ({ status, ...tried, who: 'by' in tried.command ? tried.command.by : tried.actor })));
  const taken = cases.filter(({ status, actor, action }) => allows(status, actor, action));
  const others = cases.filter(({ status, actor, action }) => !allows(status, actor, action));

  it.each(taken)('takes an order that is $status on: $action by $who', ({ status, action, command, tells }) => {
    const when = given(...pastOf[status]).when(command);
    expect(when.events().map(({ type }) => type)).toEqual([tells]);
    expect(when.record('order', orderId)).toMatchObject({ status: orderStates[status][action]?.to });
  });
  it.each(others.filter(({ actor }) => actor !== 'noren'))('refuses $action by $who of an order that is $status', ({ status, command }) => {
    given(...pastOf[status])
      .when(command)
      .then({ refused: 'order_state', kind: 'conflict' });
  });
  it.each(others.filter(({ actor }) => actor === 'noren'))('has no answer for a late $action by $who of an order that is $status', ({ status, command }) => {
    given(...pastOf[status])
      .when(command)
      .then([]);
  });

  it('refuses every command about an order that is not there', () => {
    for (const { command } of tries) {
      given().when(command).then({ refused: 'order_not_found', kind: 'not_found', field: 'orderId' });
      given()
        .when({ ...command, orderId: 'x/y' })
        .then({ refused: 'order_not_found' });
    }
  });

  it('tells people what state the order is in and what they may do', () => {
    const refused = (by: 'platform' | 'merchant', status: Status) => () =>
      given(...pastOf[status])
        .when({ type: 'CancelOrder', orderId, reason: '', by })
        .events();
    expect(refused('merchant', 'handed_over')).toThrow('it is handed_over, and the merchant may only complete, return_lines');
    expect(refused('platform', 'rejected')).toThrow('it is rejected, and the platform may do nothing with it any more');
  });
});
