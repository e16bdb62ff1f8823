import { createRequire } from 'node:module';
import { Kafka, logLevel } from 'kafkajs';
import type { ISocketFactory, KafkaConfig, logCreator } from 'kafkajs';
import type { LogLogger } from '../logger.ts';
import { kafkajsSecurity, type KafkaSecurity } from './security.ts';

/**
 * All that is used of kafkajs beyond what it documents, and what is mended in it. Its last release is of 2023, so its insides stand still; another version
 * is refused, and `kafkajs.test.ts` says what each part is relied upon for.
 */
const VERSION = '2.2.4';

type JoinedMember = Readonly<{ memberId: string; memberMetadata: Buffer }>;
type Committed = Readonly<{ topic: string; partitions: readonly Readonly<{ partition: number; offset: string; metadata: string | null }>[] }>;

export type FetchRequest = Readonly<{
  maxWaitTime: number;
  minBytes: number;
  maxBytes: number;
  isolationLevel: number;
  topics: readonly Readonly<{ topic: string; partitions: readonly Readonly<{ partition: number; fetchOffset: string; maxBytes: number }>[] }>[];
}>;

/** What is sent, and how the answer is read. */
type Call = Readonly<{ request: Readonly<{ apiVersion: number }>; response: object }>;

/** A node of Kafka, as kafkajs speaks to it: fetches on a connection of their own, so that they hold nothing else up. */
export interface KafkajsBroker extends Coordinator {
  fetch(request: FetchRequest): Promise<unknown>;
  lookupRequest(apiKey: number, definition: object): (request: object) => Call;
}

/** What a node does for groups. */
export interface Coordinator {
  joinGroup(
    request: Readonly<{
      groupId: string;
      sessionTimeout: number;
      rebalanceTimeout: number;
      memberId: string;
      groupProtocols: readonly Readonly<{ name: string; metadata: Buffer }>[];
    }>,
  ): Promise<Readonly<{ generationId: number; leaderId: string; memberId: string; members: readonly JoinedMember[] }>>;
  syncGroup(
    request: Readonly<{
      groupId: string;
      generationId: number;
      memberId: string;
      groupAssignment: readonly Readonly<{ memberId: string; memberAssignment: Buffer }>[];
    }>,
  ): Promise<Readonly<{ memberAssignment: Buffer }>>;
  heartbeat(request: Readonly<{ groupId: string; groupGenerationId: number; memberId: string }>): Promise<unknown>;
  leaveGroup(request: Readonly<{ groupId: string; memberId: string }>): Promise<unknown>;
  offsetCommit(
    request: Readonly<{
      groupId: string;
      groupGenerationId: number;
      memberId: string;
      topics: readonly Readonly<{ topic: string; partitions: readonly Readonly<{ partition: number; offset: string; metadata: string }>[] }>[];
    }>,
  ): Promise<unknown>;
  offsetFetch(
    request: Readonly<{ groupId: string; topics: readonly Readonly<{ topic: string; partitions: readonly Readonly<{ partition: number }>[] }>[] }>,
  ): Promise<Readonly<{ responses: readonly Committed[] }>>;
}

type Offsets = readonly Readonly<{ topic: string; partitions: readonly Readonly<{ partition: number; offset: string }>[] }>[];

/** The nodes of a cluster, who leads which partition, and connections to them. */
export interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>;
  findBroker(of: Readonly<{ nodeId: string }>): Promise<KafkajsBroker>;
  findGroupCoordinator(of: Readonly<{ groupId: string }>): Promise<KafkajsBroker>;
  fetchTopicsOffset(
    topics: readonly Readonly<{ topic: string; partitions: readonly Readonly<{ partition: number }>[]; fromBeginning: boolean }>[],
  ): Promise<Offsets>;
}

type RequestQueue = { pending: readonly unknown[]; throttledUntil: number; scheduleCheckPendingRequests(): void };

type Internals = Readonly<{
  Cluster: new (options: object) => Cluster;
  RequestQueue: { prototype: RequestQueue };
  createErrorFromCode(code: number): Error;
  lookupCodec(type: number): Readonly<{ decompress(bytes: Buffer): Promise<Buffer> }> | null;
  socketFactory(): ISocketFactory;
}>;

const internals = load();

