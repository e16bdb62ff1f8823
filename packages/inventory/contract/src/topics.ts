/** Where inventory is asked, where it tells, and where it answers. `writers` are the database roles that may append. */
export const topics = {
  commands: { name: 'inventory.commands', partitions: 2, writers: ['inventory', 'order', 'item'], retentionDays: 31 },
  events: { name: 'inventory.events', partitions: 2, writers: ['inventory'] },
  outcomes: { name: 'inventory.outcomes', partitions: 1, writers: ['inventory'], retentionDays: 31 },
} as const;
