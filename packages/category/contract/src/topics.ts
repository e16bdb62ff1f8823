/** Where category is asked, where it tells, and where it answers. `writers` are the database roles that may append. */
export const topics = {
  commands: { name: 'category.commands', partitions: 2, writers: ['category'], retentionDays: 31 },
  events: { name: 'category.events', partitions: 2, writers: ['category'] },
  outcomes: { name: 'category.outcomes', partitions: 1, writers: ['category'], retentionDays: 31 },
} as const;
