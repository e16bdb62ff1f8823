import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADERS } from '../../packages/foundation/lanes/src/index.ts';
import type { Log } from '../../packages/foundation/log/src/index.ts';

const run = promisify(execFile);

/** The topics that it needs: `work` and `work.dead`, one partition each. */
export const workTopics = ['work', 'work.dead'].map((name) => ({ name, partitions: 1, writers: ['order'] }));

/** A log, and how the command line is told where it is: by options, or by the environment. */
type Place = Readonly<{ log: Log; options: readonly string[]; environment: Readonly<Record<string, string>>; close(): Promise<void> }>;

/** What the tool does with dead letters, whichever log they are in. */
export function dlqOf(name: string, open: () => Promise<Place>, skip = false): void {
  // A process for each call.
  describe.skipIf(skip)(`npm run dlq, the log in ${name}`, { timeout: 60_000 }, () => {
    let place: Place;
    beforeAll(async () => {
      place = await open();
      const headers = { [HEADERS.attempt]: '3', [HEADERS.topic]: 'work', [HEADERS.partition]: '0', [HEADERS.offset]: '7' };
      const dead = (id: string, error: string, value: Uint8Array) => ({
        ...{ topic: 'work.dead', key: 'k', id, type: 'x', value },
        headers: { kept: 'yes', ...headers, [HEADERS.error]: error, [HEADERS.failedAt]: '2026-01-05T10:00:00.000Z' },
      });
      await place.log.append([dead('one', 'TypeError: no \u001B[31mshop', Buffer.from('{"a":1}')), dead('two', 'Error: away', new Uint8Array([0, 255]))]);
    });
    afterAll(() => place?.close());

    const tool = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { PATH = '', HOME = '' } = process.env;
      return (await run(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { env: { PATH, HOME, ...env } })).stdout;
    };
    const dlq = (...args: readonly string[]): Promise<string> => tool([...args, ...place.options]);
    const fails = async (...args: readonly string[]): Promise<unknown> =>
      dlq(...args).then(
        () => undefined,
        (error: { code?: unknown }) => error.code,
      );

    it('lists dead letters, a line each, and what they bring steers no terminal', async () => {
      const lines = (await dlq('list', 'work.dead')).trim().split('\n');
      expect(lines).toHaveLength(3);
      expect(lines[0]).toMatch(/^work\.dead\/0\/0 .* 3 tries {2}one {2}k {2}TypeError: no ·\[31mshop$/);
      expect((await dlq('list', 'work.dead', '--error', 'away')).trim().split('\n')).toHaveLength(2);
    });

    it('says which topics have dead letters, and that another is none of them', async () => {
      expect(await dlq('list')).toBe('work.dead\n1 with dead letters\n');
      await place.log.append([{ topic: 'work', key: 'k', id: 'ordinary', type: 'x', value: new Uint8Array(), headers: {} }]);
      const said = await dlq('list', 'work').catch((error: { stderr?: unknown }) => error.stderr);
      expect(said).toBe('work is no topic of dead letters; those are work.dead\n');
    });

    it('finds the log by the environment too', async () => {
      expect((await tool(['list', 'work.dead'], place.environment)).trim().split('\n')).toHaveLength(3);
    });

    it('shows one with its headers and bytes', async () => {
      expect(await dlq('show', 'work.dead/0/0')).toMatch(/from {11}work\/0\/7\n[^]*header kept {4}yes\n[^]*value {10}\{"a":1\}/);
      expect(await dlq('show', 'work.dead/0/1')).toContain('base64 AP8=');
      expect(await fails('show', 'work.dead/0/9')).toBe(1);
    });

    it('redrives one, or all that match, as they were before they failed', async () => {
      expect(await dlq('redrive', 'work.dead/0/1')).toMatch(/^work\.dead\/0\/1 → work\/0\/1\n1 redriven/);
      expect(await dlq('redrive', 'work.dead', '--error', 'TypeError')).toContain('1 redriven');
      const records = (await place.log.read({ topic: 'work', partition: 0, offset: 0 }, 10)).filter(({ id }) => id !== 'ordinary');
      expect(records.map(({ id, key, value, headers }) => [id, key, [...value], headers])).toEqual([
        ['two', 'k', [0, 255], { kept: 'yes', 'lanes-redriven': 'work.dead/0/1' }],
        ['one', 'k', [...Buffer.from('{"a":1}')], { kept: 'yes', 'lanes-redriven': 'work.dead/0/0' }],
      ]);
    });

    it('refuses what it does not understand', async () => {
      const wrong = [
        'drop work.dead',
        'list no.topic',
        'list work',
        'show work.dead',
        'show work.dead/x/1',
        'redrive work.dead/0/99',
        'list work.dead --dev dev.json',
      ];
      expect(await Promise.all(wrong.map((args) => fails(...args.split(' '))))).toEqual(wrong.map(() => 2));
    });
  });
}
