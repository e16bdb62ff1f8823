import { expect, it } from 'vitest';
import { localNotifier } from './notifier.ts';
import type { Listening } from './notifier.ts';

const isWoken = async (listening: Listening): Promise<boolean> => {
  let woken = false;
  void listening.wait().then(() => (woken = true));
  await new Promise(setImmediate);
  return woken;
};

it('wakes who listens to one of the topics, and nobody else', async () => {
  const notifier = localNotifier();
  const [orders, items] = [notifier.listen(['order.events', 'order.commands']), notifier.listen(['item.events'])];
  notifier.notify(['order.commands', 'shop.events']);
  expect(await isWoken(orders)).toBe(true);
  expect(await isWoken(items)).toBe(false);
});

it('remembers a notification that came before the wait, once', async () => {
  const notifier = localNotifier();
  const listening = notifier.listen(['order.events']);
  notifier.notify(['order.events']);
  notifier.notify(['order.events']);
  expect(await isWoken(listening)).toBe(true);
  expect(await isWoken(listening)).toBe(false);
});

it('wakes everybody without topics', async () => {
  const notifier = localNotifier();
  const listenings = [notifier.listen(['a']), notifier.listen(['b'])];
  notifier.notifyLocally();
  for (const listening of listenings) expect(await isWoken(listening)).toBe(true);
});

it('lets whoever waits go once it is closed, even one who cleared what was pending and waits afterwards', async () => {
  const notifier = localNotifier();
  const listening = notifier.listen(['a']);
  const waiting = listening.wait();
  listening.close();
  await waiting;
  listening.clearPending();
  expect(await isWoken(listening)).toBe(true);
});

it('wakes only those behind an end, and forgets notifications that came before a look', async () => {
  const notifier = localNotifier();
  const at = (offset: number) => notifier.listen(['a'], (partition) => (partition === 'a/0' ? offset : undefined));
  const [behind, there] = [at(4), at(5)];
  notifier.notifyBehind([
    { topic: 'a', partition: 0, offset: 5 },
    { topic: 'a', partition: 1, offset: 9 },
  ]);
  expect(await isWoken(there)).toBe(false);
  expect(await isWoken(behind)).toBe(true);
  notifier.notify(['a']);
  behind.clearPending();
  expect(await isWoken(behind)).toBe(false);
});
