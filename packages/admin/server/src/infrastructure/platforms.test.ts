import { Refusal } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import { onceKnown, shownOnce } from './platforms.ts';

const refused = (code: string) => new Refusal('conflict', code, code);

describe('a grant of a shop that was opened a moment ago', () => {
  it('is asked for again until Link has heard of the shop, and no longer than that may take', async () => {
    let asked = 0;
    const hearsAt = (time: number) => async () => {
      asked += 1;
      if (asked < time) throw refused('grant_shop');
      return 'granted';
    };
    expect([await onceKnown(hearsAt(3), 0), asked]).toEqual(['granted', 3]);
    asked = 0;
    await expect(onceKnown(hearsAt(1_000), 0)).rejects.toMatchObject({ code: 'grant_shop' });
    expect(asked).toBe(50);
  });

  it('is refused at once for any other reason', async () => {
    let asked = 0;
    const ask = () => Promise.reject(((asked += 1), refused('platform_not_found')));
    await expect(onceKnown(ask, 0)).rejects.toMatchObject({ code: 'platform_not_found' });
    expect(asked).toBe(1);
  });
});

it('a key that was made before is shown no more, and every other refusal is one', async () => {
  expect(await shownOnce(async () => ({ secret: 'it' }))).toBe('it');
  expect(await shownOnce(() => Promise.reject(refused('key_exists')))).toBeUndefined();
  await expect(shownOnce(() => Promise.reject(refused('key_rotated')))).rejects.toMatchObject({ code: 'key_rotated' });
});
