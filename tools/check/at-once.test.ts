import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atOnce } from './at-once.ts';

const order = ['a', 'b', 'c', 'd'];

it('does no more at once than it may, and leaves none out', async () => {
  let running = 0;
  const seen: number[] = [];
  const task = (name: string) => async (): Promise<string> => {
    seen.push((running += 1));
    await pause(5);
    running -= 1;
    return name;
  };
  const results = await atOnce(new Map(order.map((name) => [name, task(name)])), { limit: 2, order, tell: () => {} });
  expect(results).toEqual(order);
  expect(Math.max(...seen)).toBe(2);
});

it('tells in the order asked for, whatever ends first, and each as soon as those before it have ended', async () => {
  const lines: string[] = [];
  const ended: string[] = [];
  const task = (name: string, ms: number) => async (): Promise<string> => {
    await pause(ms);
    ended.push(name);
    return name;
  };
  const tasks = new Map([
    ['d', task('d', 1)],
    ['b', task('b', 60)],
    ['a', task('a', 30)],
  ]);
  await atOnce(tasks, { limit: 3, order, tell: (name) => lines.push(`${name} after ${ended.join('')}`) });
  expect(lines).toEqual(['a after da', 'b after dab', 'd after dab']);
});
