import { announce } from './announce.ts';
import { readConfig } from './config.ts';
import { removeDevFile, writeDevFile } from './dev-file.ts';
import { help, parseOptions } from './options.ts';
import { startPlatform, type Platform } from './platform.ts';
import { makeLogger } from '@noren/service-kit';
import { Problem } from './problem.ts';
import { provisionDeployment } from './provision.ts';

/** Set at the first request to end; a second one does not wait. */
let ending = false;
let starting: Promise<Platform> | undefined;
let platform: Platform | undefined;
let dataDir: string | undefined;

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) return void process.stdout.write(`${help}\n`);
  const config = readConfig(process.env);
  if (options.provision) return void (await provisionDeployment(config, options.dataDir, makeLogger({ level: config.logLevel })));
  starting = startPlatform(options, config);
  platform = await starting;
  if (platform.whole && config.development) {
    const { development, placesIn } = await import('./development.ts');
    const dev = options.empty ? placesIn(platform) : await development(platform, options.dataDir);
    if (ending) return;
    dataDir = options.dataDir;
    writeDevFile(dataDir, dev);
    process.stdout.write(await announce(platform, dev));
  } else process.stdout.write(await announce(platform));
}

async function end(code: number): Promise<void> {
  if (ending) {
    platform?.database.abandon();
    process.exit(1);
  }
  ending = true;
  if (dataDir !== undefined) removeDevFile(dataDir);
  await (platform ?? (await starting?.catch(() => undefined)))?.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
// Whoever started us was killed: there is no terminal to answer to any more.
process.on('disconnect', () => void end(0));
for (const accident of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(accident, (error: unknown) => {
    platform?.logger.error({ err: error }, accident);
    if (platform === undefined) process.stderr.write(`${describe(error)}\n`);
    void end(1);
  });

function describe(error: unknown): string {
  if (error instanceof Problem) return `noren: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await run();
} catch (error) {
  if (!ending) {
    process.stderr.write(`${describe(error)}\n`);
    await end(1);
  }
}
