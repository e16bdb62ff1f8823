import { refusal } from '@noren/shop-contract/refusals';
import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { corner, created, pausedForNow } from './sample-shop.ts';
import type { ShopCommand } from './shop.ts';

const given = scenarios(shopRules);
const { shopId } = corner;
const commands: readonly Extract<ShopCommand, { reason: string } | { type: 'ResumeShop' }>[] = [
  { type: 'PauseShop', shopId, reason: 'rush' },
  { type: 'ResumeShop', shopId },
  { type: 'CloseShop', shopId, reason: 'moved away' },
];

describe('a shop that somebody else has changed', () => {
  it.each(commands.map((command) => [command.type, command] as const))('takes no %s that was meant for how it was, and says how it is', (_, command) => {
    const seen = (expectedVersion: number) => given(created, pausedForNow).when({ ...command, expectedVersion });
    expect(seen(2).events()).toHaveLength(1);
    expect(() => seen(1).events()).toThrow(refusal('version_conflict', 'expectedVersion', 'it is paused now, at version 2'));
  });
});
