import { describe, expect, it } from 'vitest';
import { pages } from '../docs/pages.ts';
import { whole } from '../docs/proto.ts';
import { refusalsIn } from '../docs/refused.ts';
import { protosOf, refusalsOf, rowsUnder } from '../docs/tables.ts';
import { contexts, has, packagesOf, read } from './repository.ts';

const names = (rows: readonly (readonly string[])[]): readonly string[] => rows.map(([first = '']) => first.replaceAll('`', '')).sort();

describe.each(contexts())("%s: the context's page says what its contract says", (area) => {
  const page = has(`packages/${area}/README.md`) ? read(`packages/${area}/README.md`) : '';
  const protos = protosOf(area);

  it('what it is asked: every call of its proto', () => {
    const calls = Object.values(protos).flatMap((proto) => proto.calls);
    expect(names(rowsUnder(page, 'What it is asked'))).toEqual(calls.map(({ name }) => name).sort());
  });

  it('what it tells: every event of its proto', () => {
    expect(names(rowsUnder(page, 'What it tells'))).toEqual((protos['events'] ? whole(protos['events']) : []).map(({ name }) => name).sort());
  });

  it('has a glossary in English, Japanese and Korean', () => {
    const rows = rowsUnder(page, 'Glossary');
    expect(rows.length).toBeGreaterThan(4);
    for (const [, japanese = '', korean = ''] of rows)
      expect([/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(japanese), /\p{sc=Hangul}/u.test(korean)]).toEqual([true, true]);
  });

  it('its table of refusals names every one that its code throws, and no other', async () => {
    const rooms = packagesOf().filter((one) => one.area === area && one.role !== 'contract' && one.role !== 'store');
    const thrown = new Set(refusalsIn(...rooms.map(({ folder }) => `${folder}/src`)).map(({ code }) => code));
    const listed = Object.keys((await refusalsOf(area)) ?? {});
    expect([...thrown].sort()).toEqual(listed.sort());
  });
});

it.each(await pages())('$path is up to date (npm run docs)', ({ path, text }) => {
  expect(has(path) ? read(path) : '').toBe(text);
});
