import { isCertificateFault } from './tls/why-not.ts';

/** Something that a call needs cannot be reached just now; the same call may work later. 503 over HTTP, UNAVAILABLE over gRPC. */
export class Unavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Unavailable';
  }
}

/** Whether an error tells of an outage (database, network, a peer away) and not of a mistake. */
export function isOutage(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof Unavailable) return true;
    if ('code' in at && typeof at.code === 'string' && (OUTAGE_CODES.test(at.code) || isCertificateFault(at.code))) return true;
    if (at.constructor === Error && OUTAGE_TEXTS.test(at.message)) return true;
    if (at instanceof AggregateError && at.errors.some(isOutage)) return true;
  }
  return false;
}

/**
 * Sockets; PostgreSQL: connection lost (08), out of resources (53), shut down or starting (57P), idle in transaction too long (25P03),
 * cannot be written just now (25006); Prisma: unreachable, timed out, closed, pool exhausted.
 */
const OUTAGE_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P0\w|25P03|25006|P1001|P1002|P1008|P1017|P2024)$/;

/** pg tells these without a code. */
const OUTAGE_TEXTS =
  /^(Connection terminated|Client has encountered a connection error|The server does not support SSL connections|timeout exceeded when trying to connect|Cannot use a pool after calling end)/;
