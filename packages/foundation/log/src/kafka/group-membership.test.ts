import { eventually } from '@noren/testing';
import { expect, it } from 'vitest';
import { LostPartitions } from '../log.ts';
import { silent } from '../logger.ts';
import { assignmentBytes } from './assignment.ts';
import { KafkaGroupMembership } from './group-membership.ts';
import type { Coordinator } from './kafkajs.ts';
import { usualKafkaTiming } from './options.ts';
import type { Wire } from './wire.ts';

/** A membership whose group settles once, then asks all to join anew and never settles again. */
function unsettled() {
  let joins = 0;
  const never = new Promise<never>(() => undefined);
  const coordinator = {
    joinGroup: () => ((joins += 1) === 1 ? Promise.resolve({ generationId: 1, leaderId: 'other', memberId: 'me', members: [] }) : never),
    syncGroup: () => Promise.resolve({ memberAssignment: assignmentBytes(['t/0']) }),
    heartbeat: () => Promise.reject(Object.assign(new Error('rebalance'), { type: 'REBALANCE_IN_PROGRESS' })),
    leaveGroup: () => Promise.resolve(undefined),
  } satisfies Partial<Coordinator>;
  const wire = { coordinatorOf: () => Promise.resolve(coordinator), refresh: () => Promise.resolve() } satisfies { [Part in keyof Wire]?: unknown };
  const membership = new KafkaGroupMembership({
    wire: wire as unknown as Wire,
    group: 'g',
    topics: ['t'],
    partitionsOf: () => 1,
    timing: { ...usualKafkaTiming, heartbeatMs: 1, leaseMs: 200 },
    logger: silent,
    holds: () => false,
    changed: () => undefined,
    left: () => undefined,
  });
  return { membership, joins: () => joins };
}

it('lets go of a commit that waits for the group to settle once the member leaves', async () => {
  const { membership, joins } = unsettled();
  await eventually(() => expect(joins()).toBe(2));
  expect(membership.membership).toBeUndefined();
  const committer = membership.committer([{ topic: 't', partition: 0 }]).then(
    () => 'committed',
    (error: unknown) => error,
  );
  await membership.leave();
  expect(await Promise.race([committer, new Promise((resolve) => setTimeout(resolve, 1_000))])).toBeInstanceOf(LostPartitions);
});
