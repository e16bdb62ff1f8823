import { people } from '@noren/bff-contract/people';
import { platforms } from '@noren/link-contract';
import { keys } from '@noren/merchant-link-contract';
import { grpcClient, type Host, type Identity } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';

/** Asks in Noren's name, so that a repeat is one whichever key it comes by; which operator it was stands in the audit log. */
const self: Identity = { subject: 'service:admin-server', merchants: '*', roles: ['service'] };

/** Everybody whom the operators' edge asks, by gRPC. */
export function contexts(host: Host) {
  const options = { identities: host.identities, transport: host.transport, self, metrics: host.metrics, maxMessageBytes: 16 * 1024 * 1024 };
  const clients = {
    shops: grpcClient(shop.ShopServiceClient, host.address('shop-api'), options),
    people: grpcClient(people.PeopleServiceClient, host.address('bff-people'), options),
    platforms: grpcClient(platforms.PlatformServiceClient, host.address('link-keys'), options),
    systemKeys: grpcClient(keys.SystemKeyServiceClient, host.address('merchant-link-keys'), options),
  };
  return {
    ...clients,
    close: () => {
      for (const client of Object.values(clients)) client.close();
    },
  };
}
export type Contexts = ReturnType<typeof contexts>;
