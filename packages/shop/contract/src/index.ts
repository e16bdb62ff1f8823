/** What shop is asked (gRPC), decides (commands), tells (events) and keeps (records), as generated from its proto. */
export * as calls from './generated/noren/shop/v1/shops.ts';
export * as commands from './generated/noren/shop/v1/commands.ts';
export * as events from './generated/noren/shop/v1/events.ts';
export * as records from './generated/noren/shop/v1/records.ts';
export * from './limits.ts';
export { refusals } from './refusals.ts';
export * from './topics.ts';

/** The folder of the proto files, for gRPC reflection. */
export const protoRoot = new URL('../proto/', import.meta.url);
