import type { Host, Module } from '@noren/service-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModuleSpec } from './modules.ts';
import { load, startAll, stopAll } from './running.ts';

const place = (name: string): ModuleSpec => ({ name, package: `@noren/${name}`, role: 'log', ports: {}, ops: 0 });
let calls: string[];
const fake = (name: string, start?: () => Promise<never>): Module => ({
  name,
  async start() {
    await start?.();
    calls.push(`${name} starts`);
    return { notReady: async () => [], stop: async () => void calls.push(`${name} stops`) };
  },
});
const hostFor = (): Host => {
  throw new Error('a fake module asks for nothing');
};
const noHost = (): Host => new Proxy({} as Host, { get: hostFor });
const loaded = (...modules: readonly Module[]): ReadonlyMap<string, Module> => new Map(modules.map((module) => [module.name, module]));

beforeEach(() => {
  calls = [];
});

describe('modules', () => {
  it('start in order and stop in the reverse order', async () => {
    await stopAll(await startAll([place('one'), place('two')], loaded(fake('one'), fake('two')), noHost));
    expect(calls).toEqual(['one starts', 'two starts', 'two stops', 'one stops']);
  });
  it('are stopped again where one of them does not start', async () => {
    const broken = fake('two', () => Promise.reject(new Error('no luck')));
    await expect(startAll([place('one'), place('two')], loaded(fake('one'), broken), noHost)).rejects.toThrow('two did not start: no luck');
    expect(calls).toEqual(['one starts', 'one stops']);
  });
  it('are stopped though one of them fails to', async () => {
    const running = await startAll([place('one')], loaded(fake('one')), noHost);
    const stuck = { place: place('stuck'), started: { notReady: async () => [], stop: () => Promise.reject(new Error('stuck')) } };
    await stopAll([...running, stuck]);
    expect(calls).toEqual(['one starts', 'one stops']);
  });
  it('that are not there, or are none, are named', async () => {
    await expect(load(place('missing'))).rejects.toThrow('the module missing cannot be loaded: Cannot find package');
    await expect(load(place('kernel'))).rejects.toThrow('the module kernel cannot be loaded: @noren/kernel exports no module');
  });
});
