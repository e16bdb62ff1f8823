import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type { Unary } from './unary.ts';

export type { ServiceDefinition };

/** The messages of a method that asks once and answers once; streams are not part of the house. */
export type MessagesOf<Method> = Method extends {
  readonly requestStream: false;
  readonly responseStream: false;
  readonly requestDeserialize: (bytes: Buffer) => infer Request;
  readonly responseDeserialize: (bytes: Buffer) => infer Response;
}
  ? { readonly request: Request; readonly response: Response }
  : never;

/** What a service is made of: an entry for each of its methods. A missing, extra or wrong one does not compile. */
export type Handlers<Definition> = {
  readonly [Name in keyof Definition]: Unary<MessagesOf<Definition[Name]>['request'], MessagesOf<Definition[Name]>['response']>;
};

/** A service with its handlers, ready to be mounted on a server. */
export type Served = Readonly<{
  definition: ServiceDefinition;
  methods: readonly Readonly<{ key: string; definition: MethodDefinition<unknown, unknown>; handler: Unary<unknown, unknown> }>[];
}>;

/** The full name of the service that a method belongs to: `noren.order.v1.OrderService`. */
export const serviceOf = ({ path }: Pick<MethodDefinition<unknown, unknown>, 'path'>): string => path.split('/')[1] ?? '';

/** Puts a generated service definition (`OrderServiceService`) and its handlers together. */
export function served<Definition extends ServiceDefinition>(definition: Definition, handlers: Handlers<Definition>): Served {
  const byName = new Map<string, Unary<unknown, unknown>>(Object.entries(handlers));
  const methods = Object.entries<MethodDefinition<unknown, unknown>>(definition).map(([key, method]) => {
    const handler = byName.get(key);
    if (!handler) throw new Error(`${method.path} has no handler`);
    return { key, definition: method, handler };
  });
  return { definition: Object.fromEntries(methods.map(({ key, definition: method }) => [key, method])), methods };
}
