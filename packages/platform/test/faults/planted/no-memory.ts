import { plant } from './plant.ts';
import './no-dedup.ts';

/**
 * A bug: each time that a relay begins it numbers records as if they were another outbox's, so what comes twice is not known; and what is decided is decided
 * again. Marking what has left takes a while, so that much comes twice.
 */
plant((query) => {
  const planted = (text: string) => ({ ...query, name: `${query.name} planted`, text });
  if (query.name === 'outbox.take')
    return planted(query.text.replace('(SELECT id FROM outbox_source)', `(SELECT id || '-' || pg_backend_pid() FROM outbox_source)`));
  return query.name === 'outbox.settle' ? planted(query.text.replace('USING unnest(', 'USING (SELECT pg_sleep(0.15) OFFSET 0) AS late, unnest(')) : query;
});
