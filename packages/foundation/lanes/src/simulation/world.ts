import { positionKey, type TopicPartition } from '@noren/log';
import { Core } from '../core/core.ts';
import { Timers } from '../core/timers.ts';
import { dice as newDice, type Dice } from './dice.ts';
import { Oracle, Violation } from './oracle.ts';
import { scenario as drawScenario, TOPICS, type Scenario } from './scenario.ts';
import { SimLog } from './sim-log.ts';
import { SimMember, type Kit, type MakeCore, type Time } from './sim-member.ts';

type Outcome = Readonly<{ seed: number; records: number; simulatedMs: number; violation: Violation | undefined }>;

const LONGEST_MS = 300_000;
const LEASE_MS = 300;
const usual: MakeCore = (settings, surroundings) => new Core(settings, surroundings);

/** Runs the world of a seed to its end. The same seed is the same run. */
export function simulate(seed: number, makeCore: MakeCore = usual): Outcome {
  const dice = newDice(seed);
  const scenario = drawScenario(dice);
  const oracle = new Oracle(scenario);
  const time: Time = { now: 1_700_000_000_000, events: new Timers() };
  const world = new World({ scenario, dice, oracle, time, log: new SimLog(scenario, dice, oracle), makeCore });
  const began = time.now;
  let violation: Violation | undefined;
  try {
    world.run();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = error;
  }
  return { seed, records: scenario.records, simulatedMs: time.now - began, violation };
}

/** Members come, go and die; partitions are shared anew; records are appended meanwhile. */
class World {
  readonly #kit: Kit;
  readonly #dice: Dice;
  readonly #scenario: Scenario;
  readonly #ids = new Set<string>();
  #members: SimMember[] = [];
  /** Who has a partition; undefined while it is on its way. */
  readonly #owners = new Map<string, SimMember | undefined>();
  readonly #calmAt: number;

  constructor(kit: Kit) {
    this.#kit = kit;
    this.#dice = kit.dice;
    this.#scenario = kit.scenario;
    this.#calmAt = kit.time.now + kit.scenario.calmAtMs;
  }

  run(): void {
    const { time, oracle, log } = this.#kit;
    this.#appendAll();
    for (let member = 0; member < this.#scenario.members; member += 1) this.#join();
    this.#share();
    this.#disturb();
    const began = time.now;
    const committed = (at: TopicPartition): number => log.committed(at).commit.offset;
    while (time.now < this.#calmAt || !oracle.complete(committed)) {
      time.now = Math.max(time.now, time.events.next);
      if (time.now - began > LONGEST_MS) throw new Violation(`stuck: ${oracle.missing(committed)}`);
      time.events.ring(time.now);
    }
    oracle.allAccounted(this.#ids);
  }

  #appendAll(): void {
    const { records, keys, keyless, partitions, calmAtMs } = this.#scenario;
    const { log, time } = this.#kit;
    for (let index = 0; index < records; index += 1) {
      const key = this.#dice.chance(keyless) ? '' : this.#dice.chance(0.02) ? 'ignored' : `k${this.#dice.whole(1, keys)}`;
      const record = {
        topic: TOPICS.main,
        key,
        id: `r${index}`,
        type: 'drawn',
        value: new Uint8Array(),
        headers: this.#dice.chance(0.3) ? { level: 'high' } : {},
      };
      this.#ids.add(record.id);
      const partition = this.#dice.whole(0, partitions - 1);
      if (this.#dice.chance(0.5)) log.append(record, partition, time.now);
      else time.events.add(time.now + this.#dice.whole(1, calmAtMs), () => log.append(record, partition, time.now));
    }
  }

  #join(): void {
    this.#members.push(new SimMember(this.#kit));
  }

  /** Gives every partition to somebody, drawn; who has another one's first gives it up. */
  #share(): void {
    const moving = new Map<SimMember, TopicPartition[]>();
    for (const at of this.#kit.log.partitions) {
      const owner = this.#owners.get(positionKey(at));
      if (owner === undefined && this.#owners.has(positionKey(at))) continue;
      if (owner !== undefined && this.#members.includes(owner) && this.#dice.chance(0.5)) continue;
      this.#owners.set(positionKey(at), undefined);
      if (owner === undefined || !owner.alive) this.#giveSoon(at);
      else moving.set(owner, [...(moving.get(owner) ?? []), at]);
    }
    for (const [owner, partitions] of moving) {
      let open = true;
      const free = (): void => {
        if (!open) return;
        open = false;
        for (const at of partitions) this.#giveSoon(at);
      };
      owner.revoke(partitions, free);
      // A member that dies while it drains has lost them too.
      const look = (): void => {
        if (!owner.alive) free();
        else if (open) this.#after(LEASE_MS, look);
      };
      this.#after(LEASE_MS, look);
    }
  }

  #giveSoon(at: TopicPartition): void {
    this.#after(this.#dice.whole(0, 20), () => {
      const [first, ...rest] = this.#members;
      if (first === undefined) return this.#giveSoon(at);
      const owner = this.#dice.of([first, ...rest]);
      this.#owners.set(positionKey(at), owner);
      owner.assign(at);
    });
  }

  #disturb(): void {
    this.#after(this.#dice.whole(1, this.#scenario.faultEveryMs), () => {
      if (this.#kit.time.now >= this.#calmAt) {
        if (this.#members.length === 0) this.#join();
        return this.#share();
      }
      if (this.#dice.chance(this.#scenario.log.foreign)) for (const at of this.#kit.log.partitions) this.#kit.log.scribble(at);
      const fault = this.#dice.of(['crash', 'leave', 'join', 'none']);
      if (fault === 'crash') this.#crash();
      else if (fault === 'leave') this.#leave();
      else if (fault === 'join') this.#join();
      if (this.#members.length === 0 || (this.#members.length < 3 && this.#dice.chance(0.5))) this.#join();
      this.#share();
      this.#disturb();
    });
  }

  #crash(): void {
    const [member] = this.#members;
    if (member === undefined) return;
    this.#members = this.#members.slice(1);
    member.die();
  }

  /** Gives up what it has, and is gone when that is done. */
  #leave(): void {
    this.#members = this.#members.slice(0, -1);
  }

  #after(ms: number, act: () => void): void {
    const { time } = this.#kit;
    time.events.add(time.now + ms, act);
  }
}
