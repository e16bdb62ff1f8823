import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dice, type Dice } from '../../packages/platform/test/faults/dice.ts';
import type { House } from '../../packages/platform/test/faults/house.ts';
import type { HouseTrial } from './trial.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const PORTS = ['shop-api', 'item-api', 'category-api', 'inventory-api', 'order-api', 'link-keys', 'merchant-link-keys'];
const EDGES = ['link-core', 'merchant-link-core'];
const CONNECTIONS = 300;
const MORE_MIB = 100;

/** A frame of HTTP/2: of any type, any flags, any stream, with a body that is anything. */
function frame(chance: Dice): Buffer {
  const body = Buffer.from(Array.from({ length: chance.below(60) }, () => chance.below(256)));
  const length = chance.chance(0.9) ? body.length : chance.below(1 << 24);
  const head = Buffer.from([length >> 16, (length >> 8) & 255, length & 255, chance.below(12), chance.below(256), 0, 0, 0, chance.below(8)]);
  return Buffer.concat([head, body]);
}

/** What a client that is broken, or means harm, might send. */
function garbage(chance: Dice, http2: boolean): Buffer {
  const bytes = Buffer.from(Array.from({ length: 1 + chance.below(400) }, () => chance.below(256)));
  if (!http2)
    return chance.chance(0.5)
      ? bytes
      : Buffer.from(
          `${chance.one(['GET', 'POST', 'PUT', 'BREW'])} /v1/${bytes.toString('latin1')} HTTP/1.1\r\nhost: x\r\n${bytes.toString('latin1')}`,
          'latin1',
        );
  if (chance.chance(0.2)) return bytes;
  return Buffer.concat([PREFACE, ...Array.from({ length: 1 + chance.below(20) }, () => frame(chance))]);
}

/** Sends, and reads whatever comes until the other side hangs up or a moment has passed. */
const sent = (address: string, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const [host = '', port] = address.split(':');
    const socket = connect(Number(port), host, () => socket.write(bytes));
    const done = (): void => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(300, done).on('error', done).on('close', done).resume();
  });

/** Memory of a process, in MiB. */
const resident = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
const memory = (house: House): ReadonlyMap<string, number> => new Map([...house.processes()].map(([name, { pid }]) => [name, resident(pid)]));

/** Every door is thrown broken frames and bytes: no process ends, none grows. */
export const frames: HouseTrial = {
  name: 'broken frames',
  async run(house, seed, say) {
    const chance = dice(seed);
    const throwAll = async (times: number): Promise<void> => {
      for (let thrown = 0; thrown < times; thrown += 30)
        await Promise.all(
          Array.from({ length: 30 }, () => {
            const http2 = chance.chance(0.8);
            return sent(house.address(chance.one(http2 ? PORTS : EDGES)), garbage(chance, http2));
          }),
        );
    };
    const pids = [...house.processes().values()].map(({ pid }) => pid).join();
    // The first ones only make what is made once.
    await throwAll(60);
    const before = memory(house);
    await throwAll(CONNECTIONS);
    const ended = [...house.processes()].filter(([, process]) => process.hasEnded()).map(([name]) => `${name} has ended`);
    if (ended.length > 0 || pids !== [...house.processes().values()].map(({ pid }) => pid).join()) return ended;
    const after = [...memory(house)].map(([name, now]) => ({ name, more: Math.round(now - (before.get(name) ?? 0)) }));
    say(`${CONNECTIONS} connections; ${after.map(({ name, more }) => `${name} ${more < 0 ? '' : '+'}${more} MiB`).join(', ')}`);
    return after.filter(({ more }) => more > MORE_MIB).map(({ name, more }) => `${name} has grown by ${more} MiB`);
  },
};
