import { Refusal } from '@noren/kernel';
import { expect, test } from 'vitest';
import { callFrom, currentCall, inCall } from '../context.ts';
import { identityTokens } from '../identity-tokens.ts';
import type { Identity } from '../identity.ts';
import { makeLogger } from '../logger.ts';
import { answerItem, inContext, outgoingContext, settled } from './batch.ts';

const identities = identityTokens({ secret: 'a secret of at least 32 characters' });
const batches = { identities, service: 'noren.order.v1.OrderService' };
const self: Identity = { subject: 'service:link', merchants: '*', roles: ['service'] };
const platform: Identity = { subject: 'platform:a', merchants: ['mer_1'], roles: ['platform'] };

test('each item of a batch runs for its own caller, under its own key and trace, with the deadline of the batch', async () => {
  const seen = [{ topic: 'item.events', partition: 0, offset: 7 }];
  const callers = [
    callFrom({ identity: platform, idempotencyKey: 'k1', correlationId: 'basket-1', seen }),
    callFrom({ identity: { ...platform, subject: 'platform:b' }, idempotencyKey: 'k2' }),
  ];
  const contexts = callers.map((call) => inCall(call, () => outgoingContext(batches, self)));
  const batch = callFrom({ identity: self, deadline: 12_345 });

  const items = await inCall(batch, () => Promise.all(contexts.map((context) => inContext(batches, context, async () => currentCall()))));
  expect(items[0]).toMatchObject({ identity: platform, idempotencyKey: 'k1', correlationId: 'basket-1', seen, deadline: 12_345 });
  expect(items[0]?.trace.traceId).toBe(callers[0]?.trace.traceId);
  expect(items[1]).toMatchObject({ identity: { subject: 'platform:b' }, idempotencyKey: 'k2' });
});

test('outside any call the service asks for itself, without a key', () => {
  const call = inContext(batches, outgoingContext(batches, self), (context) => context);
  expect(call).toMatchObject({ identity: self, idempotencyKey: undefined });
});

test('an item without a caller, with a forged one, or with one that was meant for another service, is refused and its neighbours are not', async () => {
  const context = outgoingContext(batches, self);
  const elsewhere = outgoingContext({ identities, service: 'noren.item.v1.ItemService' }, self);
  const answers = await Promise.all(
    [context, undefined, { ...context, identity: 'forged' }, elsewhere].map((one) =>
      settled(() => inContext(batches, one, ({ identity }) => identity.subject)),
    ),
  );
  expect(answers).toEqual([
    { $case: 'accepted', value: 'service:link' },
    ...Array.from({ length: 3 }, () => ({ $case: 'refused', value: expect.objectContaining({ kind: 'forbidden', code: 'unauthenticated' }) })),
  ]);
});

test('a mistake in one item is logged, in the trace of the item, and not told to anybody; a refusal is told and no mistake', async () => {
  const lines: Record<string, unknown>[] = [];
  const logger = makeLogger({ pretty: false, to: { write: (line) => void lines.push(JSON.parse(line)) } });
  const item = callFrom({ identity: platform, correlationId: 'basket-1' });
  const context = inCall(item, () => outgoingContext(batches, self));
  const answer = (error: Error) => answerItem({ ...batches, logger }, { context, asks: 'placeOrder' }, () => Promise.reject(error));

  const failed = await answer(new TypeError('inner secret'));
  expect(JSON.stringify(failed)).not.toContain('inner secret');
  expect(failed.value).toMatchObject({ kind: 'internal' });
  expect(lines).toMatchObject([
    { level: 'error', asks: 'placeOrder', traceId: item.trace.traceId, correlationId: 'basket-1', err: { message: 'inner secret' } },
  ]);
  expect(await answer(new Refusal('conflict', 'x', 'y'))).toMatchObject({ value: { kind: 'conflict', code: 'x' } });
  expect(lines).toHaveLength(1);
});
