import { kafkaOf } from './kafkajs.ts';
import { reachOf } from './log.ts';
import type { KafkaLogOptions } from './log.ts';

/** The id of the cluster that these brokers are of: asked once, without patience, so it also tells whether a broker answers. Throws where none does. */
export async function kafkaClusterId(options: Omit<KafkaLogOptions, 'topics'>): Promise<string> {
  const admin = kafkaOf(reachOf(options)).admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    return (await admin.describeCluster()).clusterId;
  } finally {
    await admin.disconnect();
  }
}
