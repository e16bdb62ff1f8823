import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const started = z.object({ port: z.int() });

/** A server of node:http in a process of its own that answers every request with these bytes. */
export async function barePage(bytes: Uint8Array): Promise<Readonly<{ url: string; pid: number; stop(): void }>> {
  const child = fork(join(import.meta.dirname, 'page-server.ts'), { serialization: 'advanced' });
  child.send(bytes);
  const [message] = await once(child, 'message');
  return { url: `http://127.0.0.1:${started.parse(message).port}`, pid: child.pid ?? 0, stop: () => void child.kill() };
}
