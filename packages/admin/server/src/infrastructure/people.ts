import type { people as wire } from '@noren/bff-contract/people';
import type { People } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';

const asSelf = { as: 'self' } as const;

/** Accounts of the console, of its server. */
export const people = ({ people: console }: Pick<Contexts, 'people'>): People => ({
  async letIn({ shopIds, ...person }) {
    const shops = shopIds.map((shopId) => ({ shopId, role: 'owner' }));
    return invited(await console.takeOn({ ...person, shops, password: '' }, asSelf));
  },
  async handShop(merchantId, shopId) {
    await console.handShop({ merchantId, shopId }, asSelf);
  },
  reset: async (merchantId, email) => invited(await console.resetOwner({ merchantId, email }, asSelf)),
});

const invited = ({ personId, invitationToken, invitationEndsAt }: wire.TakeOnResponse | wire.ResetOwnerResponse) => ({
  ...{ personId, invitation: invitationToken === '' ? '' : `/join#${invitationToken}`, invitationEndsAt },
});
