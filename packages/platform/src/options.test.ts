import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { help, parseOptions, repository } from './options.ts';
import { modules } from './modules.ts';

describe('the command line', () => {
  it('asks to make the database ready, and for nothing else, by one word', () => {
    expect(parseOptions(['provision'])).toMatchObject({ provision: true, named: [] });
    expect(() => parseOptions(['provision', 'order-api'])).toThrow('there is no module provision');
  });

  it('asks for everything, on port 4000 and .noren, when it says nothing', () => {
    expect(parseOptions([])).toEqual({
      help: false,
      portBase: 4000,
      dataDir: join(repository, '.noren'),
      fresh: false,
      empty: false,
      provision: false,
      named: [],
    });
  });
  it('means a folder from where it was typed', () => {
    expect(parseOptions(['--data', 'here'], '/typed/in').dataDir).toBe('/typed/in/here');
    expect(parseOptions(['--data', '/there'], '/typed/in').dataDir).toBe('/there');
  });
  it('may name modules', () => {
    expect(parseOptions(['order-engine', 'inventory-engine', '--port-base', '5000'])).toMatchObject({
      named: ['order-engine', 'inventory-engine'],
      portBase: 5000,
    });
  });
  it.each([
    [['order-motor'], 'there is no module order-motor'],
    [['--port-base', '70000'], 'not 70000'],
    [['--port-base', 'many'], 'not many'],
    [['--data='], '--data needs a folder'],
    [['--faster'], "Unknown option '--faster'"],
  ])('is answered in one line where it is wrong: %s', (args, said) => {
    expect(() => parseOptions(args)).toThrow(said);
  });
  it('has help that names every module', () => {
    for (const { name } of modules) expect(help).toContain(name);
  });
});
