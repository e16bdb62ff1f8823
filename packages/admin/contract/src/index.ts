/** What whoever operates Noren asks of it, by gRPC. */
export * as admin from './generated/noren/admin/v1/admin.ts';

/** What the proto files say, for gRPC reflection: a FileDescriptorSet. */
export const descriptors = new URL('./generated/descriptors.binpb', import.meta.url);
