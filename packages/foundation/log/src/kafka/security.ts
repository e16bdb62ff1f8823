import { readFileSync } from 'node:fs';
import type { KafkaConfig } from 'kafkajs';

/** How brokers know that it is us, and we that it is them. Data alone, so that it can be handed on. */
export type KafkaSecurity = Readonly<{
  /** Files in PEM. Without `ca` a public CA is trusted, any; with `certificate` and `key` they are shown to a broker that asks. */
  tls?: Readonly<{ ca?: string; certificate?: string; key?: string }>;
  sasl?: Readonly<{ mechanism: 'plain' | 'scram-sha-512'; username: string }> & (Readonly<{ password: string }> | Readonly<{ passwordFile: string }>);
}>;

/**
 * The same as kafkajs has it. It takes the fields at each connection that it makes, and files are read then: who changes a certificate or a password changes the file,
 * and nothing is stopped.
 */
export function kafkajsSecurity({ tls, sasl }: KafkaSecurity): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  return { ...(tls === undefined ? {} : { ssl: sslOf(tls) }), ...(sasl === undefined ? {} : { sasl: saslOf(sasl) }) };
}

const sslOf = ({ ca, certificate, key }: NonNullable<KafkaSecurity['tls']>): Exclude<KafkaConfig['ssl'], boolean | undefined> => ({
  get ca() {
    return fileAt(ca);
  },
  get cert() {
    return fileAt(certificate);
  },
  get key() {
    return fileAt(key);
  },
});

function saslOf(sasl: NonNullable<KafkaSecurity['sasl']>): NonNullable<KafkaConfig['sasl']> {
  const { mechanism, username } = sasl;
  const read = (): string => ('password' in sasl ? sasl.password : readFileSync(sasl.passwordFile, 'utf8').trimEnd());
  // kafkajs's type has a member a mechanism.
  if (mechanism === 'plain')
    return {
      ...{ mechanism, username },
      get password() {
        return read();
      },
    };
  return {
    ...{ mechanism, username },
    get password() {
      return read();
    },
  };
}

const fileAt = (path: string | undefined): Buffer | undefined => (path === undefined ? undefined : readFileSync(path));
