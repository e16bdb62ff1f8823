import { describe, expect, it } from 'vitest';
import { positionOf, readPositions, writePositions } from './position.ts';

describe('positions', () => {
  it('are told of events only, the furthest of each partition, and read as they were told', () => {
    const at = [
      { topic: 'item.events', partition: 1, offset: 17 },
      { topic: 'item.outcomes', partition: 0, offset: 3 },
      { topic: 'item.events', partition: 1, offset: 9 },
    ];
    expect(writePositions(at)).toBe('item.events/1=17');
    expect(readPositions('item.events/1=17, shop.events/0=2', ['item.events', 'shop.events'])).toEqual([
      at[0],
      { topic: 'shop.events', partition: 0, offset: 2 },
    ]);
  });

  it('are no header where nothing was told', () =>
    expect([positionOf([]), positionOf([{ topic: 'a.events', partition: 0, offset: 1 }])]).toEqual([{}, { 'noren-position': 'a.events/0=1' }]));

  it.each([
    ['item.events/1', 'as an earlier answer gave it'],
    ['item.events/1=2,itm.events/0=1', 'an earlier answer names item.events'],
    ['item.outcomes/0=1', 'names item.outcomes, of which nothing is told here'],
  ])('that nobody told are refused: %s', (text, message) =>
    expect(() => readPositions(text, ['item.events'])).toThrow(
      expect.objectContaining({ errors: [{ field: 'Noren-Position', message: expect.stringContaining(message) }] }),
    ),
  );
});
