import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { share } from './share.ts';
import type { Held } from './share.ts';

const partitions = (topic: string, ...holders: readonly (string | null)[]): readonly Held[] =>
  holders.map((holder, partition) => ({ topic, partition, holder }));
const member = (id: string, ...topics: readonly string[]) => ({ id, topics });

const groups = fc
  .record({
    members: fc.integer({ min: 1, max: 5 }),
    topics: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    dice: fc.infiniteStream(fc.nat(5)),
  })
  .map(({ members, topics, dice }) => ({
    members: Array.from({ length: members }, (_, index) => member(`m${index}`, ...topics.map((_count, topic) => `t${topic}`))),
    partitions: topics.flatMap((count, topic) => {
      const holders = Array.from({ length: count }, () => dice.next().value ?? 0);
      return partitions(`t${topic}`, ...holders.map((holder) => (holder < members ? `m${holder}` : holder === 5 ? 'gone' : null)));
    }),
  }));

const sizes = (shared: ReadonlyMap<string, string>, ids: readonly string[]): readonly number[] =>
  ids.map((id) => [...shared.values()].filter((holder) => holder === id).length);

describe('share', () => {
  it('gives every partition to somebody, and shares differ by one at most', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const shared = share(group.members, group.partitions);
        const counts = sizes(
          shared,
          group.members.map(({ id }) => id),
        );
        expect(shared.size).toBe(group.partitions.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is sticky: shared again, nothing moves', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const shared = share(group.members, group.partitions);
        const settled = group.partitions.map((held) => ({ ...held, holder: shared.get(`${held.topic}/${held.partition}`) ?? null }));
        expect(share(group.members, settled)).toEqual(shared);
      }),
    );
  });

  it('moves only what evens the shares', () => {
    const shared = share([member('a', 't'), member('b', 't')], partitions('t', 'a', 'a', 'a', 'a'));
    expect([...shared.values()].filter((holder) => holder === 'a')).toHaveLength(2);
    expect(share([member('a', 't'), member('b', 't')], partitions('t', 'a', 'b', 'a')).get('t/1')).toBe('b');
  });

  it('takes a newcomer one partition of each topic rather than one topic whole', () => {
    const shared = share([member('a', 't', 'u'), member('b', 't', 'u')], [...partitions('t', 'a', 'a'), ...partitions('u', 'a', 'a')]);
    expect(['t/0', 't/1'].filter((key) => shared.get(key) === 'b')).toHaveLength(1);
    expect(['u/0', 'u/1'].filter((key) => shared.get(key) === 'b')).toHaveLength(1);
  });

  it('leaves no partition to members that do not read its topic', () => {
    const shared = share([member('old', 't'), member('new', 't', 'u')], [...partitions('t', 'old'), ...partitions('u', null, null, null)]);
    expect(['u/0', 'u/1', 'u/2'].map((key) => shared.get(key))).toEqual(['new', 'new', 'new']);
  });
});
