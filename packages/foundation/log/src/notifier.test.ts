import { expect, it } from 'vitest';
import { localNotifier } from './notifier.ts';
import type { Listening } from './notifier.ts';

const heard = async (ear: Listening): Promise<boolean> => {
  let rung = false;
  void ear.wait().then(() => (rung = true));
  await new Promise(setImmediate);
  return rung;
};

it('is heard by who listens to one of the topics, and by nobody else', async () => {
  const bell = localNotifier();
  const [orders, items] = [bell.listen(['order.events', 'order.commands']), bell.listen(['item.events'])];
  bell.ring(['order.commands', 'shop.events']);
  expect(await heard(orders)).toBe(true);
  expect(await heard(items)).toBe(false);
});

it('remembers a ring that came before the wait, once', async () => {
  const bell = localNotifier();
  const ear = bell.listen(['order.events']);
  bell.ring(['order.events']);
  bell.ring(['order.events']);
  expect(await heard(ear)).toBe(true);
  expect(await heard(ear)).toBe(false);
});

it('wakes everybody without topics', async () => {
  const bell = localNotifier();
  const ears = [bell.listen(['a']), bell.listen(['b'])];
  bell.ringHere();
  for (const ear of ears) expect(await heard(ear)).toBe(true);
});

it('lets whoever waits go once it is closed, even one who hushed it and waits afterwards', async () => {
  const bell = localNotifier();
  const ear = bell.listen(['a']);
  const waiting = ear.wait();
  ear.close();
  await waiting;
  ear.clearPending();
  expect(await heard(ear)).toBe(true);
});

it('wakes only those behind an end, and forgets rings that came before a look', async () => {
  const bell = localNotifier();
  const at = (offset: number) => bell.listen(['a'], (partition) => (partition === 'a/0' ? offset : undefined));
  const [behind, there] = [at(4), at(5)];
  bell.ringBehind([
    { topic: 'a', partition: 0, offset: 5 },
    { topic: 'a', partition: 1, offset: 9 },
  ]);
  expect(await heard(there)).toBe(false);
  expect(await heard(behind)).toBe(true);
  bell.ring(['a']);
  behind.clearPending();
  expect(await heard(behind)).toBe(false);
});
