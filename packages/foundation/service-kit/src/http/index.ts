export { EDGE_CODES, type ProblemCode, type ProblemCodes } from './codes.ts';
export { encoded, type Encoding, encodingFor } from './compress.ts';
export * from './etag.ts';
export { TooManyRequests, type Problem } from './problem.ts';
export { PUBLIC, route, type Reply, type ResponseSpec, type Route } from './route.ts';
export * from './server.ts';
export type { Admit, Authenticate, Authenticated, RequestHead } from './serving.ts';
export { BYTES_TYPE } from './input.ts';
export * from './values.ts';
