import { type Breach, breach } from './breach.ts';
import type { History, Outcome } from './history.ts';

/** The log has no gaps; every command in it was decided, once; every decision is told, once. */
export function checkLog(history: History): readonly Breach[] {
  return [...gaps(history), ...undecided(history), ...decidedTwice(history), ...publishedOnce(history), ...setAside(history)];
}

const gaps = ({ partitions }: History): readonly Breach[] =>
  partitions.flatMap(({ topic, partition, first, next, records, lowest, highest }) => {
    const whole = records === next - first && (records === 0 || (lowest === first && highest === next - 1));
    return whole
      ? []
      : [breach('offsets have no gaps', `${topic}/${partition}: ${records} records from ${lowest} to ${highest}, the head says ${first} to ${next}`)];
  });

const nameOf = ({ context, commandId }: Outcome): string => `${context} ${commandId}`;

/** A command in the log without an outcome, an outcome without a command, a pending one without a decision. */
function undecided({ commands, outcomes, decisions }: History): readonly Breach[] {
  const stored = new Map(outcomes.map((outcome) => [nameOf(outcome), outcome]));
  const later = new Set(decisions.map(nameOf));
  const logged = new Set(commands.map(({ context, id }) => `${context} ${id}`));
  return [
    ...commands.flatMap(({ context, id, type, partition, offset }) =>
      stored.has(`${context} ${id}`)
        ? []
        : [breach('every command in the log is decided', `${type} ${id} at ${context}.commands/${partition}@${offset} has no outcome`)],
    ),
    ...outcomes.flatMap((outcome) =>
      logged.has(nameOf(outcome)) ? [] : [breach('only what is in the log is decided', `${nameOf(outcome)} is ${outcome.status}`)],
    ),
    ...outcomes.flatMap((outcome) =>
      outcome.status === 'pending' && !later.has(nameOf(outcome)) ? [breach('no order is left undecided', `${nameOf(outcome)} is still pending`)] : [],
    ),
    ...outcomes.flatMap((outcome) => (outcome.status === 'failed' ? [breach('no command fails', nameOf(outcome))] : [])),
  ];
}

/** A command that told the same twice was decided twice. */
function decidedTwice({ orderEvents, stockEvents }: History): readonly Breach[] {
  const by = Map.groupBy([...orderEvents, ...stockEvents], ({ cause, type }) => `${type} because of ${cause}`);
  return [...by].flatMap(([what, events]) => (events.length > 1 ? [breach('a command is decided once', `${events.length} times ${what}`)] : []));
}

/** What waiters hear is what is stored. */
function publishedOnce({ published, outcomes, decisions }: History): readonly Breach[] {
  const publishedByName = Map.groupBy(published, nameOf);
  const stored = [...outcomes.filter(({ status }) => status !== 'pending'), ...decisions];
  return stored.flatMap((outcome) => {
    const all = publishedByName.get(nameOf(outcome)) ?? [];
    const [first] = all;
    if (all.length === 1 && first?.status === outcome.status) return [];
    return [breach('every outcome is told once', `${nameOf(outcome)} is ${outcome.status}, told: ${all.map(({ status }) => status).join(', ') || 'never'}`)];
  });
}

const setAside = ({ deadLetters }: History): readonly Breach[] =>
  deadLetters.map(({ context, error }) => breach('an outage never fills the dead letters', `${context}: ${error.split('\n')[0] ?? ''}`));
