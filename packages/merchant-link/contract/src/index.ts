/** What Merchant Link is asked by others inside Noren: the keys of merchants' own systems. */
export * as keys from './generated/noren/merchantlink/v1/keys.ts';

/** The folder of the proto files, for gRPC reflection. */
export const protoRoot = new URL('../proto/', import.meta.url);
