export { aimd, type AimdOptions } from './aimd.ts';
export { downstreams, type Downstream } from './downstreams.ts';
export { gradient2, type Gradient2Options } from './gradient2.ts';
export { fixed, inFlightOf, type Bounds, type Limit, type Outcome } from './limit.ts';
export { vegas, type VegasOptions } from './vegas.ts';
