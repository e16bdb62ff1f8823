export { type ProblemCode, type ProblemCodes } from './codes.ts';
export { type Encoding, encodingFor } from './compress.ts';
export * from './etag.ts';
export { TooManyRequests } from './problem.ts';
export { PUBLIC, route, type Reply, type Route } from './route.ts';
export * from './server.ts';
export type { Admit, Authenticate, Authenticated, RequestHead } from './serving.ts';
export { BYTES_TYPE } from './input.ts';
export * from './values.ts';
