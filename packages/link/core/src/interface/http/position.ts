import { InvalidRequest } from '@noren/service-kit';
import type { Position } from '@noren/wire';
import { z } from 'zod';

/** Names the least position of the log that an answer must have heard: `item.events/0=17,inventory.events/1=4`. */
export const positionHeader = z.object({
  'noren-position': z
    .string()
    .max(2_000)
    .optional()
    .describe('`Noren-Position` of an earlier answer: this one waits until it has heard as much, 2 s at most; else it says `stale`'),
});

/** How long a read waits for what its caller has seen elsewhere. */
export const HEARD_WITHIN_MS = 2_000;

export const writePositions = (positions: readonly Position[]): string =>
  positions
    .filter(({ topic }) => topic.endsWith('.events'))
    .map(({ topic, partition, offset }) => `${topic}/${partition}=${offset}`)
    .join(',');

export function readPositions(text: string | undefined): readonly Position[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((one) => {
    const [, topic, partition, offset] = /^([\w.-]{1,100})\/(\d{1,6})=(\d{1,15})$/.exec(one.trim()) ?? [];
    if (topic === undefined) throw new InvalidRequest([{ field: 'Noren-Position', message: 'must be as an earlier answer gave it' }]);
    return { topic, partition: Number(partition), offset: Number(offset) };
  });
}
