import { plant } from './plant.ts';

/** A bug: a relay takes what it reads out of the outbox at once, not when the log has it. */
plant((asked) => {
  if (asked.name !== 'outbox.read') return asked;
  const text = `WITH r AS (${asked.text}),
    gone AS (DELETE FROM outbox o USING r WHERE o.topic = r.topic AND o."partition" = r."partition" AND o.seq = r.seq)
    SELECT * FROM r ORDER BY topic, "partition", seq`;
  return { ...asked, name: 'outbox.read planted', text };
});
