/** Where order is asked, where it tells, and where it answers. `writers` are the database roles that may append. */
export const topics = {
  commands: { name: 'order.commands', partitions: 2, writers: ['order'], retentionDays: 31 },
  events: { name: 'order.events', partitions: 2, writers: ['order'] },
  outcomes: { name: 'order.outcomes', partitions: 1, writers: ['order'], retentionDays: 31 },
} as const;
