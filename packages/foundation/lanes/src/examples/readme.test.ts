import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
const page = here('../../README.md');

/** The names of a type's own fields, one level deep. */
const fieldsOf = (file: string, type: string): readonly string[] => {
  const body = here(file).split(`export type ${type} = Readonly<{\n`)[1]?.split('\n}>')[0] ?? '';
  return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name = '']) => name);
};

describe('the README of lanes', () => {
  it.each(['webhooks', 'batches', 'deferred'])('shows the example %s as it runs', (name) => {
    const [, code = ''] = here(`${name}.ts`).split(/\n\n(?=\/\*\*)/);
    expect(page).toContain(code.trim());
  });

  it('shows no other code', () => {
    expect([...page.matchAll(/```ts/g)]).toHaveLength(3);
  });

  it('names every option, and every part of a retry policy', () => {
    const named = new Set([...page.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
    const fields = [...fieldsOf('../options.ts', 'LanesOptions'), ...fieldsOf('../retry/policy.ts', 'RetryPolicy')];
    expect(fields.length).toBeGreaterThan(25);
    expect(fields.filter((field) => !named.has(field))).toEqual([]);
  });
});
