import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase } from '@noren/testing';
import { expect, it } from 'vitest';
import { searchText } from './search-text.ts';

const names = [
  { language: 'en', text: 'Café ＣＲÈＭＥ' },
  { language: 'ja', text: 'ｶﾌｪ コーヒー' },
  { language: 'de', text: 'Straße' },
  { language: 'ko', text: '카페' },
];

it('items from before the search are found by it: what was stored is folded as what comes', async () => {
  const before = mkdtempSync(join(tmpdir(), 'noren-item-'));
  for (const name of ['20261124000000_engine', '20261124000100_item'])
    cpSync(join(migrationsOf('item'), name), join(before, name), { recursive: true, dereference: true });
  const db = await testDatabase({ stores: ['log'], migrations: { item: before } });
  try {
    await db.pool('item').query(
      `INSERT INTO item VALUES ('mer_1/cafe', 1, 'itm_1', 'mer_1', 'CAFÉ', 'café', '4006381333931', $1, 100, 'EUR', 'standard', 'published', '[]', 'piece', 1),
                               ('mer_1/pen', 1, 'itm_2', 'mer_1', 'Pen', 'pen', NULL, '[{"language":"en","text":"Pen"}]', 100, 'EUR', 'standard', 'draft', '[]', 'piece', 1)`,
      [JSON.stringify(names)],
    );
    await migrate({ url: db.url('item'), folders: [migrationsOf('item')] });
    const { rows } = await db.pool('item').query<{ search_text: string }>('SELECT search_text FROM item ORDER BY key');
    const expected = [searchText({ sku: 'CAFÉ', gtin: '4006381333931', names }), searchText({ sku: 'Pen', names: [{ text: 'Pen' }] })];
    expect(rows.map((row) => row.search_text.trim())).toEqual(expected);
  } finally {
    await db.close();
    rmSync(before, { recursive: true });
  }
});
