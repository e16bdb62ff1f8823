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

/** The same of a plain task, without a promise where timers do. */
export function callbackWorkOf({ steps, ms, echoPort }: Spec): (then: () => void) => void {
  const ask = echoPort > 0 ? echoClient(echoPort) : undefined;
  const waitOnce = (then: () => void): void => void (ask === undefined ? setTimeout(then, ms) : ask(ms).then(then));
  const step = (left: number, then: () => void): void => waitOnce(left === 1 ? then : () => step(left - 1, then));
  return (then) => (ms === 0 ? then() : step(steps, then));
}
