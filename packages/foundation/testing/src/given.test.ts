import { decider, Refusal } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import { scenarios } from './given.ts';

type Counters = { counter: Readonly<{ value: number }> };
type Count = Readonly<{ type: 'Count'; key: string; by: number; peek?: string; newFor?: string }>;
type Counted = Readonly<{ type: 'Counted'; key: string; by: number; id?: string }>;

const counting = decider<Counters, Count, Counted>({
  commands: {
    Count: {
      reads: ({ key }) => ({ counter: [key] }),
      decide(view, { key, by, peek, newFor }, facts) {
        if (peek) view.counter(peek);
        if ((view.counter(key)?.value ?? 0) + by < 0) throw new Refusal('conflict', 'below_zero', 'counts from zero up', 'by');
        return [{ type: 'Counted', key: newFor ?? key, by, ...(by === 7 ? { id: facts.newId('cnt') } : {}) }];
      },
    },
  },
  events: { Counted: (view, { key, by }) => ({ counter: { [key]: { value: (view.counter(key)?.value ?? 0) + by } } }) },
});
const given = scenarios(counting);
const counted = (by: number): Counted => ({ type: 'Counted', key: 'a', by });
const count = (by: number, more: Partial<Count> = {}): Count => ({ type: 'Count', key: 'a', by, ...more });

describe('a scenario', () => {
  it('decides on what the given events made', () => {
    const when = given(counted(2), counted(3)).when(count(-5));
    when.then([counted(-5)]);
    expect(when.record('counter', 'a')).toEqual({ value: 0 });
  });
  it('knows a refusal by its code, and by kind and field where asked', () => {
    given(counted(2)).when(count(-3)).then({ refused: 'below_zero', kind: 'conflict', field: 'by' });
    expect(() => given(counted(2)).when(count(-3)).then({ refused: 'something_else' })).toThrow();
    expect(() => given(counted(2)).when(count(-3)).then([])).toThrow('counts from zero up');
  });
  it('fails on other events than those expected, and where a refusal was', () => {
    expect(() =>
      given()
        .when(count(1))
        .then([counted(2)]),
    ).toThrow();
    expect(() => given().when(count(1)).then({ refused: 'below_zero' })).toThrow('expected the refusal below_zero');
  });
  it('fails a decision that looks at, or an event that changes, what reads() does not name', () => {
    expect(() => given().when(count(1, { peek: 'b' }))).toThrow('which reads() does not name');
    expect(() => given().when(count(1, { newFor: 'b' }))).toThrow('which reads() does not name');
  });
  it('hands out ids that a test can name', () => {
    given()
      .when(count(7))
      .then([{ ...counted(7), id: 'cnt_1' }]);
  });
});
