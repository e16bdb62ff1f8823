import type { People } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';

const asSelf = { as: 'self' } as const;

/** Accounts of the console, of its server. An invitation by a link would take the place of the one-time password here. */
export const people = ({ people: console }: Pick<Contexts, 'people'>): People => ({
  async letIn({ shopIds, ...person }) {
    const shops = shopIds.map((shopId) => ({ shopId, role: 'owner' }));
    return console.takeOn({ ...person, shops, password: '' }, asSelf);
  },
  reset: (merchantId, email) => console.resetOwner({ merchantId, email }, asSelf),
});
