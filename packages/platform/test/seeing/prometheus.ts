import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually, freePorts } from '@noren/testing';
import { z } from 'zod';

/** Prometheus and its tool: on this machine, or where `.ci/run` unpacks Debian's package. */
const folders = ['', `${join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'noren/prometheus/usr/bin')}/`];

/** Where the programs are: a text to put before their names. `undefined`, and a line that says so, where this machine has none; with PROMETHEUS_REQUIRED it throws. */
export async function prometheusIfAny(): Promise<string | undefined> {
  for (const folder of folders)
    for (const programs of [['prometheus', 'promtool']]) {
      const there = await Promise.all(programs.map((program) => promisify(execFile)(folder + program, ['--version']).then(Boolean, () => false)));
      if (there.every(Boolean)) return folder;
    }
  if (process.env['PROMETHEUS_REQUIRED']) throw new Error('there is no Prometheus');
  console.warn('Alerts are not tested: there is no Prometheus (apt-get install prometheus).');
  return undefined;
}

/** What promtool says, and whether it is content. */
export async function promtool(folder: string, args: readonly string[], input = ''): Promise<Readonly<{ content: boolean; said: string }>> {
  const running = promisify(execFile)(`${folder}promtool`, [...args]);
  running.child.stdin?.end(input);
  return running.then(
    ({ stdout, stderr }) => ({ content: true, said: stdout + stderr }),
    (error: unknown) => {
      const { stdout, stderr } = z.object({ stdout: z.string(), stderr: z.string() }).parse(error);
      return { content: false, said: stdout + stderr };
    },
  );
}

const Alerts = z.object({ data: z.object({ alerts: z.array(z.object({ state: z.string(), labels: z.record(z.string(), z.string()) })) }) });

export type Prometheus = Readonly<{
  /** The names of the alerts that fire. */
  firing(): Promise<readonly string[]>;
  /** Throws what is wrong with an expression. */
  check(expression: string): Promise<void>;
  stop(): Promise<void>;
}>;

/** Starts one that scrapes these addresses and looks at its rules every second. Data and settings go with it. */
export async function prometheus(folder: string, targets: readonly string[], rules: string): Promise<Prometheus> {
  const home = mkdtempSync(join(tmpdir(), 'noren-prometheus-'));
  const [port = 0] = await freePorts(1);
  const settings = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: [{ job_name: 'noren', static_configs: [{ targets }] }],
  };
  writeFileSync(join(home, 'rules.yml'), rules);
  writeFileSync(join(home, 'prometheus.yml'), JSON.stringify(settings));
  const args = [`--config.file=${join(home, 'prometheus.yml')}`, `--storage.tsdb.path=${join(home, 'data')}`, `--web.listen-address=127.0.0.1:${port}`];
  const running = spawn(`${folder}prometheus`, args, { stdio: 'ignore' });
  const ended = once(running, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    running.kill();
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await eventually(async () => (await fetch(`${url}/-/ready`)).ok, 30_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async firing() {
      const { data } = Alerts.parse(await (await fetch(`${url}/api/v1/alerts`)).json());
      return [...new Set(data.alerts.flatMap(({ state, labels }) => (state === 'firing' ? [labels['alertname'] ?? ''] : [])))].toSorted();
    },
    async check(expression) {
      const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: expression })}`);
      if (!answer.ok) throw new Error(`${expression}: ${await answer.text()}`);
    },
    stop,
  };
}
