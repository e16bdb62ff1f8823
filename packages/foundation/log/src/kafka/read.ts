import type { LogRecord, Position } from '../log.ts';
import { fetchFrom } from './fetch.ts';
import type { Fetched, Instants } from './fetch.ts';
import { errorType } from './kafkajs.ts';
import type { BinaryHeaders } from './record.ts';
import type { Wire } from './wire.ts';

/** Reads a partition from an offset, or from its first record where that is gone, up to where it ends now. */
export async function readAll(wire: Wire, from: Position, max: number, binary: BinaryHeaders): Promise<readonly LogRecord[]> {
  const instants: Instants = new Map();
  const records: LogRecord[] = [];
  let position = from;
  while (records.length < max) {
    const fetched = await wire.persist(() => wire.inTurn(() => fetchOne(wire, position, binary, instants)));
    if (fetched === undefined) break;
    for (const record of fetched.records) if (records.length < max) records.push(record);
    const { offset } = position;
    position = { ...position, offset: fetched.next };
    if (fetched.next >= fetched.end || fetched.next === offset) break;
  }
  return records;
}

async function fetchOne(wire: Wire, position: Position, binary: BinaryHeaders, instants: Instants): Promise<Fetched | undefined> {
  const leader = await wire.leaderOf(position);
  if (leader === undefined) throw new Error(`log: ${position.topic}/${position.partition} has no leader`);
  try {
    return (await fetchFrom(await wire.node(leader), [position], 0, binary, instants))[0];
  } catch (error) {
    if (errorType(error) !== 'OFFSET_OUT_OF_RANGE') throw error;
    const [first] = await wire.offsets([position], 'first');
    return first === undefined || first.offset <= position.offset ? undefined : { from: position, records: [], next: first.offset, end: Infinity };
  }
}
