import { KIND } from '../tasks.ts';
import type { Spec } from '../spec.ts';
import { echoClient } from './echo-client.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a task does, as Work.java: so many waits of so many milliseconds, asleep or for an answer over TCP. Nothing to wait for: nothing to await. */
export function workOf({ steps, ms, holdMs, echoPort }: Spec): (kind: number) => Promise<void> | undefined {
  const waitOnce = echoPort > 0 ? echoClient(echoPort) : sleep;
  const wait = async (): Promise<void> => {
    for (let step = 0; step < steps; step += 1) await waitOnce(ms);
  };
  return (kind) => (kind === KIND.holds ? sleep(holdMs) : ms === 0 ? undefined : wait());
}
