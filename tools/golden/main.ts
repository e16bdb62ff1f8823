/** `node tools/golden/main.ts --version NAME [--context NAME]`: keeps what this version writes, for every later one to be tested with. */
import { parseArgs } from 'node:util';
import { runTool } from '../client/command-line.ts';
import { writeRecords } from './records.ts';

const usage = `node tools/golden/main.ts --version NAME [--context NAME]

Writes what the code as it stands here writes, under the name of its version, for all contexts or one:
packages/<context>/engine/golden/<NAME>.jsonl  bytes of every command and event, rows of every record, outcomes, and a story with the state that it leads to

The tests golden.test.ts read the files of all versions. A file of a version that has been released is never changed and never removed.`;

type Arguments = Readonly<{ version: string; context: string | undefined }>;

function argumentsOf(args: readonly string[]): Arguments {
  const { version, context } = parseArgs({ args: [...args], options: { version: { type: 'string' }, context: { type: 'string' } } }).values;
  if (version === undefined || !/^[\w.-]{1,40}$/.test(version)) throw new Error('--version wants the name of the version, such as 825f9c3');
  return { version, context };
}

process.exitCode = await runTool(usage, argumentsOf, async ({ version, context }) => {
  for (const line of await writeRecords(version, context)) console.log(line);
  return 0;
});
