import type { Registry } from 'prom-client';
import { httpServerDuration } from '../metrics.ts';

/** Notes how long an answer took, in seconds. */
export type Observe = (method: string, route: string, status: number, seconds: number) => void;

/** Finding the series of a set of labels costs more than counting in it, so each is looked up once. There are as many as routes times statuses. */
export function observing(registry: Registry, server: string): Observe {
  const duration = httpServerDuration(registry);
  const series = new Map<string, { observe(seconds: number): void }>();
  return (method, route, status, seconds) => {
    const key = `${method} ${status} ${route}`;
    let one = series.get(key);
    if (!one) {
      one = duration.labels({ server_name: server, http_request_method: method, http_route: route, http_response_status_code: status });
      series.set(key, one);
    }
    one.observe(seconds);
  };
}
