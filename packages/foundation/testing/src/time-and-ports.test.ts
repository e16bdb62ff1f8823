import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fakeClock } from './clock.ts';
import { eventually } from './eventually.ts';
import { freePortBase, freePorts } from './ports.ts';

describe('fakeClock', () => {
  it('stands still until it is moved', () => {
    const clock = fakeClock('2026-03-01T00:00:00Z');
    clock.advance({ minutes: 15 });
    clock.advance(1);
    expect(clock.now().toISOString()).toBe('2026-03-01T00:15:00.001Z');
  });
});

describe('eventually', () => {
  it('gives what the check gives once it holds', async () => {
    let looks = 0;
    expect(await eventually(() => (looks += 1) > 2 && looks)).toBe(3);
  });
  it('throws what the check threw last when the time is over', async () => {
    await expect(eventually(() => Promise.reject(new Error('not yet')), 50)).rejects.toThrow('not yet');
    await expect(eventually(() => false, 50)).rejects.toThrow('still false');
  });
});

describe('free ports', () => {
  it('are different and can be listened on', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
    const server = createServer().listen(await freePortBase(3), '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    server.close();
  });
});
