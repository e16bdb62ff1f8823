import { storeRoles } from '@noren/service-kit/postgres';
import { describe, expect, it } from 'vitest';
import { databasePort, modules, opsOfAll, ports } from './modules.ts';

describe('the table of modules', () => {
  it('gives no port twice', () => {
    const all = [...modules.flatMap((module) => [...Object.values(module.ports), module.ops]), opsOfAll, databasePort];
    expect(new Set(all).size).toBe(all.length);
    expect(ports.size).toBe(modules.flatMap((module) => Object.keys(module.ports)).length);
  });
  it('knows only roles that own a store', () => {
    for (const { role } of modules) expect(storeRoles).toContain(role);
  });
});
