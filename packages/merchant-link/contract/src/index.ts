/** What Merchant Link is asked by others inside Noren: the keys of merchants' own systems. */
export * as keys from './generated/noren/merchantlink/v1/keys.ts';

/** What the proto files say, for gRPC reflection: a FileDescriptorSet. */
export const descriptors = new URL('./generated/descriptors.binpb', import.meta.url);
