export { metered, type MetricsOptions } from './metrics.ts';
export { observedBy } from './several.ts';
export { traced, tracedAppend, type Tracing } from './spans.ts';
