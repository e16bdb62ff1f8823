import { isIP } from 'node:net';
import { looksLikeKey, type RateLimits, type TlsFiles } from '@noren/service-kit';
import { storeRoles } from '@noren/service-kit/postgres';
import { z } from 'zod';
import { kafkaFaults, kafkaHomeOf, kafkaVariables, type KafkaHome } from './kafka-home.ts';
import { grpcPorts, ports } from './modules.ts';
import { pemFile } from './pem-file.ts';
import { postgresUrl } from './postgres-url.ts';
import { Problem } from './problem.ts';

/** `order-api` is reached at ORDER_API_ADDRESS, `merchant_link` has MERCHANT_LINK_DATABASE_URL. */
export const variable = (name: string, ending: string): string => `${name.replaceAll('-', '_').toUpperCase()}_${ending}`;

const address = z.string().regex(/^[\w.-]+:\d{1,5}$/, 'must look like host:4105');
/** One address, or a network of a size; of size 0 it would be everybody. */
const isProxy = (text: string): boolean => {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [ip = '', size, ...more] = text.split('/');
  const most = isIP(ip) === 4 ? 32 : isIP(ip) === 6 ? 128 : 0;
  return most > 0 && more.length === 0 && (size === undefined || (/^\d{1,3}$/.test(size) && Number(size) >= 1 && Number(size) <= most));
};
const proxies = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every(isProxy), 'must be addresses such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, with commas between them');

/** `1000/10`: so many requests in so many seconds. */
const quota = z
  .string()
  .regex(/^[1-9]\d{0,8}\/[1-9]\d{0,4}$/, 'must be requests/seconds, such as 1000/10')
  .transform((text) => {
    const [requests = 1, seconds = 1] = text.split('/').map(Number);
    return { requests, seconds };
  });

const identitySecrets = z
  .string()
  .transform((text) => text.split(','))
  .refine(
    (all) => all.length <= 2 && all.every(({ length }) => length >= 32),
    'needs at least 32 characters; two, while it is changed, with a comma between them',
  );

/** What an edge takes where the environment does not say. In development tools measure what the platform can do, and limits would be what they measure. */
const LIMITS = {
  production: { key: { requests: 1_000, seconds: 10 }, address: { requests: 300, seconds: 60 }, inFlight: 64 },
  development: { key: { requests: 200_000, seconds: 10 }, address: { requests: 30_000, seconds: 60 }, inFlight: 2_048 },
} as const satisfies Record<string, RateLimits>;

/** Everything that Noren reads from the environment. */
export const environment = z.object({
  /** Whoever does not say that it is development (`npm start` does) runs a deployment. */
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  /** In development warnings and worse unless it says otherwise, so that what was refused does not bury the addresses, keys and log-ins that are printed at the start; else `info`. */
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  /** What modules listen on; 0.0.0.0 in a container. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /**
   * The proxies whose `X-Forwarded-For` says where a request comes from, which is what log-ins are counted by: `10.0.0.0/8,192.0.2.7`, `loopback`, `linklocal`,
   * `uniquelocal`. Empty: nobody's, since whoever reaches the server by itself could write anything. A proxy passes `Host` on as it came.
   */
  TRUST_PROXY: proxies.optional(),
  /** What one caller (a key, a person of the console) may ask of an HTTP edge: `1000/10` are 1,000 requests in 10 s, each process of the edge by itself. */
  RATE_LIMIT_KEY: quota.optional(),
  /** Requests of one address (of IPv6 a /64) whose credential is not good, or that need none: log-ins. */
  RATE_LIMIT_ADDRESS: quota.optional(),
  /** Requests of one tenant (all keys and people of the same merchants) at the same time; large ones count for several. */
  RATE_LIMIT_IN_FLIGHT: z.coerce.number().int().min(1).max(1_000_000).optional(),
  /** `1`: what leaves this machine may do so in plaintext. For a network that is the deployment's own. */
  ALLOW_PLAINTEXT: z.enum(['0', '1']).default('0'),
  /** What health and metrics are asked on, in plain HTTP: for those who run it alone. */
  OPS_HOST: z.string().min(1).default('127.0.0.1'),
  OPS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** A PostgreSQL as its administrator, who makes roles, schemas and tables. Without it: the embedded one. */
  DATABASE_URL: postgresUrl.optional(),
  /** From which the roles' passwords are made, where the administrator has none. */
  NOREN_DATABASE_SECRET: z.string().min(16, 'needs at least 16 characters').optional(),
  /** Modules that trust each other share it. While it is changed, two with a comma between them: the first signs, both are taken. */
  NOREN_IDENTITY_SECRET: identitySecrets.optional(),
  /** The operators' key, which opens the operators' edge from now on in place of those before. Without it the first start makes one. */
  NOREN_OPERATOR_KEY: z
    .string()
    .refine((key) => looksLikeKey(key, 'op'), 'must be nrn_op_ with 30 letters and digits and their checksum: npm run admin -- key make prints one')
    .optional(),
  ...kafkaVariables,
  /** gRPC between modules is over TLS, and both sides show a certificate of this CA: files in PEM, the same CA for all, looked at again every ten seconds. */
  GRPC_TLS_CA: pemFile('certificate').optional(),
  GRPC_TLS_CERT: pemFile('certificate').optional(),
  GRPC_TLS_KEY: pemFile('private key').optional(),
  ...Object.fromEntries(storeRoles.map((role) => [variable(role, 'DATABASE_URL'), postgresUrl.optional()])),
  ...Object.fromEntries([...ports.keys()].map((name) => [variable(name, 'ADDRESS'), address.optional()])),
});

