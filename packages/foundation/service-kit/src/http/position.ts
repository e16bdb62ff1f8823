import type { Position } from '@noren/wire';
import { z } from 'zod';
import { InvalidRequest } from '../refusals.ts';

/**
 * `Noren-Position` lets a client read its own writes, in every HTTP API: the answer to a write names how far the log was behind it, and a read that is
 * sent the same header waits until its view has come as far. Its value: `item.events/0=17,inventory.events/1=4`.
 */
export const POSITION_HEADER = 'noren-position';

/** What documents say of it; which topics there are, an answer says. */
const ONE = '[a-z]+\\.events/[0-9]{1,6}=[0-9]{1,15}';
const FORM = `^(${ONE}(,${ONE})*)?$`;

/** The header of a read whose view follows the log. */
export const positionHeader = z.object({
  [POSITION_HEADER]: z
    .string()
    .max(2_000)
    .meta({ pattern: FORM })
    .optional()
    .describe('`Noren-Position` of an earlier answer: this one waits until it has heard as much, 2 s at most; else it says `stale`'),
});

/** The furthest position of each partition of events, as the header has it; empty where there is none. */
export function writePositions(positions: readonly Position[]): string {
  const furthest = new Map<string, number>();
  for (const { topic, partition, offset } of positions)
    if (topic.endsWith('.events')) furthest.set(`${topic}/${partition}`, Math.max(offset, furthest.get(`${topic}/${partition}`) ?? 0));
  return [...furthest].map(([key, offset]) => `${key}=${offset}`).join(',');
}

/** The header of an answer to a write: nothing where nothing was told. */
export function positionOf(positions: readonly Position[]): Readonly<Record<string, string>> {
  const text = writePositions(positions);
  return text === '' ? {} : { [POSITION_HEADER]: text };
}

/** What the header names; `topics` are those that are told of. Throws InvalidRequest for any other, and for what is no position. */
export function readPositions(text: string | undefined, topics: readonly string[]): readonly Position[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((one) => {
    const [, topic, partition, offset] = /^([\w.-]{1,100})\/(\d{1,6})=(\d{1,15})$/.exec(one.trim()) ?? [];
    if (topic === undefined) throw strange('must be as an earlier answer gave it: `order.events/0=17,inventory.events/1=4`');
    if (!topics.includes(topic)) throw strange(`names ${topic}, of which nothing is told here; an earlier answer names ${topics.join(', ')}`);
    return { topic, partition: Number(partition), offset: Number(offset) };
  });
}

const strange = (message: string): InvalidRequest => new InvalidRequest([{ field: 'Noren-Position', message }]);
