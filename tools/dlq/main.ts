import { parseArgs } from 'node:util';
import pg from 'pg';
import { deadLetterAt, deadLetters, redrive, type DeadLetter } from '../../packages/foundation/lanes/src/index.ts';
import { positionKey, postgresLog, type Log, type Position } from '../../packages/foundation/log/src/index.ts';
import { runTool, wholeNumber } from '../client/command-line.ts';
import { brief, full, positionOf } from './letters.ts';

const USAGE = `npm run dlq -- list TOPIC | show TOPIC/PARTITION/OFFSET | redrive TOPIC[/PARTITION/OFFSET…]  [--database URL] [--most N] [--error TEXT]

The dead letters of a topic: list them, show one with its headers and bytes, or append them again to the topics that they came from.
  --database URL  of the log, as a role that may write those topics (DATABASE_URL)
  --most N        so many at most (list: 100; redrive of a topic: 1,000)
  --error TEXT    only those whose error has this text in it
Redriven letters stay where they are and would be redriven again by a second call for the whole topic.`;

type Arguments = Readonly<{ verb: string; places: readonly string[]; database: string; most: number; error: string }>;

function argumentsOf(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { database: { type: 'string' }, most: { type: 'string' }, error: { type: 'string', default: '' } },
  });
  const [verb = '', ...places] = positionals;
  if (!['list', 'show', 'redrive'].includes(verb)) throw new Error('list, show or redrive is wanted');
  if (places.length === 0 || (verb !== 'redrive' && places.length > 1)) throw new Error(`${verb} wants one ${verb === 'show' ? 'position' : 'topic'}`);
  const database = values.database ?? process.env['DATABASE_URL'];
  if (database === undefined) throw new Error('--database, or DATABASE_URL, is wanted');
  const most = values.most === undefined ? (verb === 'list' ? 100 : 1_000) : wholeNumber('--most', values.most);
  return { verb, places, database, most, error: values.error };
}

async function main({ verb, places, database, most, error }: Arguments): Promise<number> {
  const pool = new pg.Pool({ connectionString: database, max: 2 });
  try {
    const { rows } = await pool.query<{ name: string; partitions: number }>(
      'SELECT topic AS name, count(*)::int AS partitions FROM log.partition GROUP BY topic',
    );
    const log = postgresLog({ pool, topics: rows.map((row) => ({ ...row, writers: [] })) });
    try {
      const [place = ''] = places;
      if (verb === 'list') return await list(log, place, most, error);
      if (verb === 'show') return await show(log, positionOf(place));
      return await redriveThese(log, await chosen(log, places, most, error));
    } finally {
      await log.close();
    }
  } finally {
    await pool.end();
  }
}

async function matching(log: Log, topic: string, most: number, error: string): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = [];
  for await (const letter of deadLetters(log, topic)) {
    if (letter.error.includes(error)) found.push(letter);
    if (found.length === most) break;
  }
  return found;
}

async function list(log: Log, topic: string, most: number, error: string): Promise<number> {
  const found = await matching(log, topic, most, error);
  for (const letter of found) console.log(brief(letter));
  console.log(found.length === most ? `the first ${most}` : `${found.length} in all`);
  return 0;
}

async function show(log: Log, position: Position): Promise<number> {
  const letter = await deadLetterAt(log, position);
  console.log(letter === undefined ? `nothing is at ${positionKey(position)}/${position.offset}` : full(letter));
  return letter === undefined ? 1 : 0;
}

async function chosen(log: Log, places: readonly string[], most: number, error: string): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = [];
  for (const place of places) {
    if (!place.includes('/')) found.push(...(await matching(log, place, most, error)));
    else {
      const letter = await deadLetterAt(log, positionOf(place));
      if (letter === undefined) throw new Error(`nothing is at ${place}`);
      found.push(letter);
    }
  }
  return found;
}

async function redriveThese(log: Log, letters: readonly DeadLetter[]): Promise<number> {
  const positions = await redrive(log, letters);
  for (const [index, letter] of letters.entries()) {
    const to = positions[index];
    if (to !== undefined) console.log(`${positionKey(letter.record)}/${letter.record.offset} → ${positionKey(to)}/${to.offset}`);
  }
  console.log(`${letters.length} redriven`);
  return 0;
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
