import type { Metadata } from '@grpc/grpc-js';
import type { Position } from '@noren/wire';

/** The names under which a call's context travels beside its request. */
export const IDENTITY = 'noren-identity';
export const AUTHORIZATION = 'authorization';
export const IDEMPOTENCY_KEY = 'idempotency-key';
export const TRACEPARENT = 'traceparent';
export const CORRELATION_ID = 'noren-correlation-id';
export const SEEN = 'noren-seen';
export const STATUS_DETAILS = 'grpc-status-details-bin';

/** One text value, or undefined where it is missing or empty. */
export function textOf(metadata: Metadata, name: string): string | undefined {
  const [value] = metadata.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `item.events/0=17,item.events/1=4` */
export const writtenPositions = (positions: readonly Position[]): string =>
  positions.map(({ topic, partition, offset }) => `${topic}/${partition}=${offset}`).join(',');

/** Positions are a hint about freshness: what cannot be read is left out. */
export function readPositions(text: string | undefined): readonly Position[] {
  if (text === undefined) return [];
  return text.split(',').flatMap((one) => {
    const [, topic, partition, offset] = /^([\w.-]{1,100})\/(\d{1,6})=(\d{1,15})$/.exec(one) ?? [];
    return topic === undefined ? [] : [{ topic, partition: Number(partition), offset: Number(offset) }];
  });
}
