/** What Link is asked by others inside Noren (gRPC): keys of consumer platforms, and what a shop sells. */
export * as catalogue from './generated/noren/link/v1/catalogue.ts';
export * as keys from './generated/noren/link/v1/keys.ts';

/** The folder of the proto files, for gRPC reflection. */
export const protoRoot = new URL('../proto/', import.meta.url);
