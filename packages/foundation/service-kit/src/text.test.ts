import { z } from 'zod';
import { expect, it } from 'vitest';
import { parsed } from './parse.ts';
import { anyLine, anyText, line, seenLine } from './text.ts';

const BREAKS = ['\0', '\t', '\n', '\r', '\u0007', '\u007f', '\u0085', '\u2028', '\u2029', '\ud83d'];

it('a line is taken as it is kept, and counted so', () => {
  expect(parsed(line(5), 'Gree\u200bn')).toBe('Green');
  expect(parsed(line(4), 'Cafe\u0301')).toBe('Café');
  expect(parsed(line(5), '👨‍👩‍👧')).toBe('👨‍👩‍👧');
  expect(() => parsed(line(4), 'Green')).toThrow('must be at most 4 characters on one line');
});

it('what would break a line is refused', () => {
  for (const text of BREAKS) expect(() => parsed(line(20), `a${text}b`)).toThrow('must be at most 20 characters on one line');
});

it('what its caller gets back as it is is never changed: what cannot be seen is refused', () => {
  for (const text of ['\u200b', '\u200d', '\u202e', '\ufeff']) expect(() => parsed(seenLine(20), `a${text}b`)).toThrow('control or invisible');
  expect(parsed(seenLine(20), '#4711 é')).toBe('#4711 é');
});

it('a text of one line of many is never refused here, however bad or long', () => {
  for (const text of [...BREAKS, 'x'.repeat(1_000_000)]) expect(parsed(anyText, text).length).toBeLessThanOrEqual(10_000);
  expect(parsed(anyLine, 'x\u200b'.repeat(20_000))).toBe('x'.repeat(10_000));
  expect(parsed(anyText, 'A\u200b1')).toBe('A\u200b1');
});

it('the patterns of documents say the same', () => {
  const { pattern } = z.toJSONSchema(line(20), { io: 'input' });
  const documented = new RegExp(String(pattern), 'u');
  for (const text of BREAKS.slice(0, -1)) expect([text, documented.test(`a${text}b`)]).toEqual([text, false]);
  for (const text of ['', 'Green\u200btea', '👨‍👩‍👧']) expect(documented.test(text)).toBe(true);
});
