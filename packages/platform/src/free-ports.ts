import { createServer } from 'node:net';
import { Problem } from './problem.ts';

/** Throws one line that names the ports which somebody else has, before anything is started. */
export async function refuseBusyPorts(host: string, wanted: ReadonlyMap<string, number>): Promise<void> {
  const inOrder = [...wanted].toSorted(([, a], [, b]) => a - b);
  const busy = await Promise.all(inOrder.map(async ([name, port]) => ((await isFree(host, port)) ? [] : [`${port} (${name})`])));
  const [first, ...others] = busy.flat();
  if (first === undefined) return;
  const more = others.length === 0 ? ' is' : ` and ${others.length} more of Noren's are`;
  throw new Problem(`port ${first}${more} in use by another program: stop it or give another --port-base`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
