import { describe, expect, it } from 'vitest';
import { readPlace, writtenPlace } from './positions.ts';

const topics = ['a.events', 'b.events'];
const at = (...offsets: readonly [number, number, number]) => [
  { topic: 'a.events', partition: 0, offset: offsets[0] },
  { topic: 'a.events', partition: 1, offset: offsets[1] },
  { topic: 'b.events', partition: 0, offset: offsets[2] },
];
const now = at(100, 100_000, 7);

describe('the place of a live stream', () => {
  it('a place comes back as it was written', () => {
    const place = at(35, 99_999, 0);
    expect(writtenPlace(topics, place)).toBe('1~z.255r~0');
    expect(readPlace(topics, writtenPlace(topics, place), now)).toEqual(place);
  });

  it.each([
    ['of another form', '2~z.255r~0'],
    ['of another log, with other partitions', '1~z~0'],
    ['of fewer topics', '1~z.255r'],
    ['of the future', '1~z.255r~8'],
    ['that is no text of ours', '1~z.<script>~0'],
    ['with a hole', '1~z.~0'],
  ])('one %s is none', (_, text) => expect(readPlace(topics, text, now)).toBeUndefined());
});
