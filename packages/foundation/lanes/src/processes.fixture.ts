import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a member's process has said: when (milliseconds since 1970), who, and of which record. `killed` is ours. */
type Said = Readonly<{ at: number; pid: number; what: 'begun' | 'done' | 'killed'; lane: string; place: string; offset: number }>;
export type MemberOptions = Readonly<{ brokers: string; group: string; topic: string; partitions: number; leaseMs: number }>;

/** Members of a group in processes of their own, and one journal of all that they say. */
export class Processes {
  readonly journal: Said[] = [];
  readonly #options: MemberOptions;
  readonly #running: ChildProcess[] = [];

  constructor(options: MemberOptions) {
    this.#options = options;
  }

  start(): ChildProcess {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'member-process.fixture.ts'), JSON.stringify(this.#options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const pid = child.pid ?? 0;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [at = '', what = '', partition = '', offset = '', key = ''] = line.split(' ');
      if (what !== 'begun' && what !== 'done') return;
      this.journal.push({ at: Number(at), pid, what, lane: `${partition} ${key}`, place: `${partition}@${offset}`, offset: Number(offset) });
    });
    this.#running.push(child);
    return child;
  }

  /** kill -9 of the one that runs longest. */
  async killFirst(): Promise<void> {
    const child = this.#running.shift();
    if (child === undefined) return;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    this.journal.push({ at: performance.timeOrigin + performance.now(), pid: child.pid ?? 0, what: 'killed', lane: '', place: '', offset: 0 });
  }

  /** Asks the one that runs longest to leave, and waits for that. */
  async stopFirst(): Promise<void> {
    const child = this.#running.shift();
    if (child === undefined) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await exited;
  }

  async stopAll(): Promise<void> {
    while (this.#running.length > 0) await this.stopFirst();
  }

  get done(): number {
    return new Set(this.journal.filter(({ what }) => what === 'done').map(({ place }) => place)).size;
  }

  get begunTwice(): number {
    const times = Map.groupBy(
      this.journal.filter(({ what }) => what === 'done'),
      ({ place }) => place,
    );
    return [...times.values()].filter(({ length }) => length > 1).length;
  }

  /** What must not have happened within a key: one beside another, or before an earlier one was done. */
  violations(): readonly string[] {
    const found: string[] = [];
    const running = new Map<string, Said>();
    const doneTo = new Map<string, number>();
    for (const said of this.journal.toSorted((a, b) => a.at - b.at)) {
      const { what, lane, place, offset, pid } = said;
      if (what === 'killed') for (const [name, other] of running) if (other.pid === pid) running.delete(name);
      if (what === 'begun') {
        const beside = running.get(lane);
        if (beside !== undefined) found.push(`${place} (process ${pid}) ran beside ${beside.place} (process ${beside.pid})`);
        running.set(lane, said);
      }
      if (what === 'done') {
        running.delete(lane);
        if (offset > (doneTo.get(lane) ?? -1)) doneTo.set(lane, offset);
        else if (!this.#wasDone(said)) found.push(`${place} was done after ${doneTo.get(lane)} of its key`);
      }
    }
    return found;
  }

  #wasDone({ at, place }: Said): boolean {
    return this.journal.some((other) => other.what === 'done' && other.place === place && other.at < at);
  }
}
