export { heavyHitters, type Counted, type HeavyHitters } from './heavy-hitters.ts';
export { keyBuckets, type KeyBuckets } from './key-buckets.ts';
export { keyQuota, type KeyQuota, type KeyQuotaOptions, type Shaping } from './key-quota.ts';
export { keyRates, type KeyRate, type KeyRates, type KeyRatesOptions } from './key-rates.ts';
export { tokenBucket, type Rate, type TokenBucket } from './token-bucket.ts';
