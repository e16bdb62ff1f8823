import { expect, it } from 'vitest';
import { z } from 'zod';
import type { CallSpec } from './call.ts';
import { catalogue, imports, integrations, live, orders, session, shops, staff, stock } from './index.ts';

const SECRETS = /"(csrf|secret|password|token)":/;

it('every call whose answer bears a secret says so, and no other', () => {
  const calls: readonly CallSpec[] = [catalogue, imports, integrations, live, orders, session, shops, staff, stock].flatMap((of) => Object.values(of));
  const bears = ({ answers }: CallSpec): boolean =>
    Object.values(answers).some((schema) => schema !== null && SECRETS.test(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }))));
  const named = (some: readonly CallSpec[]): readonly string[] => some.map(({ method, path }) => `${method} ${path}`);
  expect(named(calls.filter(({ secret }) => secret))).toEqual(named(calls.filter(bears)));
  expect(calls.filter(bears).length).toBeGreaterThan(5);
});
