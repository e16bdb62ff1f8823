import { parseArgs } from 'node:util';

/** What a runner is asked to do: `name=value` arguments, the same for Java and Node. Times are milliseconds. */
export type Spec = Readonly<{
  brokers: string;
  topic: string;
  group: string;
  /** Tasks in all; the first `warmUp` of them do not count. */
  total: number;
  warmUp: number;
  mode: string;
  concurrency: number;
  /** A task waits so many times for so long. */
  steps: number;
  ms: number;
  /** Where the echo server listens that a task waits for; 0: it waits for timers. */
  echoPort: number;
  /** How long a task of the kind `holds` waits. */
  holdMs: number;
  journal: string;
  /** 1: every execution is written at once, so that it outlives a kill. */
  journalEach: number;
  /** Decaton's back-off; 0: without retries. */
  retryMs: number;
  /** Every so-manieth record to a retry topic is failed; 0: none. */
  failEveryProduce: number;
  /** 0: waits until every task is done, or until it is told to stop. */
  giveUpAfterMs: number;
}>;

const NUMBERS = ['total', 'warmUp', 'concurrency', 'steps', 'ms', 'echoPort', 'holdMs', 'journalEach', 'retryMs', 'failEveryProduce', 'giveUpAfterMs'] as const;
const TEXTS = ['brokers', 'topic', 'group', 'mode', 'journal'] as const;

export const argsOf = (spec: Spec): readonly string[] => Object.entries(spec).map(([name, value]) => `${name}=${value}`);

/** The spec that a runner was started with. */
export function givenSpec(): Spec {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true, options: {} });
  const given = new Map(positionals.map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]));
  const text = (name: string): string => {
    const value = given.get(name);
    if (value === undefined) throw new Error(`missing: ${name}`);
    return value;
  };
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, Number(text(name))])) as Record<(typeof NUMBERS)[number], number>;
  const texts = Object.fromEntries(TEXTS.map((name) => [name, text(name)])) as Record<(typeof TEXTS)[number], string>;
  return { ...numbers, ...texts };
}
