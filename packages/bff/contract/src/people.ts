/** What the console's server is asked by others inside Noren, by gRPC. Apart from the page's contract, so that the page does not carry it. */
export * as people from './generated/noren/bff/v1/people.ts';

/** What the proto files say, for gRPC reflection: a FileDescriptorSet. */
export const descriptors = new URL('./generated/descriptors.binpb', import.meta.url);
