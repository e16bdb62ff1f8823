import { systemClock } from '@noren/kernel';
import { expect, it } from 'vitest';
import { secrets } from '../infrastructure/secrets.ts';
import { once } from './once.ts';

/** Writes as they are kept, each look a moment away. */
function doneWrites() {
  const done = new Map<string, Readonly<{ request: string; answer: unknown }>>();
  return {
    find: async (personId: string, key: string) => {
      await new Promise(setImmediate);
      return done.get(`${personId} ${key}`);
    },
    keep: async (personId: string, key: string, write: Readonly<{ request: string; answer: unknown }>) => {
      await new Promise(setImmediate);
      done.set(`${personId} ${key}`, write);
      return write;
    },
    sweep: () => Promise.resolve(),
  };
}
const about = { personId: 'usr_1', key: 'k', request: { what: 'keys.create' } };

it('makes one thing of two requests under one key that come at the same time', async () => {
  const writes = once(doneWrites(), secrets, systemClock);
  let made = 0;
  const make = async () => {
    await new Promise(setImmediate);
    made += 1;
    return { key: `key_${made}`, secret: 's' };
  };
  const answers = await Promise.allSettled([1, 2].map(() => writes.writeSecret(about, ({ key }) => ({ key }), make)));
  expect(answers).toMatchObject([
    { status: 'fulfilled', value: { key: 'key_1' } },
    { status: 'rejected', reason: { code: 'secret_shown_once', now: { key: 'key_1' } } },
  ]);
  expect(made).toBe(1);
});

it('lets a repeat try where the first has failed, and others of the person pass', async () => {
  const writes = once(doneWrites(), secrets, systemClock);
  let tries = 0;
  const make = async () => {
    await new Promise(setImmediate);
    tries += 1;
    if (tries === 1) throw new Error('the database is away');
    return { tries };
  };
  const answers = await Promise.allSettled([1, 2].map(() => writes.write(about, (answer) => answer as { tries: number }, make)));
  expect(answers).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: { tries: 2 } }]);
});
