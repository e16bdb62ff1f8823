import type { Operators } from '@noren/admin-store';
import { AUTHORIZATION, type Authenticating, bearerKey, hashKey, type Identity, type Limits, textOf, unauthenticated } from '@noren/service-kit';

/**
 * Lets in whoever brings the operators' key, and nobody else: no identity of Noren's own, no key of another kind. An address that has tried too many wrong ones
 * waits before another is looked at.
 */
export const operatorsOnly =
  (operators: Operators, limits: Limits | undefined): Authenticating =>
  async ({ metadata, peer }) => {
    const address = peer.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');
    const authorization = textOf(metadata, AUTHORIZATION);
    limits?.look(address, authorization);
    const key = bearerKey(authorization, 'op');
    const operatorId = key === undefined ? undefined : await operators.byHash(hashKey(key));
    if (operatorId === undefined) {
      limits?.stranger(address, authorization);
      throw unauthenticated('This takes the operators’ key: authorization: Bearer nrn_op_…');
    }
    const identity = identityOf(operatorId);
    limits?.known(authorization, identity, 0);
    return identity;
  };

const identityOf = (operatorId: string): Identity => ({ subject: `operator:${operatorId}`, merchants: '*', roles: ['service'] });

/** Whose key a call came by. */
export const operatorOf = ({ subject }: Identity): string => subject.slice('operator:'.length);
