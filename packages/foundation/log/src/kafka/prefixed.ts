import { AssignerProtocol } from 'kafkajs';
import { type PartitionAnswer, readFetchAnswer } from './fetch-answer.ts';
import { fetchBytes } from './kafkajs.ts';
import type { Cluster, Coordinator, FetchRequest, KafkajsBroker } from './kafkajs.ts';

const { MemberAssignment, MemberMetadata } = AssignerProtocol;

/** A node of Kafka, as the log speaks to it. */
export interface Broker extends Coordinator {
  fetch(request: FetchRequest): Promise<readonly PartitionAnswer[]>;
}

type Prefixed = Omit<Cluster, 'findBroker' | 'findGroupCoordinator'> &
  Readonly<{ findBroker(of: Readonly<{ nodeId: string }>): Promise<Broker>; findGroupCoordinator(of: Readonly<{ groupId: string }>): Promise<Broker> }>;

/**
 * A cluster on which all topics and groups of this log stand behind a prefix, so that others have the same names beside it. Whoever uses it knows nothing of
 * that: what goes to the brokers gets the prefix, what comes from them loses it. What a member tells its group has it too: a broker forgets, in time, what was
 * committed of topics that no member names.
 */
export function prefixed(cluster: Cluster, prefix: string): Prefixed {
  const names = namesOf(prefix);
  const { there, topicThere, topicHere } = names;
  return {
    connect: () => cluster.connect(),
    disconnect: () => cluster.disconnect(),
    refreshMetadata: () => cluster.refreshMetadata(),
    addMultipleTargetTopics: (topics) => cluster.addMultipleTargetTopics(topics.map(there)),
    findLeaderForPartitions: (topic, partitions) => cluster.findLeaderForPartitions(there(topic), partitions),
    findBroker: async (of) => prefixedBroker(await cluster.findBroker(of), names),
    findGroupCoordinator: async ({ groupId }) => prefixedBroker(await cluster.findGroupCoordinator({ groupId: there(groupId) }), names),
    fetchTopicsOffset: async (topics) => (await cluster.fetchTopicsOffset(topics.map(topicThere))).map(topicHere),
  };
}

type Names = ReturnType<typeof namesOf>;

function namesOf(prefix: string) {
  const there = (name: string): string => prefix + name;
  const here = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  return {
    there,
    here,
    topicThere: <T extends Readonly<{ topic: string }>>(of: T): T => ({ ...of, topic: there(of.topic) }),
    topicHere: <T extends Readonly<{ topic: string }>>(of: T): T => ({ ...of, topic: here(of.topic) }),
    groupThere: <T extends Readonly<{ groupId: string }>>(of: T): T => ({ ...of, groupId: there(of.groupId) }),
  };
}

function prefixedBroker(broker: KafkajsBroker, { there, here, topicThere, topicHere, groupThere }: Names): Broker {
  return {
    fetch: async (request) => {
      const answers = readFetchAnswer(await fetchBytes(broker, { ...request, topics: request.topics.map(topicThere) }));
      return answers.map(topicHere);
    },
    joinGroup: async (request) => {
      const groupProtocols = request.groupProtocols.map((protocol) => ({ ...protocol, metadata: subscribing(protocol.metadata, there) }));
      const joined = await broker.joinGroup({ ...groupThere(request), groupProtocols });
      return { ...joined, members: joined.members.map((member) => ({ ...member, memberMetadata: subscribing(member.memberMetadata, here) })) };
    },
    syncGroup: async (request) => {
      const groupAssignment = request.groupAssignment.map((of) => ({ ...of, memberAssignment: assigning(of.memberAssignment, there) }));
      const { memberAssignment } = await broker.syncGroup({ ...groupThere(request), groupAssignment });
      return { memberAssignment: assigning(memberAssignment, here) };
    },
    heartbeat: (request) => broker.heartbeat(groupThere(request)),
    leaveGroup: (request) => broker.leaveGroup(groupThere(request)),
    offsetCommit: (request) => broker.offsetCommit({ ...groupThere(request), topics: request.topics.map(topicThere) }),
    offsetFetch: async (request) => {
      const { responses } = await broker.offsetFetch({ ...groupThere(request), topics: request.topics.map(topicThere) });
      return { responses: responses.map(topicHere) };
    },
  };
}

/** What a member says when it joins, with its topics named otherwise. */
function subscribing(bytes: Buffer, name: (topic: string) => string): Buffer {
  const decoded = bytes.length === 0 ? null : MemberMetadata.decode(bytes);
  return decoded === null ? bytes : MemberMetadata.encode({ ...decoded, topics: decoded.topics.map(name) });
}

/** What a member is given, with its topics named otherwise. */
function assigning(bytes: Buffer, name: (topic: string) => string): Buffer {
  const decoded = bytes.length === 0 ? null : MemberAssignment.decode(bytes);
  if (decoded === null) return bytes;
  const assignment = Object.fromEntries(Object.entries(decoded.assignment).map(([topic, partitions]) => [name(topic), partitions]));
  return MemberAssignment.encode({ ...decoded, assignment });
}
