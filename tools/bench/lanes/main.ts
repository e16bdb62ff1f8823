import { machineOnly } from '../machine.ts';
import type { LanesArguments } from './arguments.ts';
import { BENCHES } from './benches.ts';
import { onGround, type Ground } from './ground.ts';
import { warmUp } from './one-run.ts';
import { broken } from './promises.ts';
import { reportLines, writeMarkdown } from './report.ts';
import { readReport, writeReport, type Report, type Run } from './runs.ts';

/** Runs the benches, writes down each run as it ends, and prints the tables. 1 where a run failed, or lanes broke what they promise. */
export async function benchLanes({ plan, only, json, append, markdown, pinned }: LanesArguments, say: (line: string) => void): Promise<number> {
  return onGround(pinned, say, async (ground) => {
    const runs: Run[] = [...((append ? readReport(json)?.runs : undefined) ?? [])];
    const report = (): Report => ({ machine: machineOnly(), versions: versionsOf(ground), at: new Date().toISOString(), runs });
    const ran = (run: Run): void => {
      runs.push(run);
      writeReport(json, report());
      say(`${run.bench} ${run.variant} | ${run.system} round ${run.round}: ${run.error ?? summary(run)}`);
    };
    await warmUp(ground);
    for (const name of only) {
      const from = performance.now();
      await BENCHES[name]?.run(ground, plan, ran, runs);
      say(`${name} took ${Math.round((performance.now() - from) / 1_000)} s`);
    }
    for (const line of reportLines(report())) say(line);
    say(`raw numbers: ${json}`);
    if (markdown !== undefined) writeMarkdown(markdown, report());
    return runs.some(({ error }) => error !== undefined) || broken(runs).length > 0 ? 1 : 0;
  });
}

const summary = ({ figures }: Run): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${Number.isInteger(value) ? value : value.toFixed(1)}`)
    .join(', ');

const versionsOf = ({ version, java, pins }: Ground): Readonly<Record<string, string>> => ({
  Node: process.versions.node,
  Kafka: version,
  kafkajs: '2.2.4',
  ...(java === undefined ? {} : { Java: java.version, 'Parallel Consumer': '0.5.3.3' }),
  ...(java?.decaton === undefined ? {} : { Decaton: process.env['DECATON_VERSION'] ?? 'of DECATON_CLASSPATH' }),
  cores: pins === undefined ? 'unpinned' : `broker on ${pins.broker}, consumer on ${pins.consumer}`,
});
