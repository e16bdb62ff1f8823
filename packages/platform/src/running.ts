import type { Host, Module, StartedModule } from '@noren/service-kit';
import type { Logger } from 'pino';
import type { ModuleSpec } from './modules.ts';
import { Problem } from './problem.ts';

export type Running = Readonly<{ place: ModuleSpec; started: StartedModule }>;

/** How long a module may drain before the next is stopped. */
const patience = 15_000;

/** The module that a package is. Throws a `Problem` that names the package which is not there or is none. */
export async function load(place: ModuleSpec, get: (name: string) => Promise<unknown> = (name) => import(name)): Promise<Module> {
  const found = await get(place.package).catch((error: unknown) => {
    throw new Problem(`the module ${place.name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!isRecord(found) || !isModule(found['module'])) throw new Problem(`the module ${place.name} cannot be loaded: ${place.package} exports no module`);
  return found['module'];
}

/** Starts them in order. When one fails those before it are stopped again. */
export async function startAll(
  places: readonly ModuleSpec[],
  loaded: ReadonlyMap<string, Module>,
  hostFor: (place: ModuleSpec) => Host,
): Promise<readonly Running[]> {
  const running: Running[] = [];
  for (const place of places) {
    try {
      const started = await loaded.get(place.name)?.start(hostFor(place));
      if (started) running.push({ place, started });
    } catch (cause) {
      await stopAll(running);
      const message = cause instanceof Error ? cause.message : String(cause);
      if (message.includes('EADDRINUSE')) throw new Problem(`a port of ${place.name} is in use by another program: ${message}`);
      throw new Error(`${place.name} did not start: ${message}`, { cause });
    }
  }
  return running;
}

/** Stops them in reverse order; one that fails or takes too long is told about and left behind. */
export async function stopAll(running: readonly Running[], logger?: Logger): Promise<void> {
  for (const { place, started } of running.toReversed()) {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`did not stop within ${patience / 1000} s`)), patience);
    await Promise.race([started.stop(), late])
      .catch((error: unknown) => logger?.error({ err: error, module: place.name }, 'module did not stop cleanly'))
      .finally(() => clearTimeout(timer));
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isModule = (value: unknown): value is Module => isRecord(value) && typeof value['start'] === 'function' && typeof value['name'] === 'string';
