/** Where item is asked, where it tells, and where it answers. `writers` are the database roles that may append. */
export const topics = {
  commands: { name: 'item.commands', partitions: 2, writers: ['item'], retentionDays: 31 },
  events: { name: 'item.events', partitions: 2, writers: ['item'] },
  outcomes: { name: 'item.outcomes', partitions: 1, writers: ['item'], retentionDays: 31 },
} as const;
