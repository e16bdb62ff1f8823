import { createServer } from 'node:net';
import { Problem } from './problem.ts';

/** Throws one line that names the ports which somebody else has, before anything is started. */
export async function refuseBusyPorts(host: string, wanted: ReadonlyMap<string, number>): Promise<void> {
  const busy = await Promise.all(Array.from(wanted, async ([name, port]) => ((await isFree(host, port)) ? [] : [`${port} (${name})`])));
  const named = busy.flat();
  if (named.length > 0) throw new Problem(`port ${named.join(', ')} is in use by another program: stop it or give another --port-base`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
