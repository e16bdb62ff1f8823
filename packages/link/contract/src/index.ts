/** What Link is asked by others inside Noren (gRPC): consumer platforms with their keys and grants, and what a shop sells. */
export * as catalogue from './generated/noren/link/v1/catalogue.ts';
export * as keys from './generated/noren/link/v1/keys.ts';
export * as platforms from './generated/noren/link/v1/platforms.ts';

/** What the proto files say, for gRPC reflection: a FileDescriptorSet. */
export const descriptors = new URL('./generated/descriptors.binpb', import.meta.url);
