import { type Command, option, upTo } from '../command.ts';

export const audit: readonly Command[] = [
  {
    ...{ noun: 'audit', verb: 'list', about: 'what operators have asked that changes something, refusals too; the newest first' },
    options: [
      option('noun', 'only of this noun'),
      option('verb', 'only of this verb'),
      option('outcome', 'done, repeated, refused, failed or unknown'),
      option('subject', 'only what made or changed the thing of this id'),
      option('operator', 'only what came by the key of this operator, op_…'),
      option('since', 'from this instant on, ISO 8601'),
      option('until', 'before this instant'),
      option('most', 'so many at most (100)'),
    ],
    run: async (client, given) => ({
      answer: {
        entries: await upTo({ ...given, number: (name) => given.number(name) ?? (name === 'most' ? 100 : undefined) }, async (pageSize, pageToken) => {
          const { entries: found, nextPageToken } = await client.listAudit({
            ...{ noun: given.text('noun'), verb: given.text('verb'), outcome: given.text('outcome'), subject: given.text('subject') },
            ...{ operatorId: given.text('operator'), since: given.text('since'), until: given.text('until'), pageSize, pageToken },
          });
          return { found, nextPageToken };
        }),
      },
    }),
  },
];
