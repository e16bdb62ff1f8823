import type { Property } from '../property.ts';
import { keyBuckets } from '../rates/key-buckets.ts';
import { tokenBucket, type Rate } from '../rates/token-bucket.ts';

/** A rate that was changed is heeded after this long at most. Milliseconds. */
const LOOK_MS = 1_000;

/** Lets tasks pass at a rate that may change. */
export type Bucket = Readonly<{ /** Now, or when to ask again. */ openAt(now: number): number; take(now: number): void }>;

export function bucketOf(rate: Property<Rate>): Bucket {
  let current = rate.value;
  const bucket = tokenBucket(current);
  return {
    openAt(now) {
      if (rate.value !== current) bucket.change((current = rate.value));
      return Math.min(bucket.readyAt(now), now + LOOK_MS);
    },
    take: (now) => void bucket.take(now),
  };
}

export type KeyBucket = Readonly<{ openAt(key: string, now: number): number; take(key: string, now: number): void }>;

export function keyBucketOf(rate: Property<Rate>): KeyBucket {
  let current = rate.value;
  const buckets = keyBuckets(current);
  return {
    openAt(key, now) {
      if (rate.value !== current) buckets.change((current = rate.value));
      return Math.min(buckets.readyAt(key, now), now + LOOK_MS);
    },
    take: (key, now) => void buckets.take(key, now),
  };
}
