import { catalogue, keys } from '@noren/link-contract';
import { refusals } from '@noren/link-contract/refusals';
import { platformScopeMeanings } from '@noren/link-contract/scopes';
import { type GrpcClient, grpcClient, type Host, type HttpServer, httpServer, type Identity, problemsOf, providing, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import { access } from './access.ts';
import { feedRoutes } from './routes.ts';

/** What runs of this platform's package, and what it closes. */
type Platform = Readonly<{ server: HttpServer; close(): void }>;

const self: Identity = { subject: 'service:link-google-merchant', merchants: '*', roles: ['service'] };

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const Parts = {
  host: token<Host>('Host'),
  catalogue: token<GrpcClient<catalogue.CatalogueServiceService>>('Catalogue'),
  keys: token<GrpcClient<keys.PlatformKeyServiceService>>('PlatformKeys'),
  platform: token<Platform>('Platform'),
};

/** How the package is put together: Link behind it, Google in front of it. */
const googleMerchant = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  const options = ({ identities, transport, metrics }: Host) => ({ identities, transport, self, metrics, maxMessageBytes: MAX_MESSAGE_BYTES });
  provide(Parts.catalogue, (host) => grpcClient(catalogue.CatalogueServiceClient, host.address('link-keys'), options(host)), [Parts.host]);
  provide(Parts.keys, (host) => grpcClient(keys.PlatformKeyServiceClient, host.address('link-keys'), options(host)), [Parts.host]);
  provide(
    Parts.platform,
    async (host, articles, platformKeys) => {
      const server = await httpServer({
        name: 'link-google-merchant',
        title: 'Noren feeds for Google Merchant Center',
        description: 'Product and local inventory feeds of a shop, for scheduled fetches: the password is the platform’s API key.',
        version: '1.0.0',
        host: host.listenOn,
        port: host.port('link-google-merchant'),
        routes: feedRoutes(articles, host.clock),
        authenticate: access(platformKeys),
        credentials: 'key or password',
        scopes: platformScopeMeanings,
        codes: {
          ...problemsOf({ platform_suspended: refusals.platform_suspended }),
          shop_not_found: { status: 404, title: 'There is no such shop', cure: 'Check the id; shops that have not let you in look the same.' },
        },
        credentialProblems: ['platform_suspended'],
        trustProxy: host.trustProxy,
        rateLimits: host.rateLimits,
        logger: host.logger,
        metrics: host.metrics,
      });
      return { server, close: () => (articles.close(), platformKeys.close()) };
    },
    [Parts.host, Parts.catalogue, Parts.keys],
  );
});

export function compose(host: Host): Promise<Platform> {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.load(googleMerchant);
  return container.getAsync(Parts.platform);
}
