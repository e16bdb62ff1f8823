import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusals } from './refusals.ts';

const context = join(import.meta.dirname, '..', '..');
const sources = globSync('{api,engine}/src/**/*.ts', { cwd: context }).filter((file) => !file.endsWith('.test.ts') && !file.includes('generated'));
/** `kind code` of every refusal that the context's own code throws. */
const thrown = new Set(
  sources.flatMap((file) =>
    [...readFileSync(join(context, file), 'utf8').matchAll(/new Refusal\(\s*'(\w+)',\s*'(\w+)'/g)].map(([, kind, code]) => `${kind} ${code}`),
  ),
);
const listed = new Set(Object.entries(refusals).map(([code, { kind }]) => `${kind} ${code}`));

describe('Order’s table of refusals', () => {
  it('lists every refusal that its API and engine throw, of the kind that they throw', () => expect([...thrown.difference(listed)]).toEqual([]));
  it('lists none that nobody throws', () => expect([...listed.difference(thrown)]).toEqual([]));
});
