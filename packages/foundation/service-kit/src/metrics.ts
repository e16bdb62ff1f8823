import { Counter, Histogram, Registry } from 'prom-client';
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

/** OpenTelemetry's `http.server.request.duration`, in Prometheus' spelling. The route is the template, never the address as sent. */
export const httpServerDuration = (registry: Registry) =>
  histogram(registry, 'http_server_request_duration_seconds', 'How long HTTP requests took to answer', [
    'server_name',
    'http_request_method',
    'http_route',
    'http_response_status_code',
  ]);

/** OpenTelemetry's `rpc.server.duration`. */
export const rpcServerDuration = (registry: Registry) =>
  histogram(registry, 'rpc_server_duration_seconds', 'How long gRPC calls took to answer', ['rpc_service', 'rpc_method', 'rpc_grpc_status_code']);

/** OpenTelemetry's `rpc.client.duration`. */
export const rpcClientDuration = (registry: Registry) =>
  histogram(registry, 'rpc_client_duration_seconds', 'How long gRPC calls to others took', ['rpc_service', 'rpc_method', 'rpc_grpc_status_code']);
