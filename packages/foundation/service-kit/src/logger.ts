import { pino, type DestinationStream, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { currentCall } from './context.ts';

type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * Lines for people on a terminal and JSON otherwise. Every line within a call carries its traceId and correlationId. Secrets do not get
 * through: fields with telling names are censored, and so is whatever looks like a credential in any text of the line.
 */
export function makeLogger({
  level = 'info',
  pretty = process.stdout.isTTY,
  to,
}: Readonly<{ level?: LogLevel; pretty?: boolean; to?: DestinationStream }> = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: [...SECRET_FIELDS], censor: CENSORED },
    hooks: { streamWrite: withoutCredentials },
    mixin: ofTheCall,
  };
  const destination = to ?? pino.destination({ fd: 1, sync: true });
  return pino(options, pretty ? forPeople(destination, to === undefined) : destination);
}

function forPeople(destination: DestinationStream, colorize: boolean): DestinationStream {
  const line = prettyFactory({ colorize, ignore: 'traceId,correlationId', translateTime: 'SYS:HH:MM:ss.l' });
  return { write: (json) => void destination.write(line(json)) };
}

const CENSORED = '[secret]';

const NAMES = ['authorization', 'cookie', 'password', 'secret', 'apiKey', 'token', 'databaseUrl', 'connectionString', 'DATABASE_URL'];

/** Fields that are censored at the top of a line and one or two levels below. */
const SECRET_FIELDS: readonly string[] = [
  ...NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  '["set-cookie"]',
  '*["set-cookie"]',
  '["noren-identity"]',
  '*["noren-identity"]',
];

/** Credentials by their looks, wherever they stand: our keys, bearer tokens, signed identities, passwords in database addresses. */
const withoutCredentials = (line: string): string =>
  line
    .replaceAll(/\bnrn_[a-z]+_[0-9A-Za-z]{20,}/g, CENSORED)
    .replaceAll(/\bBearer [\w.~+/=-]+/gi, `Bearer ${CENSORED}`)
    .replaceAll(/\beyJ[\w-]{20,}\.[\w.-]{20,}/g, CENSORED)
    .replaceAll(/(\w+:\/\/[^:/@\s"]*):[^@\s"/]+@/g, `$1:${CENSORED}@`);

function ofTheCall(): object {
  const call = currentCall();
  return call ? { traceId: call.trace.traceId, correlationId: call.correlationId } : {};
}
