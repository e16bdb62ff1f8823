import type { Topic } from '../log.ts';
import { kafkaOf } from './kafkajs.ts';
import { reachOf } from './log.ts';
import type { KafkaLogOptions } from './log.ts';

/** The topics that a cluster has, as a log with these options knows them: those behind its prefix, without the cluster's own. Who may write them it does not say. */
export async function kafkaTopics(options: Omit<KafkaLogOptions, 'topics'>): Promise<readonly Topic[]> {
  const reach = reachOf(options);
  const admin = kafkaOf(reach).admin({ retry: { retries: 3, initialRetryTime: 100 } });
  try {
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata();
    return topics
      .filter(({ name }) => name.startsWith(reach.prefix) && !name.startsWith('__'))
      .map(({ name, partitions }) => ({ name: name.slice(reach.prefix.length), partitions: partitions.length, writers: [] }));
  } finally {
    await admin.disconnect();
  }
}