export type Config = Readonly<{
  development: boolean;
  checkAnswers: boolean;
  logLevel: NonNullable<z.infer<typeof environment>['LOG_LEVEL']>;
  host: string;
  trustProxy: readonly string[];
  rateLimits: RateLimits;
  allowPlaintext: boolean;
  opsHost: string;
  opsPort: number | undefined;
  databaseUrl: string | undefined;
  databaseSecret: string | undefined;
  /** The first signs; all are taken. */
  identitySecrets: readonly string[] | undefined;
  operatorKey: string | undefined;
  /** Where the log is, when it is not in PostgreSQL. */
  kafka: KafkaHome | undefined;
  /** With what modules know each other; undefined where gRPC is in plaintext. */
  grpcTls: TlsFiles | undefined;
  /** The database as a store's role, where the environment names it. */
  roleUrl(role: string): string | undefined;
  /** Where a port is, when it is elsewhere than usual. */
  address(port: string): string | undefined;
}>;

/** Reads the environment once; an empty variable counts as none. Throws one `Problem` that tells everything that is wrong with it. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const { success, data, error } = environment.safeParse(set);
  if (!success) throw notRight(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const more = z.record(z.string(), z.unknown()).parse(data);
  const text = (name: string): string | undefined => z.string().optional().parse(more[name]);
  const address = (port: string): string | undefined => text(variable(port, 'ADDRESS'));
  const grpcTls = grpcTlsOf(data);
  const torn = [...kafkaFaults(data), ...grpcFaults(data), ...addressFaults(grpcTls, address)];
  if (torn.length > 0) throw notRight(torn);
  const usual = LIMITS[data.NODE_ENV === 'production' ? 'production' : 'development'];
  return {
    development: data.NODE_ENV !== 'production',
    checkAnswers: data.NODE_ENV === 'test',
    logLevel: data.LOG_LEVEL ?? (data.NODE_ENV === 'development' ? 'warn' : 'info'),
    host: data.HOST,
    trustProxy: data.TRUST_PROXY ?? [],
    rateLimits: {
      key: data.RATE_LIMIT_KEY ?? usual.key,
      address: data.RATE_LIMIT_ADDRESS ?? usual.address,
      inFlight: data.RATE_LIMIT_IN_FLIGHT ?? usual.inFlight,
    },
    allowPlaintext: data.ALLOW_PLAINTEXT === '1',
    opsHost: data.OPS_HOST,
    opsPort: data.OPS_PORT,
    databaseUrl: data.DATABASE_URL,
    databaseSecret: data.NOREN_DATABASE_SECRET,
    identitySecrets: data.NOREN_IDENTITY_SECRET,
    operatorKey: data.NOREN_OPERATOR_KEY,
    kafka: kafkaHomeOf(data),
    grpcTls,
    roleUrl: (role) => text(variable(role, 'DATABASE_URL')),
    address,
  };
}

type GrpcTls = Readonly<Partial<Record<'GRPC_TLS_CA' | 'GRPC_TLS_CERT' | 'GRPC_TLS_KEY', string | undefined>>>;

/** Certificates are for names: Node, which gRPC rests on, takes no address for what a server is called. */
const addressFaults = (tls: TlsFiles | undefined, address: Config['address']): readonly string[] =>
  (tls === undefined ? [] : grpcPorts)
    .filter((port) => isIP(address(port)?.replace(/:\d+$/, '') ?? '') > 0)
    .map((port) => `${variable(port, 'ADDRESS')}: must be a name that stands in the certificate there: with GRPC_TLS_… an address cannot be checked`);

function grpcFaults({ GRPC_TLS_CA, GRPC_TLS_CERT, GRPC_TLS_KEY }: GrpcTls): readonly string[] {
  const all = Object.entries({ GRPC_TLS_CA, GRPC_TLS_CERT, GRPC_TLS_KEY });
  const missing = all.filter(([, value]) => value === undefined);
  return missing.length === all.length ? [] : missing.map(([name]) => `${name}: is wanted with the other GRPC_TLS_…: CA, CERT and KEY go together`);
}

const grpcTlsOf = ({ GRPC_TLS_CA: ca, GRPC_TLS_CERT: certificate, GRPC_TLS_KEY: key }: GrpcTls): TlsFiles | undefined =>
  ca === undefined || certificate === undefined || key === undefined ? undefined : { ca, certificate, key };

const notRight = (lines: readonly string[]): Problem => new Problem(['the environment is not right:', ...lines.map((line) => `  ${line}`)].join('\n'));
