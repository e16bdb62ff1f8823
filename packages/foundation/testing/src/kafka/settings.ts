import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from '../certificates.ts';

/** The certificate that the broker shows, the CA that it is of and whose clients it takes; and who logs in, by PLAIN and SCRAM-SHA-512. */
export type Guarded = Readonly<{ certificate: Certificate; ca: string; users: Readonly<Record<string, string>> }>;

type Places = Readonly<{ port: number; controller: number; byCertificate: number; dataDir: string }>;

/** One node is both controller and broker. What is replicated elsewhere has one copy here, and what waits for many does not. */
export const settings = (places: Places, guarded: Guarded | undefined): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${places.controller}
${guarded === undefined ? openListeners(places) : guardedListeners(places, guarded)}
controller.listener.names=CONTROLLER
log.dirs=${join(places.dataDir, 'log')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
num.network.threads=2
num.io.threads=4
`;

const openListeners = ({ port, controller }: Places): string => `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT`;

/** In plaintext the node speaks with itself alone, as its controller. */
function guardedListeners({ port, controller, byCertificate, dataDir }: Places, { certificate, ca, users }: Guarded): string {
  const shown = join(dataDir, 'broker.pem');
  writeFileSync(shown, readFileSync(certificate.key, 'utf8') + readFileSync(certificate.certificate, 'utf8'), { mode: 0o600 });
  const passwords = Object.entries(users).map(([user, password]) => `user_${user}="${password}"`);
  const login = (mechanism: string, module: string): string =>
    `listener.name.logins.${mechanism}.sasl.jaas.config=org.apache.kafka.common.security.${module} required ${mechanism === 'plain' ? passwords.join(' ') : ''};`;
  return `listeners=LOGINS://127.0.0.1:${port},CERTIFICATES://127.0.0.1:${byCertificate},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=LOGINS://127.0.0.1:${port},CERTIFICATES://127.0.0.1:${byCertificate}
inter.broker.listener.name=CERTIFICATES
listener.security.protocol.map=LOGINS:SASL_SSL,CERTIFICATES:SSL,CONTROLLER:PLAINTEXT
listener.name.logins.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
${login('plain', 'plain.PlainLoginModule')}
${login('scram-sha-512', 'scram.ScramLoginModule')}
listener.name.certificates.ssl.client.auth=required
ssl.keystore.type=PEM
ssl.keystore.location=${shown}
ssl.truststore.type=PEM
ssl.truststore.location=${ca}`;
}

/** SCRAM's passwords are in the cluster's own metadata, from the beginning. */
export const scramArguments = (guarded: Guarded | undefined): readonly string[] =>
  Object.entries(guarded?.users ?? {}).map(([name, password]) => `--add-scram=SCRAM-SHA-512=[name=${name},password=${password}]`);
