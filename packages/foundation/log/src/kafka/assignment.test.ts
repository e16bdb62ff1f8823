import { describe, expect, it } from 'vitest';
import { assign, assignmentBytes, claimBytes, readAssignment, readClaim } from './assignment.ts';
import type { Claim } from './assignment.ts';

const claim = (id: string, owned: readonly string[] = [], generation = 1): Claim => ({ id, topics: ['t'], owned, generation });
const four = (): number => 4;
const keys = (...partitions: readonly number[]): readonly string[] => partitions.map((partition) => `t/${partition}`);

describe('an assignment', () => {
  it('gives to a new member only what nobody holds', () => {
    const first = assign([claim('a', keys(0, 1, 2, 3)), claim('b')], four);
    expect(first.get('a')).toHaveLength(2);
    expect(first.get('b')).toEqual([]);
    const retained = first.get('a') ?? [];
    const second = assign([claim('a', retained), claim('b')], four);
    expect(second.get('a')).toEqual(retained);
    expect([...(second.get('b') ?? []), ...retained].toSorted()).toEqual(keys(0, 1, 2, 3));
  });

  it('leaves everybody what they have where that is fair', () => {
    const members = [claim('a', keys(3, 1)), claim('b', keys(0, 2))];
    const assigned = assign(members, four);
    expect(assigned.get('a')?.toSorted()).toEqual(keys(1, 3));
    expect(assigned.get('b')?.toSorted()).toEqual(keys(0, 2));
  });

  it('believes of two that say they hold the same who joined later', () => {
    const assigned = assign([claim('stale', keys(0, 1, 2, 3), 3), claim('young', keys(0, 1), 4)], four);
    expect(assigned.get('young')?.toSorted()).toEqual(keys(0, 1));
    expect(assigned.get('stale')?.toSorted()).toEqual(keys(2, 3));
  });

  it('travels as Kafka writes it', () => {
    expect(readAssignment(assignmentBytes(['a/0', 'a/2', 'b.c/1']))).toEqual([
      { topic: 'a', partition: 0 },
      { topic: 'a', partition: 2 },
      { topic: 'b.c', partition: 1 },
    ]);
    expect(readAssignment(Buffer.alloc(0))).toEqual([]);
    expect(readClaim('m', claimBytes(claim('m', keys(1), 7)))).toEqual(claim('m', keys(1), 7));
  });
});
