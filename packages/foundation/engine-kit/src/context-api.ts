import type { Clock } from '@noren/kernel';
import {
  answerBatch,
  type ApiCall,
  type GrpcApi,
  grpcModule,
  guarded,
  type Handlers,
  type Host,
  type MessagesOf,
  type Module,
  providing,
  type Role,
  type Served,
  type ServiceDefinition,
  served,
  serviceOf as serviceNameOf,
  token,
} from '@noren/service-kit';
import { Container } from 'inversify';
import type pg from 'pg';
import type { Forgotten } from './message-form.ts';
import type { ProtoFile } from './messages.ts';
import { type Operations, operations } from './operations.ts';
import { storedOutcomes } from './outcomes.ts';
import type { Queryable } from './record-table.ts';
import { type SubmitCommand, submitCommand } from './submit-command.ts';

/** What every context answers in the same way, where its service has it. */
type Common = 'getOperation' | 'waitOperation' | 'getOutcomes' | 'submit';

/** A call for each method of the service that is the context's own: one that is missing does not compile. */
type ApiCalls<Service> = { readonly [Name in Exclude<keyof Service, Common>]: ApiCall<MessagesOf<Service[Name]>['response']> };

/** What the compiler says of a call whose schema drops a field of its request. */
type Forgetful<Service, Calls> = {
  readonly [Name in keyof Calls & keyof Service as ForgottenBy<Service[Name], Calls[Name]> extends never ? never : Name]: {
    'the schema forgets': ForgottenBy<Service[Name], Calls[Name]>;
  };
};
type ForgottenBy<Method, Call> = Call extends { run(request: infer Parsed, call: never): unknown } ? Forgotten<MessagesOf<Method>['request'], Parsed> : never;

/** What a context's calls are made of. `store` is for batch statements: what was claimed and decided. */
export type ApiParts<Calls, Commands, Queries> = Readonly<{ submit: SubmitCommand<Calls, Commands>; queries: Queries; store: Queryable; clock: Clock }>;

/** All that is special about a context's API. */
type ContextApi<Service extends ServiceDefinition, Calls extends ProtoFile, Commands extends ProtoFile, Queries, Own = ApiCalls<Service>> = Readonly<{
  /** `order`: names the module and the database role. */
  context: string;
  topics: Readonly<{ commands: Readonly<{ name: string }>; outcomes: Readonly<{ name: string }> }>;
  /** The generated service, and the proto files of its requests and of the commands that they become. */
  service: Service;
  requests: Calls;
  commands: Commands;
  descriptors: URL;
  /** Who may make each call. */
  roles: { readonly [Name in keyof Service]: readonly Role[] };
  queries(db: pg.Pool): Queries;
  calls(parts: ApiParts<Calls, Commands, Queries>): Own & ApiCalls<Service> & Forgetful<Service, Own>;
}>;

/** A context's API as a module of the platform. The one place where its parts are put together, from the database out to the network. */
export function contextApi<Service extends ServiceDefinition, Calls extends ProtoFile, Commands extends ProtoFile, Queries, Own extends ApiCalls<Service>>(
  api: ContextApi<Service, Calls, Commands, Queries, Own>,
): Module {
  return grpcModule(`${api.context}-api`, (host) => {
    const Parts = {
      host: token<Host>('Host'),
      store: token<pg.Pool>('StoreDatabase'),
      db: token<pg.Pool>('QueryDatabase'),
      calls: token<ApiCalls<Service>>('Calls'),
      operations: token<Operations>('Operations'),
      api: token<GrpcApi>('GrpcApi'),
    };
    const container = new Container();
    const provide = providing(container.bind.bind(container));
    container.bind(Parts.host).toConstantValue(host);
    provide(Parts.store, ({ database }) => database(api.context, 'engine'), [Parts.host]);
    provide(Parts.db, ({ database }) => database(api.context, 'query'), [Parts.host]);
    provide(
      Parts.calls,
      ({ outbox, clock }, store, db) =>
        api.calls({
          submit: submitCommand<Calls, Commands>(api.requests, api.commands, { db: store, outbox, clock, commandsTopic: api.topics.commands.name }),
          queries: api.queries(db),
          store,
          clock,
        }),
      [Parts.host, Parts.store, Parts.db],
    );
    provide(Parts.operations, ({ log }, store) => operations(store, log, api.topics.outcomes.name), [Parts.host, Parts.store]);
    provide(
      Parts.api,
      (_host, store, db, calls, longRunning) => ({
        host,
        pools: [store, db] as const,
        services: [serviceOf(api, calls, longRunning, store, host)],
        descriptors: [api.descriptors],
        close: () => longRunning.close(),
      }),
      [Parts.host, Parts.store, Parts.db, Parts.calls, Parts.operations],
    );
    return container.getAsync(Parts.api);
  });
}

const nameOf = (service: ServiceDefinition): string => Object.values(service).map(serviceNameOf)[0] ?? '';

/** The service as gRPC serves it: the context's own calls, and those that every context answers in the same way. */
function serviceOf<Service extends ServiceDefinition, Calls extends ProtoFile, Commands extends ProtoFile, Queries>(
  api: Pick<ContextApi<Service, Calls, Commands, Queries>, 'service' | 'roles'>,
  calls: ApiCalls<Service>,
  { get, wait }: Operations,
  store: Queryable,
  edge: Pick<Host, 'identities' | 'logger'>,
): Served {
  const { service, roles } = api;
  const rolesOf = (name: Common): readonly Role[] => roles[name] ?? [];
  const common = {
    getOperation: { roles: rolesOf('getOperation'), run: get },
    waitOperation: { roles: rolesOf('waitOperation'), run: wait },
    getOutcomes: {
      roles: rolesOf('getOutcomes'),
      run: async ({ commandIds }: Readonly<{ commandIds: readonly string[] }>) => ({ outcomes: await storedOutcomes(store, commandIds) }),
    },
    submit: {
      roles: rolesOf('submit'),
      run: ({ items }: Readonly<{ items: Parameters<typeof answerBatch>[3] }>) => answerBatch(calls, roles, { ...edge, service: nameOf(service) }, items),
    },
  };
  const handlers: Readonly<Record<string, unknown>> = { ...common, ...guarded(calls, roles) };
  // A handler for each method: ApiCalls asks for all but the common ones.
  return served(service, Object.fromEntries(Object.keys(service).map((name) => [name, handlers[name]])) as Handlers<Service>);
}
