import type { Identity, RequestOptions } from '@noren/service-kit';
import type { Accepted, Operation, Position } from '@noren/wire';

/** Noren itself, asking. */
export const self: Identity = { subject: 'service:platform', merchants: '*', roles: ['service', 'merchant'] };

type Waits = Readonly<{ waitOperation(request: { operationId: string; timeoutMs: number }): Promise<Operation> }>;

/** Asks, and waits until every line is decided. A refusal of any line ends the sample: it is ours, and it is wrong. */
export async function done(
  what: string,
  service: Waits,
  ask: (how: RequestOptions & Readonly<{ idempotencyKey: string }>) => Promise<Accepted>,
): Promise<Operation> {
  const { operationId } = await ask({ idempotencyKey: `sample-${what}` });
  const operation = await service.waitOperation({ operationId, timeoutMs: 30_000 });
  const refused = operation.outcomes.find(({ status }) => status !== 'done');
  if (refused)
    throw new Error(`the sample's ${what} were not taken: ${refused.status} ${refused.refusal?.code ?? ''} ${refused.refusal?.message ?? ''}`.trim());
  return operation;
}

export function made({ made: ids }: Operation, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`the sample's call made no ${name}`);
  return id;
}

export const positionsOf = (...operations: readonly Operation[]): readonly Position[] =>
  operations.flatMap(({ outcomes }) => outcomes.flatMap(({ positions }) => positions));
