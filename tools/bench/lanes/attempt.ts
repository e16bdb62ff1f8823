import type { Run } from './runs.ts';

/** A run that may fail: then it has no figures, and says why. */
export async function attempt(about: Omit<Run, 'figures' | 'error'>, run: () => Promise<Run['figures']>): Promise<Run> {
  try {
    return { ...about, figures: await run() };
  } catch (error) {
    return { ...about, figures: {}, error: error instanceof Error ? error.message : String(error) };
  }
}
