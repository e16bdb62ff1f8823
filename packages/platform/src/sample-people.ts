import { randomBytes } from 'node:crypto';
import { people } from '@noren/bff-contract/people';
import { grpcClient, type Host, type Identity } from '@noren/service-kit';
import { self } from './sample-calls.ts';

/** Who may log in to the sample's console, all with one password, which is made for this data folder and shown. */
type SampleLogin = Readonly<{ email: string; password: string }>;
type SamplePeople = Readonly<{ owner: SampleLogin; manager: SampleLogin; clerk: SampleLogin; identities: readonly Identity[] }>;

const staff = [
  { role: 'owner', name: 'Hana Sakura', email: 'hana@sakura.example', language: 'en' },
  { role: 'manager', name: 'Tom Ellis', email: 'tom@sakura.example', language: 'en' },
  { role: 'clerk', name: 'Ji-woo Park', email: 'jiwoo@sakura.example', language: 'ko' },
] as const;

/** Lets them in; the clerk serves in the first shop only. */
export async function loadPeople(host: Host, merchantId: string, shopIds: readonly string[]): Promise<SamplePeople> {
  const client = grpcClient(people.PeopleServiceClient, host.address('bff-people'), { identities: host.identities, transport: host.transport, self });
  const password = randomBytes(15).toString('base64url');
  try {
    const taken = await Promise.all(
      staff.map(async ({ role, name, email, language }) => {
        const shops = (role === 'clerk' ? shopIds.slice(0, 1) : shopIds).map((shopId) => ({ shopId, role }));
        const { personId } = await client.takeOn({ merchantId, email, name, language, shops, password });
        const identity: Identity = {
          ...{ subject: `staff:${personId}`, merchants: [merchantId], shops: shopIds, roles: [] },
          shopRoles: Object.fromEntries(shopIds.map((shopId) => [shopId, role])),
        };
        return { login: { email, password }, identity };
      }),
    );
    const [owner, manager, clerk] = taken.map(({ login }) => login);
    if (!owner || !manager || !clerk) throw new Error('the sample has an owner, a manager and a clerk');
    return { owner, manager, clerk, identities: taken.map(({ identity }) => identity) };
  } finally {
    client.close();
  }
}
