/** What the console's server is asked by others inside Noren, by gRPC. Apart from the page's contract, so that the page does not carry it. */
export * as people from './generated/noren/bff/v1/people.ts';

/** The folder of the proto files, for gRPC reflection. */
export const protoRoot = new URL('../proto/', import.meta.url);
