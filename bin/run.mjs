// Runs a program with the Node that the lockfile names, in a process group of its own, and passes signals on.
import { spawn } from 'node:child_process';
import { Failed, node, prepare } from './prepare.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Prepares, runs `args` with Node, and ends as it ends. `tied`: the program has a channel that tells it when this process has been killed. */
export async function run(args, { tied = false } = {}) {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Noren needs Node 20 or newer to start, this is ${process.versions.node}`);
  await prepare().catch((error) => fail(error instanceof Failed ? error.message : `${error?.stack ?? error}`));
  // Ctrl-C reaches the whole process group, and npm sends it on once more: only this process takes it, and passes it on once.
  // Few malloc arenas: buffers come and go on several threads, and each arena keeps what it once had.
  const env = { MALLOC_ARENA_MAX: '2', ...process.env };
  const child = spawn(node, args, { env, stdio: ['ignore', 'inherit', 'inherit', ...(tied ? ['ipc'] : [])], detached: process.platform !== 'win32' });
  child.once('error', (error) => fail(error.message));
  let last = 0;
  for (const signal of signals)
    process.on(signal, () => {
      if (Date.now() - last > 500) child.kill(signal);
      last = Date.now();
    });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
