import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { StoredTopic } from '@noren/testing/kafka';

/** Which log the platform was on. */
export type LogKind = 'postgres' | 'kafka';

/**
 * A call through a door of the platform. `platform:<name>`: the merchant API with that platform's key; `till:<name>`: Merchant Link with that system's key;
 * `person:<e-mail>`: the console, logged in; `session:<e-mail>`: the console with the cookie of that time; `grpc:<context>`: a context's own API, where
 * `method` is the call's name, `body` its request.
 */
export type Call = Readonly<{ door: string; method: string; path: string; key?: string; body?: unknown; /** Text of a file that is sent. */ file?: string }>;
/** `position`: what the header `Noren-Position` said, if anything. */
export type Answered = Readonly<{ call: Call; status: number; body: unknown; position?: string }>;

/** What opens the doors: secrets of development. */
export type Keys = Readonly<{
  platforms: Readonly<Record<string, string>>;
  tills: Readonly<Record<string, string>>;
  passwords: Readonly<Record<string, string>>;
  sessions: Readonly<Record<string, Readonly<{ cookie: string; csrf: string }>>>;
}>;

/** All that a version has said of its data, beside the data. */
export type GoldenAnswers = Readonly<{
  madeAt: string;
  /** What the data folder remembers of the sample merchant. */
  sample: unknown;
  /** The Kafka cluster that the stores belong to. */
  cluster?: string;
  keys: Keys;
  /** What was read, and what was answered. */
  looks: readonly Answered[];
  /** Writes of the story under their keys once more, and what was answered to the repeat. */
  repeats: readonly Answered[];
  /** Accepted while no engine ran, so that a later version decides them. */
  undecided: readonly Answered[];
  /** Ids that a test goes on with, by name. */
  ids: Readonly<Record<string, string>>;
}>;

/** One line of the data: what migrations a role had, a table's rows as JSON, a sequence, or a topic's records. */
export type DataLine =
  | Readonly<{ kind: 'migrations'; role: string; names: readonly string[] }>
  | Readonly<{ kind: 'table'; role: string; table: string; columns: readonly string[]; rows: readonly string[] }>
  | Readonly<{ kind: 'sequence'; role: string; sequence: string; last: string | null }>
  | (Readonly<{ kind: 'topic' }> & StoredTopic);

const folder = join(import.meta.dirname, 'fixtures');
const fileOf = (version: string, log: LogKind, ending: string): string => join(folder, `${version}-${log}.${ending}.br`);
const unpacked = (file: string): string => brotliDecompressSync(readFileSync(file)).toString();
/** Much of it stands far apart and twice: a window over all of it halves what gzip makes. */
const packing = { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };
const pack = (file: string, text: string): void => writeFileSync(file, brotliCompressSync(text, packing));

/** The versions of which there is a fixture. */
export const versionsOn = (log: LogKind): readonly string[] =>
  globSync(`*-${log}.told.json.br`, { cwd: folder })
    .map((name) => name.replace(`-${log}.told.json.br`, ''))
    .toSorted();

export const readAnswers = (version: string, log: LogKind): GoldenAnswers => JSON.parse(unpacked(fileOf(version, log, 'told.json'))) as GoldenAnswers;
export const readData = (version: string, log: LogKind): readonly DataLine[] =>
  unpacked(fileOf(version, log, 'data.jsonl'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DataLine);

/** Gives the files. Throws where they are there already: what a version wrote does not change. */
export function writeFixture(version: string, log: LogKind, answers: GoldenAnswers, data: readonly DataLine[]): readonly string[] {
  const files = [fileOf(version, log, 'told.json'), fileOf(version, log, 'data.jsonl')] as const;
  if (versionsOn(log).includes(version)) throw new Error(`there is a fixture of ${version} on ${log} already: what a version wrote does not change`);
  mkdirSync(folder, { recursive: true });
  pack(files[0], JSON.stringify(answers, null, 1));
  pack(files[1], data.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return files;
}
