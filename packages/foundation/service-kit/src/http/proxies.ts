import type { FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Logger } from 'pino';

/** Whether a request says that it came through a proxy, where no proxy's word is believed: then all behind it look like one. */
export const isFromUnknownProxy = ({ ips, headers }: FastifyRequest): boolean =>
  ips === undefined && (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined);

/** Warns at the first such request, and not again: anybody could fill the log with it. */
export function tellingOfUnknownProxies(logger: Logger): (request: FastifyRequest, reply: unknown, done: HookHandlerDoneFunction) => void {
  let told = false;
  return (request, _, done) => {
    if (!told && isFromUnknownProxy(request)) {
      told = true;
      logger.warn(
        { peer: request.ip },
        'a request came through a proxy, but TRUST_PROXY names none: everybody behind it counts as one address, for log-ins and limits (docs/operating.md)',
      );
    }
    done();
  };
}
