import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A broker cannot be had on this machine; the message says what is missing. */
export class NoKafka extends Error {
  override readonly name = 'NoKafka';
}

const cache = (): string => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'noren', 'kafka');

/** The folder with a version's jars: copied by Maven the first time, kept for whoever comes later. Throws `NoKafka` without Java, or the first time without Maven. */
export async function kafkaJars(version: string): Promise<string> {
  await found('java', ['-version'], 'there is no Java (17 or newer)');
  const folder = join(cache(), version);
  if (existsSync(folder)) return folder;
  await found('mvn', ['--version'], 'there is no Maven to get the jars of Kafka with');
  mkdirSync(cache(), { recursive: true });
  const making = mkdtempSync(join(cache(), `${version}.making-`));
  const copy = [`-Dkafka.version=${version}`, '-DincludeScope=runtime', `-DoutputDirectory=${making}`];
  try {
    await run('mvn', ['-B', '-q', '-f', join(import.meta.dirname, 'pom.xml'), 'dependency:copy-dependencies', ...copy], { timeout: 300_000 });
    keep(making, folder);
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : '';
    throw new NoKafka(`Maven has no jars of Kafka ${version}: ${said === '' ? String(error) : said}`);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

/** Whole or not at all, and whoever else was first has the same. */
function keep(making: string, folder: string): void {
  try {
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function found(program: string, args: readonly string[], otherwise: string): Promise<void> {
  try {
    await run(program, args);
  } catch {
    throw new NoKafka(otherwise);
  }
}
