import { describe, expect, it } from 'vitest';
import { countersOf, type From, placesOf } from './guesses.ts';

const from = (address: string, device?: string): From => ({ address, device, unknownProxy: false });
const subjects = (of: From, known: readonly string[] = []): readonly (readonly string[])[] =>
  countersOf('hana@tea.example', of, new Set(known)).map((together) => together.map(({ subject, free }) => `${subject} ${free}`));

describe('a wrong password', () => {
  it('from somewhere new counts there first, and only where that passes for the account everywhere', () => {
    expect(subjects(from('192.0.2.7'))).toEqual([['account:hana@tea.example@192.0.2.7 5', 'address:192.0.2.7 30'], ['account:hana@tea.example 100']]);
  });

  it('from a network that the person has come from counts there, whatever is guessed elsewhere', () => {
    expect(subjects(from('2001:db8::7'), ['network:2001:db8:0:0::/64'])).toEqual([
      ['account:hana@tea.example@2001:db8:0:0::/64 5', 'address:2001:db8:0:0::/64 30'],
    ]);
  });

  it('from a browser that the person has used counts for that browser alone, on whatever network', () => {
    expect(subjects(from('198.51.100.9', 'abc'), ['device:abc'])).toEqual([['device:abc:hana@tea.example 5']]);
  });

  it('from a browser that only others have used is as from any', () => {
    expect(subjects(from('192.0.2.7', 'abc'), ['device:other'])).toEqual(subjects(from('192.0.2.7')));
  });
});

it('a browser and its network are what is remembered of a log-in', () => {
  expect(placesOf(from('192.0.2.7', 'abc'))).toEqual(['network:192.0.2.7', 'device:abc']);
});
