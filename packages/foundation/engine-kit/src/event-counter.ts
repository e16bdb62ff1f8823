import { counter, type Host } from '@noren/service-kit';

/** What is counted of a context's events, for those who watch it. Labels have few values, and never name a merchant, a shop or a person. */
export type EventCounter<Event> = Readonly<{
  /** `noren_orders_total` */
  name: string;
  help: string;
  labels: readonly string[];
  /** The labels' values; `undefined` for an event that does not count. */
  of(event: Event): Readonly<Record<string, string>> | undefined;
}>;

/** Counts events that are committed. What is committed while its answer is lost is not counted. */
export function countingEvents<Event>(metrics: Host['metrics'], counters: readonly EventCounter<Event>[]): (events: readonly Event[]) => void {
  const all = counters.map(({ name, help, labels, of }) => ({ total: counter(metrics, name, help, labels), of }));
  return (events) => {
    for (const { total, of } of all)
      for (const event of events) {
        const labels = of(event);
        if (labels) total.inc(labels);
      }
  };
}
