import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { has, packagesOf, read, root } from './repository.ts';

const buf = join(root, 'node_modules/.bin/buf');
const listed = (parse(read('buf.yaml')) as { readonly modules: readonly { readonly path: string }[] }).modules.map(({ path }) => path);
const orders = 'packages/order/contract/proto/noren/order/v1/commands.proto';

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'noren-protos-'));
  for (const path of ['buf.yaml', ...listed]) cpSync(join(root, path), join(copy, path), { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs buf over the copy with one line of a proto changed. */
function changed(line: RegExp, by: string, ...args: readonly string[]): Readonly<{ passed: boolean; said: string }> {
  const before = readFileSync(join(copy, orders), 'utf8');
  expect(before).toMatch(line);
  writeFileSync(join(copy, orders), before.replace(line, by));
  const { status, stdout, stderr } = spawnSync(buf, args, { cwd: copy, encoding: 'utf8' });
  writeFileSync(join(copy, orders), before);
  return { passed: status === 0, said: `${stdout}${stderr}` };
}

it('buf knows every contract', () => {
  const protos = packagesOf()
    .map(({ folder }) => `${folder}/proto`)
    .filter((folder) => has(folder));
  expect([...listed].sort()).toEqual([...protos].sort());
});

describe('buf', () => {
  it.each([
    ['a field that is gone', /\n {2}string external_id = 4;/, ''],
    ['a field of another number', /string channel = 3;/, 'string channel = 33;'],
    ['a field of another type', /int32 decide_within_s = 6;/, 'string decide_within_s = 6;'],
    ['a field of another name', /string channel = 3;/, 'string platform = 3;'],
    ['a message that is gone', /message CompleteOrder \{[^}]*\}/, ''],
  ])('refuses a change that would break who reads old records: %s', (_, line, by) => {
    const { passed, said } = changed(line, by, 'breaking', '--against', root);
    expect([passed, said]).toEqual([false, expect.stringContaining('commands.proto')]);
  });

  it('takes a field that is added', () => {
    expect(changed(/string channel = 3;/, 'string channel = 3;\n  string note = 17;', 'breaking', '--against', root).passed).toBe(true);
  });

  it('refuses what is not named as the rest is', () => {
    expect(changed(/string channel = 3;/, 'string ChannelName = 3;', 'lint').passed).toBe(false);
  });
});
