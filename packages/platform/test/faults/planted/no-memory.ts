import { plant } from './plant.ts';
import './no-dedup.ts';

/** A bug: each time that a relay begins it numbers records as if they were another outbox's, so what comes twice is not known; and what is decided is decided again. */
plant((asked) =>
  asked.name === 'outbox.take'
    ? {
        ...asked,
        name: 'outbox.take planted',
        text: asked.text.replace('(SELECT id FROM outbox_source)', `(SELECT id::text || '-' || pg_backend_pid() FROM outbox_source)`),
      }
    : asked,
);
