import { parseArgs } from 'node:util';
import { deadLetterAt, deadLetters, redrive, topicsOfDeadLetters, type DeadLetter } from '../../packages/foundation/lanes/src/index.ts';
import { positionKey, type Log, type Position } from '../../packages/foundation/log/src/index.ts';
import { readConfig } from '../../packages/platform/src/config.ts';
import { kafkaVariables } from '../../packages/platform/src/kafka-home.ts';
import { runTool, typedPath, wholeNumber } from '../client/command-line.ts';
import { defaultDevFile, runningPlaces } from '../client/dev-file.ts';
import { brief, full, positionOf } from './letters.ts';
import { type LogHome, withLog } from './open-log.ts';

const USAGE = `npm run dlq -- list [TOPIC] | show TOPIC/PARTITION/OFFSET | redrive TOPIC[/PARTITION/OFFSET…]  [where the log is] [--most N] [--error TEXT]

Dead letters: what lanes (packages/foundation/lanes) gave up, in the topics that their retry policy names as deadLetters. Lists those of a topic, or which topics
have any; shows one with its headers and bytes; appends them again to the topics that they came from. What Noren's own engines set aside is in no topic but
in the table dead_letter of their store, and is counted by engine_dead_letters_total.
  --brokers LIST  of the Kafka that the log is on (KAFKA_BROKERS), with --prefix NAME before its topics (KAFKA_PREFIX)
  --database URL  of a log in PostgreSQL, as a role that may write those topics (DATABASE_URL)
  --dev FILE      the dev.json of a running platform, which knows where its log is (where nothing else is said: .noren/dev.json)
  --most N        so many at most (list: 100; redrive of a topic: 1,000)
  --error TEXT    only those whose error has this text in it
Redriven letters stay where they are and would be redriven again by a second call for the whole topic. On Kafka a redrive that was cut off may have done a part.`;

type Arguments = Readonly<{ verb: string; places: readonly string[]; home: LogHome; most: number; error: string }>;

const text = { type: 'string' } as const;

function argumentsOf(args: readonly string[]): Arguments {
  const options = { brokers: text, prefix: text, database: text, dev: text, most: text, error: { ...text, default: '' } };
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [verb = '', ...places] = positionals;
  if (!['list', 'show', 'redrive'].includes(verb)) throw new Error('list, show or redrive is wanted');
  if ((places.length === 0 && verb !== 'list') || (verb !== 'redrive' && places.length > 1))
    throw new Error(`${verb} wants one ${verb === 'show' ? 'position' : 'topic'}`);
  const most = values.most === undefined ? (verb === 'list' ? 100 : 1_000) : wholeNumber('--most', values.most);
  return { verb, places, home: homeOf(values), most, error: values.error };
}

type Where = Readonly<Partial<Record<'brokers' | 'prefix' | 'database' | 'dev', string>>>;

/** What the command line says; else the environment, read as a platform reads it; else a platform that runs. */
function homeOf({ brokers, prefix, database, dev }: Where): LogHome {
  const ways = [brokers, database, dev].filter((way) => way !== undefined).length;
  if (ways > 1) throw new Error('one of --brokers, --database and --dev is wanted');
  if (database !== undefined) return { database };
  const { DATABASE_URL } = process.env;
  if (dev === undefined) {
    const said = Object.fromEntries(Object.entries(process.env).filter(([name]) => name in kafkaVariables));
    const { kafka } = readConfig({
      ...said,
      ...(brokers === undefined ? {} : { KAFKA_BROKERS: brokers }),
      ...(prefix === undefined ? {} : { KAFKA_PREFIX: prefix }),
    });
    if (kafka) return { kafka };
    if (DATABASE_URL) return { database: DATABASE_URL };
  }
  const platform = runningPlaces(dev === undefined ? defaultDevFile : typedPath(dev));
  if (!platform) throw new Error('no platform runs here: --brokers, --database or --dev is wanted, or KAFKA_BROKERS or DATABASE_URL');
  return platform.kafka ? { kafka: platform.kafka } : { database: platform.database };
}

const main = ({ verb, places, home, most, error }: Arguments): Promise<number> =>
  withLog(home, async (log, topics) => {
    const [place] = places;
    const strange = places.map((each) => (each.includes('/') ? positionOf(each).topic : each)).filter((topic) => !topics.includes(topic));
    if (strange.length > 0) throw new Error(`this log has no topic ${strange.join(', ')}; it has ${topics.join(', ') || 'none'}`);
    if (place === undefined) return listTopics(await topicsOfDeadLetters(log, topics));
    if (verb === 'list') return list(log, { topic: place, topics, most, error });
    if (verb === 'show') return show(log, positionOf(place));
    return redriveThese(log, await chosen(log, places, most, error));
  });

async function matching(log: Log, topic: string, most: number, error: string): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = [];
  for await (const letter of deadLetters(log, topic)) {
    if (letter.error.includes(error)) found.push(letter);
    if (found.length === most) break;
  }
  return found;
}

function listTopics(topics: readonly string[]): number {
  for (const topic of topics) console.log(topic);
  console.log(topics.length === 0 ? 'no topic of this log has dead letters' : `${topics.length} with dead letters`);
  return 0;
}

type Wanted = Readonly<{ topic: string; topics: readonly string[]; most: number; error: string }>;

async function list(log: Log, { topic, topics, most, error }: Wanted): Promise<number> {
  const found = await matching(log, topic, most, error);
  if (found.length === 0 && (await hasOthers(log, topic)))
    throw new Error(`${topic} is no topic of dead letters; those are ${(await topicsOfDeadLetters(log, topics)).join(', ') || 'none'}`);
  for (const letter of found) console.log(brief(letter));
  console.log(found.length === most ? `the first ${most}` : `${found.length} in all`);
  return 0;
}

/** Whether there is anything in a topic that has no dead letters. */
async function hasOthers(log: Log, topic: string): Promise<boolean> {
  const isOfLetters = (await topicsOfDeadLetters(log, [topic])).length > 0;
  return !isOfLetters && (await log.ends([topic])).some(({ offset }) => offset > 0);
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