/** Loads what is needed of kafkajs's insides, and mends its request queue: after each answer it set a timer of 1 ms that set the next one, 2,500 a second for an idle connection. */
function load(): Internals {
  const require = createRequire(import.meta.url);
  const { version } = require('kafkajs/package.json') as { version: string };
  if (version !== VERSION) throw new Error(`log: the Kafka adapter was made for kafkajs ${VERSION}, this is ${version}`);
  const RequestQueue = require('kafkajs/src/network/requestQueue') as Internals['RequestQueue'];
  const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
  RequestQueue.prototype.scheduleCheckPendingRequests = function guarded() {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
  return {
    Cluster: require('kafkajs/src/cluster') as Internals['Cluster'],
    RequestQueue,
    ...(require('kafkajs/src/protocol/error') as Pick<Internals, 'createErrorFromCode'>),
    ...(require('kafkajs/src/protocol/message/compression') as Pick<Internals, 'lookupCodec'>),
    socketFactory: require('kafkajs/src/network/socketFactory') as Internals['socketFactory'],
  };
}

/** How a cluster is reached. */
export type Reach = Readonly<{
  brokers: readonly string[];
  clientId: string;
  /** Before the name of every topic and group; '' where they have their names alone. */
  prefix: string;
  /** Without it nothing is encrypted, and nobody logs in. */
  security?: KafkaSecurity;
  /** For tests: makes the connections. */
  socketFactory?: ISocketFactory;
  logger: LogLogger;
}>;

const CONNECT_MS = 2_000;
/** Longer than any answer takes that was not asked to wait. */
const REQUEST_MS = 15_000;

/** kafkajs tells of each failure on its way; who asked is told by the error. */
const quiet =
  (logger: LogLogger): logCreator =>
  () =>
  ({ namespace, log: { message, ...facts } }) =>
    logger.debug(facts, `kafkajs: ${namespace}: ${message}`);

/** kafkajs lets go of a dead connection again at each try of an outage, and Node warns of so many listeners. */
const patient =
  (make: ISocketFactory): ISocketFactory =>
  (of) =>
    make(of).setMaxListeners(0);

const configOf = ({ brokers, clientId, security = {}, socketFactory, logger }: Reach): KafkaConfig => ({
  brokers: [...brokers],
  clientId,
  connectionTimeout: CONNECT_MS,
  requestTimeout: REQUEST_MS,
  logLevel: logLevel.WARN,
  logCreator: quiet(logger),
  ...kafkajsSecurity(security),
  socketFactory: patient(socketFactory ?? internals.socketFactory()),
});

/** kafkajs's own client: for producing and for administration. */
export const kafkaOf = (reach: Reach): Kafka => new Kafka(configOf(reach));

/** A cluster with connections of its own. It tries once: who uses it knows how long to go on. */
export function clusterOf(reach: Reach): Readonly<{ cluster: Cluster; /** Drops the connections with all that is under way. */ drop(): void }> {
  const sockets = new Set<ReturnType<ISocketFactory>>();
  const config = configOf(reach);
  const make = patient(reach.socketFactory ?? internals.socketFactory());
  const cluster = new internals.Cluster({
    ...config,
    logger: new Kafka(config).logger(),
    socketFactory: (of: Parameters<ISocketFactory>[0]) => {
      const socket = make(of);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    enforceRequestTimeout: true,
    allowAutoTopicCreation: false,
    metadataMaxAge: 300_000,
    retry: { retries: 0 },
  });
  return { cluster, drop: () => sockets.forEach((socket) => socket.destroy(new Error('the log is closed'))) };
}

/** The name that Kafka's protocol has for an error: `NOT_LEADER_FOR_PARTITION`; '' for others. kafkajs wraps the errors that it gives up on. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  return errorType(error.cause);
}

/** The error that the protocol has a number for. */
export const errorOf = (code: number): Error => internals.createErrorFromCode(code);

/** Records that a producer compressed. kafkajs knows gzip, and what was added to its `CompressionCodecs`; it refuses others by name. */
export async function decompressed(codec: number, bytes: Buffer): Promise<Buffer> {
  const known = internals.lookupCodec(codec);
  if (known === null) throw new Error(`log: records are compressed in a way (${codec}) that nobody knows`);
  return known.decompress(bytes);
}

/** The version of a fetch whose answer `readFetchAnswer` reads; brokers have it since Kafka 2.3. */
const FETCH_VERSION = 11;

/** The answer to a fetch as it came: kafkajs would make ten objects of a record, and as many more of each header. */
export async function fetchBytes(node: KafkajsBroker, request: FetchRequest): Promise<Buffer> {
  const response = {
    decode: (payload: Buffer) => Promise.resolve({ payload, clientSideThrottleTime: payload.readInt32BE(0) }),
    parse: ({ payload }: Readonly<{ payload: Buffer }>) => Promise.resolve(payload),
  };
  const lookupRequest: KafkajsBroker['lookupRequest'] = (apiKey, definition) => {
    const callOf = node.lookupRequest(apiKey, definition);
    return (of) => {
      const call = callOf(of);
      if (call.request.apiVersion !== FETCH_VERSION) throw new Error('log: this broker is older than Kafka 2.3');
      return { ...call, response };
    };
  };
  const asking = Object.create(node, { lookupRequest: { value: lookupRequest } }) as KafkajsBroker;
  return (await asking.fetch(request)) as Buffer;
}
