/** What shop is asked (gRPC), decides (commands), tells (events) and keeps (records), as generated from its proto. */
export * as calls from './generated/noren/shop/v1/shops.ts';
export * as commands from './generated/noren/shop/v1/commands.ts';
export * as events from './generated/noren/shop/v1/events.ts';
export * as records from './generated/noren/shop/v1/records.ts';
export * from './limits.ts';
export { refusals } from './refusals.ts';
export * from './topics.ts';

/** What the proto files say, for gRPC reflection: a FileDescriptorSet. */
export const descriptors = new URL('./generated/descriptors.binpb', import.meta.url);
