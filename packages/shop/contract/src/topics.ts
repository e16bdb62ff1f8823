/** Where shop is asked, where it tells, and where it answers. `writers` are the database roles that may append. */
export const topics = {
  commands: { name: 'shop.commands', partitions: 2, writers: ['shop'], retentionDays: 31 },
  events: { name: 'shop.events', partitions: 2, writers: ['shop'] },
  outcomes: { name: 'shop.outcomes', partitions: 1, writers: ['shop'], retentionDays: 31 },
} as const;
