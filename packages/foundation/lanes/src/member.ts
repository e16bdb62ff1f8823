import type { Commits, Log, Subscriber, TopicPartition } from '@noren/log';
import { Calls } from './calls.ts';
import { Core } from './core/core.ts';
import type { Drain } from './core/drains.ts';
import type { CoreSettings, Effects } from './core/settings.ts';
import type { Observer } from './observer.ts';
import type { LanesOptions } from './options.ts';
import { propertyOf } from './property.ts';

const { timeOrigin } = performance;
/** Milliseconds since 1970, never going back. */
export const clock = (): number => timeOrigin + performance.now();

/** A commit that was not answered by then has failed; another one is made. Milliseconds. */
const COMMIT_MS = 30_000;

/** A core between the log and the handler, from its start to its stop or crash. */
export class Member {
  readonly core: Core;
  readonly #log: Log & Commits;
  readonly #options: LanesOptions;
  readonly #settings: CoreSettings;
  readonly #crash: Promise<never>;
  #crashed: (error: unknown) => void = () => undefined;
  /** Lets go of those who wait for partitions to be given up. */
  readonly #givingUp = new Set<() => void>();
  #stopping = false;
  #alarm: NodeJS.Timeout | undefined;
  #wake = (): void => undefined;

  constructor(log: Log & Commits, options: LanesOptions, settings: CoreSettings, observer: Observer) {
    this.#log = log;
    this.#options = options;
    this.#settings = settings;
    this.#crash = new Promise((_, reject) => {
      this.#crashed = reject;
    });
    // Nobody may be waiting for it any more.
    this.#crash.catch(() => undefined);
    this.core = new Core(settings, { effects: this.#effects(), observer, clock, random: Math.random });
  }

  /** Resolves when it was stopped, throws when it has crashed; either way it has let go of everything. */
  async run(stop: AbortSignal): Promise<void> {
    const subscription = await this.#log.subscribe(this.#subscriber()).catch((error: unknown) => {
      clearTimeout(this.#alarm);
      throw error;
    });
    this.#wake = () => subscription.wake();
    const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
    try {
      if (!stop.aborted) await Promise.race([stopped, this.#crash]);
    } catch (error) {
      this.core.abandon();
      throw error;
    } finally {
      this.#stopping = true;
      await subscription.stop();
      clearTimeout(this.#alarm);
    }
  }

  #subscriber(): Subscriber {
    const { group, topics, maxRecords = 2_000 } = this.#options;
    const tiers = this.#settings.retry.value.tiers.map(({ topic }) => topic);
    return {
      group,
      topics: [...topics, ...tiers, ...(this.#settings.quota === undefined ? [] : [this.#settings.quota.topic])],
      maxRecords,
      assigned: async (partitions) => {
        return this.core.assign(await this.#log.committed(group, partitions));
      },
      revoked: (partitions) => this.#revoked(partitions),
      batch: (records) => {
        this.#guard(() => this.core.take(records));
        return Promise.resolve();
      },
      full: () => this.core.full(),
    };
  }

  /** Resolves when they are released, or when a crash means that nobody will say so. */
  async #revoked(partitions: readonly TopicPartition[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#givingUp.add(resolve);
    this.#guard(() => this.core.revoke(partitions, this.#drain(), resolve));
    await promise;
    this.#givingUp.delete(resolve);
  }

  #drain(): Drain {
    const { revokeDrainMs, shutdownDrainMs } = this.#options;
    return this.#stopping
      ? { limitMs: propertyOf(shutdownDrainMs, 10_000).value, reason: 'shutdown' }
      : { limitMs: propertyOf(revokeDrainMs, 5_000).value, reason: 'revoked' };
  }

  #effects(): Effects {
    const calls = new Calls(
      this.#options.handler,
      () => this.core,
      (error) => this.#fail(error),
    );
    return {
      start: (work, run) => calls.start(work, run),
      append: (work) => {
        const record = work.append?.record;
        if (record === undefined) return;
        this.#log.append([record]).then(
          () => this.#guard(() => this.core.appended(work)),
          (error: unknown) => this.#guard(() => this.core.appendFailed(work, error)),
        );
      },
      commit: (commits, answer) => {
        within(COMMIT_MS, this.#log.commit(this.#options.group, commits)).then(
          () => this.#guard(() => answer()),
          (error: unknown) => this.#guard(() => answer(error ?? new Error('the commit failed'))),
        );
      },
      wake: () => this.#wake(),
      alarm: (at) => {
        clearTimeout(this.#alarm);
        this.#alarm = setTimeout(() => this.#guard(() => this.core.tick()), Math.max(0, Math.min(at - clock(), 2 ** 31 - 1)));
      },
    };
  }

  /** A mistake in the core, or in what observes it, ends this member; `runLanes` begins another. */
  #guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#crashed(error);
    for (const letGo of this.#givingUp) letGo();
  }
}

function within<Answer>(ms: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
