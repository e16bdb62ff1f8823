import { type Clock, idFrom } from '@noren/kernel';
import type { NewRecord, Outbox, Running } from '@noren/log';
import { appendRecords } from './commit.ts';
import { engineTypes, type Queryable } from './record-table.ts';
import { Statement } from './statement.ts';
import type { EngineMetrics } from './engine-metrics.ts';

const TIMERS_A_ROUND = 500;

type TimerParts = Readonly<{ context: string; commandsTopic: string; db: Queryable; outbox: Outbox; clock: Clock; watch?: EngineMetrics; everyMs?: number }>;

/** Appends the commands whose timers are due, once each: a timer goes in the statement that appends its command. Says how many. */
export async function fireDueTimers({ context, commandsTopic, db, outbox, clock }: TimerParts): Promise<number> {
  const { rows } = await db.query<{ key: string; due: string; record_key: string; type: string; value: Buffer }>({
    name: 'due timers',
    text: `SELECT key, due, record_key, type, value FROM timer WHERE due <= $1 ORDER BY due LIMIT ${TIMERS_A_ROUND}`,
    values: [clock.now().toISOString()],
    types: engineTypes,
  });
  if (rows.length === 0) return 0;
  const records = rows.map((row): NewRecord => ({
    topic: commandsTopic,
    key: row.record_key,
    id: idFrom('cmd', 'timer', context, row.key, row.due),
    type: row.type,
    value: row.value,
    headers: { actor: `service:${context}-engine`, timer: row.key },
  }));
  const statement = new Statement(`timers ${context}`);
  const [keys, due] = statement.parameters([rows.map(({ key }) => key), rows.map((row) => row.due)]);
  // A timer that moved, was cancelled, or was fired by another engine meanwhile fails the round; the next one reads anew.
  statement.exactly(
    rows.length,
    'fired',
    `DELETE FROM timer AS t USING unnest(${keys}::text[], ${due}::timestamptz[]) AS u(key, due) WHERE t.key = u.key AND t.due = u.due`,
  );
  appendRecords(statement, outbox, records);
  statement.answers('(SELECT positions FROM appended)');
  await statement.run(db);
  outbox.committed(records);
  return records.length;
}

/** Looks for due timers every second or so, for as long as it runs. */
export function timerLoop(parts: TimerParts): Running {
  const everyMs = parts.everyMs ?? 500;
  let stopped = false;
  let wake: () => void = () => {};
  const loop = (async () => {
    while (!stopped) {
      try {
        while (!stopped && (await fireDueTimers(parts)) === TIMERS_A_ROUND);
      } catch (error) {
        parts.watch?.trouble(`${parts.context}.timers`, error);
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (stopped) resolve();
        else setTimeout(resolve, everyMs);
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await loop;
    },
  };
}
