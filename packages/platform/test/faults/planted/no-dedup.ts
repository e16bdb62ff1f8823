import { plant } from './plant.ts';

/** A bug: a command that has its outcome is decided again, and its outcome written over. */
plant((query) => {
  if (query.name === 'outcomes of') return { ...query, name: 'outcomes planted', text: `${query.text} AND false` };
  if (!query.name?.startsWith('commit ')) return query;
  const text = query.text.replace(/(INSERT INTO outcome [^]*?) RETURNING 1/, '$1 ON CONFLICT (command_id) DO UPDATE SET at = excluded.at RETURNING 1');
  return { ...query, name: `${query.name} planted`, text };
});
