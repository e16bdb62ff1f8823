import type { DeadLetter } from '../../packages/foundation/lanes/src/index.ts';
import { parsePositionKey, positionKey, type Position } from '../../packages/foundation/log/src/index.ts';

/** `dead/0/12`: what a position is called on the command line. */
export function positionOf(text: string): Position {
  const at = text.lastIndexOf('/');
  const position = { ...parsePositionKey(text.slice(0, at)), offset: Number(text.slice(at + 1)) };
  const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  if (at < 1 || position.topic === '' || !isWhole(position.partition) || !isWhole(position.offset))
    throw new Error(`a position is TOPIC/PARTITION/OFFSET, not ${text}`);
  return position;
}

const placeOf = ({ record }: DeadLetter): string => `${positionKey(record)}/${record.offset}`;

/** One line. */
export const brief = (letter: DeadLetter): string =>
  [placeOf(letter), letter.failedAt, `${letter.attempts} tries`, letter.record.id, letter.record.key, letter.error].map(printable).join('  ');

/** Everything, the bytes as text where they are text and as base64 where not. */
export function full(letter: DeadLetter): string {
  const { record, origin } = letter;
  const lines = {
    at: placeOf(letter),
    from: `${positionKey(origin)}/${origin.offset}`,
    id: record.id,
    key: record.key,
    type: record.type,
    tries: String(letter.attempts),
    'first failed': letter.firstFailedAt,
    'last failed': letter.failedAt,
    error: letter.error,
    ...Object.fromEntries(Object.entries(record.headers).map(([name, value]) => [`header ${name}`, value])),
    value: textOf(record.value),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name.padEnd(14)} ${printable(value)}`)
    .join('\n');
}

/** What records bring must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·');

function textOf(value: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(value);
    return /[\p{Cc}]/u.test(text.replaceAll(/[\n\r\t]/g, '')) ? `base64 ${Buffer.from(value).toString('base64')}` : text;
  } catch {
    return `base64 ${Buffer.from(value).toString('base64')}`;
  }
}
