import { pause, pauseAfter } from '../backoff.ts';
import { LostPartitions, positionKey } from '../log.ts';
import type { TopicPartition } from '../log.ts';
import type { LogLogger } from '../logger.ts';
import type { GroupMembership, Assignment } from '../source.ts';
import { assign, assignmentBytes, claimBytes, readAssignment, readClaim } from './assignment.ts';
import { errorType } from './kafkajs.ts';
import type { Coordinator } from './kafkajs.ts';
import type { KafkaTiming } from './options.ts';
import type { Wire } from './wire.ts';

const PROTOCOL = 'noren-cooperative-sticky';
/** The group does not know this member any more, or has gone on without it. */
const OVER = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID', 'MEMBER_ID_REQUIRED']);
const nothing: Assignment = { should: [], leased: new Set() };

type MembershipParts = Readonly<{
  wire: Wire;
  group: string;
  topics: readonly string[];
  partitionsOf: (topic: string) => number;
  timing: KafkaTiming;
  logger: LogLogger;
  /** Whether the member still works on partitions that it has been told are lost. */
  holds(): boolean;
  changed(): void;
  left(): void;
}>;

/** How a member is known to its group. */
export type Membership = Readonly<{ id: string; generation: number }>;

/**
 * A member of a group of Kafka's: joins, beats, and joins anew when the group changes, as KIP-429 has it: it keeps what it holds meanwhile, and what it
 * is not to keep it gives up between two batches, then joins once more so that another gets it.
 */
export class KafkaGroupMembership implements GroupMembership {
  readonly #parts: MembershipParts;
  readonly #stopping = new AbortController();
  readonly #living: Promise<void>;
  #member: Membership = { id: '', generation: -1 };
  #assigned: readonly TopicPartition[] = [];
  /** What is ours as the group sees it: what was assigned, and what is not to be kept but not yet given up. */
  #owned: ReadonlySet<string> = new Set();
  #settled = false;
  #expiry: NodeJS.Timeout | undefined;
  #rest = new AbortController();
  #rejoin = false;
  /** How often the membership was lost: what was asked before belongs to nobody. */
  #lost = 0;

  constructor(parts: MembershipParts) {
    this.#parts = parts;
    this.#living = this.#live();
  }

