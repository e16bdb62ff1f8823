import type pg from 'pg';
import { Gauge, type Registry } from 'prom-client';

/** A pool by the name under which it is counted. */
export type NamedPool = Readonly<{ name: string; pool: pg.Pool }>;

/**
 * OpenTelemetry's `db.client.connection.*`, read from the pools at a scrape; pools of one name count together. What it calls `count` is `db_client_connections` here:
 * Prometheus keeps the ending `_count` for histograms.
 */
export function watchPools(registry: Registry, pools: () => readonly NamedPool[]): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    tell: (gauge: Gauge<Label>, pool: pg.Pool, name: string) => void,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      collect() {
        this.reset();
        for (const one of pools()) if (!one.pool.ending) tell(this, one.pool, one.name);
      },
    });
  const label = 'db_client_connection_pool_name';
  gauge('db_client_connections', 'Connections that are open', [label, 'db_client_connection_state'], (to, { idleCount, totalCount }, name) => {
    to.inc({ [label]: name, db_client_connection_state: 'idle' }, idleCount);
    to.inc({ [label]: name, db_client_connection_state: 'used' }, totalCount - idleCount);
  });
  gauge('db_client_connection_max', 'Connections that may be open', [label], (to, { options }, name) => to.inc({ [label]: name }, options.max));
  gauge('db_client_connection_pending_requests', 'Requests that wait for a connection', [label], (to, { waitingCount }, name) =>
    to.inc({ [label]: name }, waitingCount),
  );
}
