import { type LogRecord, positionKey } from './log.ts';

/** By source, the highest number that has been dealt with. */
export type SequenceByProducer = Readonly<Record<string, number>>;

/**
 * The number that a record has in its partition among those of its source (an outbox), which its relay wrote as `sequence: source/number`; `undefined` for one
 * that came by no relay. The log has a source's numbers for the first time in order, so one that is not higher than an earlier one's has come before.
 */
export function sequenceOf({ headers }: Pick<LogRecord, 'headers'>): Readonly<{ source: string; number: number }> | undefined {
  const sequence = headers['sequence'];
  if (sequence === undefined) return undefined;
  const at = sequence.lastIndexOf('/');
  const number = Number(sequence.slice(at + 1));
  return at > 0 && Number.isSafeInteger(number) ? { source: sequence.slice(0, at), number } : undefined;
}

/** Leaves out what has come before, by the numbers seen in each partition; for readers that would suffer from it. */
export function firstTimes(records: readonly LogRecord[], sequencesOf: (partition: string) => SequenceByProducer): readonly LogRecord[] {
  const sequences = new Map<string, Record<string, number>>();
  return records.filter((record) => {
    const sequence = sequenceOf(record);
    if (sequence === undefined) return true;
    const key = positionKey(record);
    const known = sequences.get(key) ?? { ...sequencesOf(key) };
    sequences.set(key, known);
    const { source, number } = sequence;
    if ((known[source] ?? -1) >= number) return false;
    known[source] = number;
    return true;
  });
}