  get assignment(): Assignment {
    return { should: this.#assigned, leased: this.#owned };
  }

  /** Who we are, where the group has settled; undefined while it has not. */
  get membership(): Membership | undefined {
    return this.#settled ? this.#member : undefined;
  }

  beatNow(): void {
    this.#rest.abort();
  }

  claim(partitions: readonly TopicPartition[]): Promise<readonly TopicPartition[]> {
    const ours = new Set(this.#assigned.map(positionKey));
    return Promise.resolve(partitions.filter((partition) => ours.has(positionKey(partition))));
  }

  release(partitions: readonly TopicPartition[]): Promise<void> {
    const released = new Set(partitions.map(positionKey));
    this.#owned = new Set([...this.#owned].filter((key) => !released.has(key)));
    this.#rejoin = true;
    this.beatNow();
    return Promise.resolve();
  }

  async leave(): Promise<void> {
    const { wire, group, timing, left } = this.#parts;
    this.#stopping.abort();
    this.#rest.abort();
    clearTimeout(this.#expiry);
    left();
    await Promise.race([this.#living, pause(timing.leaseMs)]);
    const { id } = this.#member;
    if (id === '') return;
    await Promise.race([wire.coordinatorOf(group).then((coordinator) => coordinator.leaveGroup({ groupId: group, memberId: id })), this.#late()]);
  }

  /** Nobody waits for a broker that is away longer than the lease lasts. */
  async #late(): Promise<never> {
    await pause(this.#parts.timing.leaseMs);
    throw new Error('log: the broker does not answer');
  }

  async #live(): Promise<void> {
    const { wire, group, timing, logger } = this.#parts;
    for (let failures = 0; !this.#stopping.signal.aborted;) {
      try {
        await this.#letGo();
        if (this.#stopping.signal.aborted) return;
        const coordinator = await wire.coordinatorOf(group);
        if (!this.#settled) await this.#join(coordinator);
        failures = 0;
        await this.#beatOn(coordinator);
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        const type = errorType(error);
        if (type === 'REBALANCE_IN_PROGRESS') this.#settled = false;
        else {
          failures += 1;
          logger.warn({ err: error, group, failures }, 'log: out of touch with the group');
          if (OVER.has(type)) this.#lose();
          await pause(pauseAfter(failures, timing.backoff), this.#stopping.signal);
          if (!OVER.has(type)) await wire.refresh().catch(() => undefined);
        }
      }
    }
  }

  /** Whoever lost its membership ends what it has under way before it is somebody new: else it would not notice that others had its partitions meanwhile. */
  async #letGo(): Promise<void> {
    while (this.#member.id === '' && this.#parts.holds() && !this.#stopping.signal.aborted) await pause(10, this.#stopping.signal);
  }

  async #join(coordinator: Coordinator): Promise<void> {
    const { group, topics, timing } = this.#parts;
    this.#rejoin = false;
    const sentAt = performance.now();
    const lost = this.#lost;
    // Who waits in a join is alive to the group, which waits itself for those who do not join.
    this.#expireAfter(sentAt, timing.rebalanceMs + timing.leaseMs);
    try {
      const metadata = claimBytes({ topics, generation: this.#member.generation, owned: [...this.#owned] });
      const { generationId, leaderId, memberId, members } = await coordinator.joinGroup({
        groupId: group,
        sessionTimeout: timing.leaseMs,
        rebalanceTimeout: timing.rebalanceMs,
        memberId: this.#member.id,
        groupProtocols: [{ name: PROTOCOL, metadata }],
      });
      const joined = performance.now();
      if (lost !== this.#lost) throw new LostPartitions('the lease ended while the group was joined');
      this.#member = { id: memberId, generation: generationId };
      const groupAssignment = leaderId === memberId ? this.#decide(members) : [];
      const { memberAssignment } = await coordinator.syncGroup({ groupId: group, generationId, memberId, groupAssignment });
      if (lost === this.#lost) this.#settle(readAssignment(memberAssignment), joined);
    } catch (error) {
      this.#expireAfter(sentAt, timing.leaseMs);
      throw error;
    }
  }

  #decide(members: readonly Readonly<{ memberId: string; memberMetadata: Buffer }>[]) {
    const claims = members.map(({ memberId, memberMetadata }) => readClaim(memberId, memberMetadata));
    const assigned = assign(claims, this.#parts.partitionsOf);
    return [...assigned].map(([memberId, partitions]) => ({ memberId, memberAssignment: assignmentBytes(partitions) }));
  }

  #settle(assigned: readonly TopicPartition[], since: number): void {
    this.#settled = true;
    this.#assigned = assigned;
    this.#owned = new Set([...this.#owned, ...assigned.map(positionKey)]);
    this.#expireAfter(since, this.#parts.timing.leaseMs);
    this.#parts.changed();
  }

  async #beatOn(coordinator: Coordinator): Promise<void> {
    const { group, timing } = this.#parts;
    while (!this.#stopping.signal.aborted && this.#settled) {
      this.#rest = new AbortController();
      if (!this.#rejoin) await pause(timing.heartbeatMs, this.#rest.signal);
      if (this.#stopping.signal.aborted) return;
      if (this.#rejoin) {
        this.#settled = false;
        return;
      }
      const sentAt = performance.now();
      await coordinator.heartbeat({ groupId: group, groupGenerationId: this.#member.generation, memberId: this.#member.id });
      this.#expireAfter(sentAt, timing.leaseMs);
    }
  }

  /** The lease counts from when we were last heard: it cannot end later for us than for the others. */
  #expireAfter(since: number, ms: number): void {
    clearTimeout(this.#expiry);
    if (this.#member.id === '' || this.#stopping.signal.aborted) return;
    this.#expiry = setTimeout(() => this.#lose(), Math.max(0, ms - (performance.now() - since)));
  }

  #lose(): void {
    clearTimeout(this.#expiry);
    this.#member = { id: '', generation: -1 };
    this.#settled = false;
    this.#lost += 1;
    const had = this.#owned.size > 0;
    this.#assigned = nothing.should;
    this.#owned = nothing.leased;
    if (had) this.#parts.changed();
  }

  /** What commits of these partitions are made as, once the group has settled; throws `LostPartitions` where they are not ours. */
  async committer(partitions: readonly TopicPartition[]): Promise<Membership> {
    while (!this.#stopping.signal.aborted && partitions.every((partition) => this.#owned.has(positionKey(partition)))) {
      if (this.membership !== undefined) return this.membership;
      await pause(10);
    }
    throw new LostPartitions('commits belong to partitions that are not held');
  }
}
