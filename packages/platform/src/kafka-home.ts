import type { KafkaSecurity } from '@noren/log';
import { z } from 'zod';
import { pemFile } from './pem-file.ts';

/** Which Kafka the log is on, how it is reached, and what stands there before the names of its topics and groups. */
export type KafkaHome = Readonly<{
  /** `a:9092,b:9092` */
  brokers: string;
  /** `staging.`, or nothing. */
  prefix: string;
  security?: KafkaSecurity;
}>;

const brokers = z.string().regex(/^[\w.-]+:\d{1,5}(,[\w.-]+:\d{1,5})*$/, 'must look like host:9092, several with commas between them');
/** Room is left for the names of topics: Kafka takes 249 characters, of these alone. */
const prefix = z.string().regex(/^[\w.-]{0,99}\w$/, 'must be a name of letters, digits, dots, - and _, such as staging');

export const kafkaVariables = {
  /** The Kafka that the log is on. Without it: the log is in PostgreSQL. */
  KAFKA_BROKERS: brokers.optional(),
  /** `staging`: this platform's topics and groups are `staging.…` there. Platforms that share a Kafka have one each. */
  KAFKA_PREFIX: prefix.optional(),
  /** Brokers are spoken to over TLS: a file with the CA that their certificates are of, or `system` for the public ones. */
  KAFKA_SSL_CA: z.literal('system').or(pemFile('certificate')).optional(),
  /** Shown to brokers that ask for a certificate; with KAFKA_SSL_KEY. */
  KAFKA_SSL_CERT: pemFile('certificate').optional(),
  KAFKA_SSL_KEY: pemFile('private key').optional(),
  /** How brokers are told who this is. */
  KAFKA_SASL_MECHANISM: z.enum(['PLAIN', 'SCRAM-SHA-512'], 'must be PLAIN or SCRAM-SHA-512').optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  /** A file with the password, which is read anew at each connection. */
  KAFKA_SASL_PASSWORD_FILE: z.string().optional(),
} as const;

const variables = z.object(kafkaVariables);
type Said = z.infer<typeof variables>;

/** What cannot be meant: half of what belongs together. A line each, which begins with a variable. */
export function kafkaFaults(said: Said): readonly string[] {
  const has = (name: keyof Said): boolean => said[name] !== undefined;
  const login = has('KAFKA_SASL_USERNAME') || has('KAFKA_SASL_PASSWORD') || has('KAFKA_SASL_PASSWORD_FILE');
  const passwords = [has('KAFKA_SASL_PASSWORD'), has('KAFKA_SASL_PASSWORD_FILE')].filter(Boolean).length;
  return [
    ...(has('KAFKA_SSL_CERT') === has('KAFKA_SSL_KEY') ? [] : ['KAFKA_SSL_CERT: goes with KAFKA_SSL_KEY, and neither without the other']),
    ...(has('KAFKA_SSL_CERT') && !has('KAFKA_SSL_CA') ? ['KAFKA_SSL_CA: is wanted with KAFKA_SSL_CERT'] : []),
    ...(login && !has('KAFKA_SASL_MECHANISM') ? ['KAFKA_SASL_MECHANISM: is wanted with a name or a password: PLAIN or SCRAM-SHA-512'] : []),
    ...(has('KAFKA_SASL_MECHANISM') && !has('KAFKA_SASL_USERNAME') ? ['KAFKA_SASL_USERNAME: is wanted with KAFKA_SASL_MECHANISM'] : []),
    ...(has('KAFKA_SASL_MECHANISM') && passwords !== 1
      ? ['KAFKA_SASL_PASSWORD: is wanted with KAFKA_SASL_MECHANISM, or KAFKA_SASL_PASSWORD_FILE in its place']
      : []),
  ];
}

export function kafkaHomeOf(said: Said): KafkaHome | undefined {
  if (said.KAFKA_BROKERS === undefined) return undefined;
  const security = securityOf(said);
  return {
    brokers: said.KAFKA_BROKERS,
    prefix: said.KAFKA_PREFIX === undefined ? '' : `${said.KAFKA_PREFIX}.`,
    ...(Object.keys(security).length === 0 ? {} : { security }),
  };
}

function securityOf(said: Said): KafkaSecurity {
  const { KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: certificate, KAFKA_SSL_KEY: key, KAFKA_SASL_MECHANISM: mechanism } = said;
  const { KAFKA_SASL_USERNAME: username = '', KAFKA_SASL_PASSWORD: password, KAFKA_SASL_PASSWORD_FILE: passwordFile = '' } = said;
  const tls = ca !== undefined && { ...(ca === 'system' ? {} : { ca }), ...(certificate === undefined || key === undefined ? {} : { certificate, key }) };
  const sasl = mechanism !== undefined && {
    ...{ mechanism: mechanism === 'PLAIN' ? ('plain' as const) : ('scram-sha-512' as const), username },
    ...(password === undefined ? { passwordFile } : { password }),
  };
  return { ...(tls && { tls }), ...(sasl && { sasl }) };
}
