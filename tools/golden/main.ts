/** `node tools/golden/main.ts --version NAME`: keeps what this version writes, for every later one to be tested with. README.md says when. */
import { parseArgs } from 'node:util';
import { runTool } from '../client/command-line.ts';
import { writePlatform } from './platform.ts';
import { writeRecords } from './records.ts';

const kinds = ['records', 'postgres', 'kafka'] as const;
type Kind = (typeof kinds)[number];

const usage = `node tools/golden/main.ts --version NAME [--only records|postgres|kafka] [--context NAME]

Writes what the code as it stands here writes, under the name of its version:

records   packages/<context>/engine/golden/<NAME>.jsonl, of all contexts or of one (--context): bytes of every command and event, rows of every record,
          outcomes, and a story with the state that it leads to
postgres  packages/platform/test/golden/fixtures/<NAME>-postgres.*: a whole platform's database after a story, and all that its APIs say of it
kafka     <NAME>-kafka.*: the same with the log on Kafka, its topics too; needs Java 17

The tests golden.test.ts and golden-kafka.test.ts read the files of all versions. A file of a version that has been released is never changed nor removed.`;

type Arguments = Readonly<{ version: string; only: readonly Kind[]; context: string | undefined }>;

function argumentsOf(args: readonly string[]): Arguments {
  const options = { version: { type: 'string' }, only: { type: 'string' }, context: { type: 'string' } } as const;
  const { version, only, context } = parseArgs({ args: [...args], options }).values;
  if (version === undefined || !/^[\w.-]{1,40}$/.test(version)) throw new Error('--version wants the name of the version, such as 825f9c3');
  const wanted = only ?? (context === undefined ? undefined : 'records');
  const found = kinds.filter((kind) => wanted === undefined || wanted === kind);
  if (found.length === 0) throw new Error(`--only wants one of ${kinds.join(', ')}, not ${only}`);
  return { version, only: found, context };
}

process.exitCode = await runTool(usage, argumentsOf, async ({ version, only, context }) => {
  for (const kind of only) for (const line of await (kind === 'records' ? writeRecords(version, context) : writePlatform(version, kind))) console.log(line);
  return 0;
});
