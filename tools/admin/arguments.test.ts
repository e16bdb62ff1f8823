import { describe, expect, it } from 'vitest';
import { argumentsOf } from './arguments.ts';
import { commands } from './nouns/index.ts';
import { usage } from './usage.ts';

const asked = (...args: string[]) => argumentsOf(args, commands);

describe('the command line of npm run admin', () => {
  it('names a noun and a verb, of which both may be several words, and then options', () => {
    expect(asked('platform', 'key', 'create', '--platform', 'a', '--code', 'b', '--json')).toMatchObject({
      ...{ command: { noun: 'platform key', verb: 'create' }, json: true },
    });
    expect(asked('merchant', 'list', '--field', 'code', '--address', 'a:1', '--dev', 'x')).toMatchObject({ field: 'code', address: 'a:1', dev: 'x' });
  });

  it.each([
    [['merchant'], 'merchant wants a verb'],
    [['merchant', 'creat'], 'there is no merchant creat'],
    [['merchant', 'create', '--code', 'a'], '--name, --currency is wanted'],
    [['merchant', 'create', '--code', 'a', '--name=', '--currency', 'GBP'], '--name is wanted'],
    [['merchant', 'list', '--loud'], "Unknown option '--loud'"],
    [['merchant', 'show', '--merchant', 'Acme', 'Ltd'], 'Ltd belongs to no option'],
  ])('is told in a sentence what is wrong: %s', (args, said) => {
    expect(() => asked(...args)).toThrow(said);
  });

  it('wants whole numbers where numbers are wanted, when they are read', () => {
    const found = asked('merchant', 'list', '--most', 'many');
    expect(() => 'given' in found && found.given.number('most')).toThrow('--most wants a whole number');
  });

  it('takes no empty list for everything: a variable of a script that is empty must not let a platform into all shops', () => {
    const of = (...shops: string[]) => asked('grant', 'add', '--platform', 'p', '--merchant', 'm', ...shops);
    const listed = (found: ReturnType<typeof of>) => 'given' in found && found.given.list('shops');
    expect(listed(of('--shops', 'a, b'))).toEqual(['a', 'b']);
    expect(listed(of())).toEqual([]);
    for (const empty of ['', ',', ' ']) expect(() => listed(of(`--shops=${empty}`))).toThrow('--shops names nothing');
  });

  it('has help for all, for a noun, and for a verb with each of its options', () => {
    for (const words of [[], ['--help'], ['shop', '--help'], ['shop', 'create', '--help']]) expect(asked(...words)).toHaveProperty('help');
    const all = usage(commands);
    for (const { noun, verb, options, ...command } of commands) {
      expect(all).toContain(`  ${noun} ${verb} `);
      const one = usage([{ noun, verb, options, ...command }]);
      for (const { name, about } of options) expect(one).toMatch(new RegExp(`--${name}\\b.*${about.slice(0, 10).replaceAll(/[^\\w ]/g, '.')}`));
    }
    expect(new Set(commands.map(({ noun, verb }) => `${noun} ${verb}`)).size).toBe(commands.length);
  });
});
