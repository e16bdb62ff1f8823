import { plant } from './plant.ts';

/** A bug: a relay takes what it reads out of the outbox at once, not when the log has it. */
plant((query) => {
  if (query.name !== 'outbox.read') return query;
  const text = `WITH r AS (${query.text}),
    gone AS (DELETE FROM outbox o USING r WHERE o.topic = r.topic AND o."partition" = r."partition" AND o.seq = r.seq)
    SELECT * FROM r ORDER BY topic, "partition", seq`;
  return { ...query, name: 'outbox.read planted', text };
});
