import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { closed, corner, created, pausedForNow, pausedUntil } from './sample-shop.ts';
import type { ShopCommand } from './shop.ts';

const now = '2026-01-05T09:00:00.000Z';
const noon = '2026-01-05T12:00:00.000Z';
const given = scenarios(shopRules, { now });
const pause = (until?: string, reason = 'busy'): ShopCommand => ({
  type: 'PauseShop',
  shopId: corner.shopId,
  reason,
  ...(until === undefined ? {} : { until }),
});

describe('pausing a shop', () => {
  it('lasts until it is resumed, or until an instant', () => {
    given(created).when(pause()).then([pausedForNow]);
    given(created)
      .when(pause(noon))
      .then([pausedUntil(noon)]);
  });
  it('keeps the instant in UTC, however it was written', () => {
    given(created)
      .when(pause('2026-01-05T21:00+09:00'))
      .then([pausedUntil(noon)]);
    given(created)
      .when(pause('2026-01-05T12:00:00.000000Z'))
      .then([pausedUntil(noon)]);
  });
  it('until now or before is refused', () => {
    given(created).when(pause(now)).then({ refused: 'until_past', kind: 'invalid', field: 'until' });
    given(created)
      .when(pause('2026-01-05T09:00:00.001Z'))
      .then([pausedUntil('2026-01-05T09:00:00.001Z')]);
  });
  it('until what is no instant is refused', () => {
    for (const none of [
      '',
      'tomorrow',
      '2026-02-30T12:00:00Z',
      '2026-01-06T12:00:00',
      '2026-01-06',
      '+020000-01-01T00:00:00Z',
      '2026-01-06T12:00:00Z[Asia/Tokyo]',
    ])
      given(created).when(pause(none)).then({ refused: 'instant', field: 'until' });
  });
  it('again with another end or reason moves it; with the same changes nothing', () => {
    const again = (until: string, reason: string) => given(pausedUntil(noon)).when(pause(until, reason));
    again(noon, 'busy').then([]);
    again('2026-01-05T13:00:00.000Z', 'busy').then([
      { type: 'ShopPaused', shop: { ...corner, status: 'paused', pausedUntil: '2026-01-05T13:00:00.000Z', reason: 'busy', version: 3 } },
    ]);
    given(pausedUntil(noon))
      .when(pause())
      .then([{ type: 'ShopPaused', shop: { ...corner, status: 'paused', reason: 'busy', version: 3 } }]);
  });
  it('is refused for a closed shop, and with a reason that is no line of text', () => {
    given(closed).when(pause()).then({ refused: 'shop_closed' });
    given(created)
      .when(pause(undefined, 'x'.repeat(501)))
      .then({ refused: 'reason', field: 'reason' });
  });
});
