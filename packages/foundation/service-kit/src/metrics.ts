import { status } from '@grpc/grpc-js';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { collectDefaultMetrics } from 'prom-client';

/** The metrics of a process; modules of one process share it. */
export function makeMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Seconds, from what a warm cache takes to what nobody waits for. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The histogram of this name, made at the first asking: several modules of a process write to one. */
export function histogram<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
  buckets = SECONDS,
): Histogram<Label> {
  const known = registry.getSingleMetric(name);
  if (known instanceof Histogram) return known;
  return new Histogram({ name, help, labelNames: [...labelNames], buckets, registers: [registry] });
}

/** The counter of this name, made at the first asking. */
export function counter<Label extends string>(registry: Registry, name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
  const known = registry.getSingleMetric(name);
  if (known instanceof Counter) return known;
  return new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
}

/** A gauge that is asked for all its values at each scrape; what they do not name is gone. */
export function gauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
  values: () => Promise<readonly (readonly [Readonly<Record<Label, string | number>>, number])[]>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    async collect() {
      const all = await values();
      this.reset();
      for (const [labels, value] of all) this.set(labels, value);
    },
  });
}

/** OpenTelemetry's `http.server.request.duration`, in Prometheus' spelling. The route is the template, never the address as sent. */
export const httpServerDuration = (registry: Registry) =>
  histogram(registry, 'http_server_request_duration_seconds', 'How long HTTP requests took to answer', [
    'server_name',
    'http_request_method',
    'http_route',
    'http_response_status_code',
  ]);

const ofCalls = ['rpc_system_name', 'rpc_method', 'rpc_response_status_code'] as const;

/** Notes a call of a method (`noren.order.v1.OrderService/PlaceOrder`). */
export type ObserveCall = (method: string, code: status, seconds: number) => void;

/** OpenTelemetry's `rpc.server.call.duration`. */
export const rpcServerDuration = (registry: Registry): ObserveCall =>
  noting(histogram(registry, 'rpc_server_call_duration_seconds', 'How long gRPC calls took to answer', ofCalls));

/** OpenTelemetry's `rpc.client.call.duration`. */
export const rpcClientDuration = (registry: Registry): ObserveCall =>
  noting(histogram(registry, 'rpc_client_call_duration_seconds', 'How long gRPC calls to others took', ofCalls));

const noting =
  (duration: Histogram<(typeof ofCalls)[number]>): ObserveCall =>
  (method, code, seconds) =>
    duration.observe({ rpc_system_name: 'grpc', rpc_method: method, rpc_response_status_code: status[code] }, seconds);
