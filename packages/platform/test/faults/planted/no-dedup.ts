import { plant } from './plant.ts';

/** A bug: a command that has its outcome is decided again, and its outcome written over. */
plant((asked) => {
  if (asked.name === 'outcomes of') return { ...asked, name: 'outcomes planted', text: `${asked.text} AND false` };
  if (!asked.name?.startsWith('commit ')) return asked;
  const text = asked.text.replace(/(INSERT INTO outcome [^]*?) RETURNING 1/, '$1 ON CONFLICT (command_id) DO UPDATE SET at = excluded.at RETURNING 1');
  return { ...asked, name: `${asked.name} planted`, text };
});
