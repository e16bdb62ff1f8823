import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { standIn, type StandIn } from '../client/platform.fixture.ts';

let platform: StandIn;
let folder: string;
beforeEach(async () => {
  platform = await standIn({ malformed: ['BELL'] });
  folder = mkdtempSync(join(tmpdir(), 'noren-import-'));
  writeFileSync(join(folder, 'dev.json'), JSON.stringify(platform.dev));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await platform.close();
});

const run = (...args: readonly string[]) =>
  new Promise<Readonly<{ code: number; out: string }>>((ended) => {
    const child = execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (_, out, errors) =>
      ended({ code: child.exitCode ?? -1, out: out + errors }),
    );
  });

/** Imports a file of this text, and gives what was refused of it too. */
async function imported(text: string): Promise<Readonly<{ code: number; out: string; refused: string }>> {
  const [file, refused] = [join(folder, 'file.csv'), join(folder, 'refused.csv')];
  writeFileSync(file, text);
  writeFileSync(refused, '');
  const came = await run('--shop', 'shp_1', '--currency', 'GBP', '--dev', join(folder, 'dev.json'), '--refused', refused, file);
  return { ...came, refused: readFileSync(refused, 'utf8') };
}

test('good rows are applied, and bad ones are listed and given back to be mended, whether the file or the platform refuses them', async () => {
  const rows = ['G1,"12 pot,1.00,10', 'G2,plain,2.00,20', 'BELL,bell,1.00,1', 'G3,9" lid,3.00,30', 'G4,a,4.00,40'];
  const { code, out, refused } = await imported(`sku,name:en,price,on_hand\n${rows.join('\n')}\n`);
  expect(code).toBe(1);
  expect(out).toContain('3 items stand as the file says, 3 stock levels were set, 2 rows were refused');
  expect(out).toMatch(/line 2, name:en: a quote is misplaced.*\n {2}line 4, name:en: is no text/);
  expect([...platform.levels].map(([sku, { onHand }]) => [sku, onHand])).toEqual([
    ['g2', 20],
    ['g3', 30],
    ['g4', 40],
  ]);
  const mended = await imported(refused.replace('"""12 pot"', '"12"" pot"').replace(',BELL,', ',CHIME,'));
  expect([mended.code, [...platform.levels.keys()]]).toEqual([0, ['g2', 'g3', 'g4', 'g1', 'chime']]);
});

test('the exit code is 2 where nothing stands', async () => {
  expect((await imported('sku,name:en,price\nBELL,bell,1.00\nX,y,z\n')).code).toBe(2);
  expect(await imported(`sku,name:en,price\n${'a\n'.repeat(60_000)}`)).toMatchObject({ code: 2, out: expect.stringContaining('more than 50000 rows') });
});

test('a shop that there is not is told before anything is applied', async () => {
  writeFileSync(join(folder, 'file.csv'), 'sku,name:en,price\nA,a,1.00\n');
  const { code, out } = await run('--shop', 'shp_2', '--currency', 'GBP', '--dev', join(folder, 'dev.json'), join(folder, 'file.csv'));
  expect([code, out, platform.items.size]).toEqual([2, expect.stringContaining('there is no shop shp_2; there is shp_1 (The shop)'), 0]);
});

test('one is told as one', async () => {
  const { out } = await imported('sku,name:en,price,on_hand\nA,a,1.00,1\nBELL,b,1.00,1\n');
  expect(out).toContain('1 item stands as the file says, 1 stock level was set, 1 row was refused');
});

test('there is a template to begin with', async () => {
  const { code, out } = await run('--template');
  expect(code).toBe(0);
  expect(await imported(out)).toMatchObject({ code: 0, out: expect.stringContaining('2 items stand') });
});
