import { describe, expect, test } from 'vitest';
import { callFrom, inCall } from './context.ts';
import { identityTokens } from './identity-tokens.ts';
import { makeLogger } from './logger.ts';
import { makeKey } from './api-keys.ts';

function logged(write: (logger: ReturnType<typeof makeLogger>) => void, pretty = false): string {
  let lines = '';
  write(makeLogger({ level: 'debug', pretty, to: { write: (line: string) => void (lines += line) } }));
  return lines;
}

test('a line within a call carries its trace and correlation ids, a line outside none', () => {
  const call = callFrom({ correlationId: 'basket-7' });
  const within: unknown = JSON.parse(logged((logger) => inCall(call, () => logger.info({ orders: 2 }, 'placed'))));
  expect(within).toMatchObject({ level: 'info', msg: 'placed', orders: 2, traceId: call.trace.traceId, correlationId: 'basket-7' });
  expect(logged((logger) => logger.info('placed'))).not.toContain('traceId');
});

test('a terminal gets lines for people', () => {
  const line = logged((logger) => logger.info('placed'), true);
  expect(line).toMatch(/INFO.*placed/);
  expect(line).not.toContain('{"');
});

describe('a secret never reaches the log', () => {
  const key = makeKey('platform');
  const identity = identityTokens({ secret: 'a secret of at least 32 characters' }).sign(
    { subject: 'platform:a', merchants: ['mer_1'], roles: ['platform'] },
    'noren.order.v1.OrderService',
  );

  test.each([
    ['a header', { headers: { authorization: 'hunter2' } }],
    ['a request within', { request: { headers: { authorization: 'hunter2', cookie: 'hunter2' } } }],
    ['a field of its name', { password: 'hunter2', account: { secret: 'hunter2', apiKey: 'hunter2' } }],
    ['metadata', { metadata: { 'noren-identity': 'hunter2' } }],
    ['a setting', { settings: { databaseUrl: 'hunter2', DATABASE_URL: 'hunter2' } }],
  ])('in %s', (_, fields) => {
    expect(logged((logger) => logger.info(fields, 'text'))).not.toContain('hunter2');
  });

  test.each([
    ['an API key', key],
    ['a signed identity', identity],
    ['a bearer token', 'Bearer abcdef.ghi'],
    ['a database address', 'postgres://order:hunter2@127.0.0.1:5432/noren'],
  ])('in the text of a message or of an error: %s', (_, text) => {
    const secret = text.startsWith('postgres') ? 'hunter2' : text.replace('Bearer ', '');
    const lines = logged((logger) => {
      logger.info(`called with ${text}`);
      logger.error(new Error(`cannot use ${text}`));
      logger.warn({ deep: { deeper: { deepest: { words: text } } } }, 'told');
    });
    expect(lines.trim().split('\n')).toHaveLength(3);
    expect(lines).not.toContain(secret);
    for (const line of lines.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});
