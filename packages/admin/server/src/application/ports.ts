import type { WeeklyPeriod } from '@noren/shop-contract/weekly-hours';

export type Merchant = Readonly<{ merchantId: string; name: string; currency: string; suspended: boolean; reason: string; version: number }>;
type NewMerchant = Pick<Merchant, 'merchantId' | 'name' | 'currency'>;
export type Shop = Readonly<{
  shopId: string;
  merchantId: string;
  name: string;
  timeZone: string;
  currency: string;
  status: string;
  reason: string;
  weeklyHours: readonly WeeklyPeriod[];
  version: number;
}>;
type Page = Readonly<{ pageSize: number; pageToken: string }>;
type NewShop = Pick<Shop, 'shopId' | 'merchantId' | 'name' | 'timeZone' | 'weeklyHours'>;
type ShopChange = Readonly<{ shopId: string; name: string | undefined; timeZone: string | undefined; expectedVersion: number | undefined }>;

/** Merchants and their shops. What is made is made under an id that is given: the same again is no change. Each is decided when it answers. */
export interface Shops {
  registerMerchant(merchant: NewMerchant): Promise<void>;
  renameMerchant(merchantId: string, name: string, expectedVersion: number | undefined): Promise<void>;
  suspendMerchant(merchantId: string, reason: string, expectedVersion: number | undefined): Promise<void>;
  resumeMerchant(merchantId: string, expectedVersion: number | undefined): Promise<void>;
  /** Undefined where there is none. */
  merchant(merchantId: string): Promise<Merchant | undefined>;
  merchants(page: Page): Promise<Readonly<{ merchants: readonly Merchant[]; nextPageToken: string }>>;
  create(shop: NewShop): Promise<void>;
  shop(shopId: string): Promise<Shop | undefined>;
  shops(merchantId: string, page: Page): Promise<Readonly<{ shops: readonly Shop[]; nextPageToken: string }>>;
  change(change: ShopChange): Promise<void>;
  setHours(shopId: string, periods: readonly WeeklyPeriod[], expectedVersion: number | undefined): Promise<void>;
  close(shopId: string, reason: string, expectedVersion: number | undefined): Promise<void>;
}

type Owner = Readonly<{ merchantId: string; email: string; name: string; language: string; shopIds: readonly string[] }>;
/** `invitation`: what stands behind the console's address in a link by which they come in; empty for somebody who has a password. */
type Invited = Readonly<{ personId: string; invitation: string; invitationEndsAt: string }>;

/** Who may log in to the console. */
export interface People {
  /** Somebody who has an account already keeps the password: none is handed out. */
  letIn(owner: Owner): Promise<Invited>;
  reset(merchantId: string, email: string): Promise<Invited>;
  /** Whoever owns all the other shops of the merchant owns this one too. */
  handShop(merchantId: string, shopId: string): Promise<void>;
}

export type SystemKey = Readonly<{
  keyId: string;
  merchantId: string;
  system: string;
  scopes: readonly string[];
  prefix: string;
  createdAt: string;
  revokedAt?: string | undefined;
}>;
export type Platform = Readonly<{ platformId: string; name: string; ownerIds: readonly string[]; createdAt: string; suspendedAt?: string | undefined }>;
export type PlatformKey = Readonly<{
  keyId: string;
  platformId: string;
  scopes: readonly string[];
  prefix: string;
  createdAt: string;
  revokedAt?: string | undefined;
  endsAt?: string | undefined;
}>;
export type Grant = Readonly<{ platformId: string; merchantId: string; shopIds: readonly string[]; grantedAt: string }>;

/** Consumer platforms, their keys, and from which shops they may sell. A key is given out once: undefined where one of its id was made before. */
export interface Platforms {
  /** The same again is no change, and gets it. */
  create(platformId: string, name: string): Promise<Platform>;
  page(page: Page): Promise<Readonly<{ platforms: readonly Platform[]; nextPageToken: string }>>;
  suspend(platformId: string): Promise<Platform>;
  resume(platformId: string): Promise<Platform>;
  createKey(keyId: string, platformId: string, scopes: readonly string[]): Promise<string | undefined>;
  rotateKey(keyId: string, newKeyId: string, oldLivesS: number): Promise<string | undefined>;
  keysOf(platformId: string): Promise<readonly PlatformKey[]>;
  revokeKey(keyId: string): Promise<void>;
  grant(of: Readonly<{ platformId: string; merchantId: string; shopIds: readonly string[] }>): Promise<Grant>;
  withdraw(platformId: string, merchantId: string): Promise<void>;
  grants(of: Readonly<{ platformId: string; merchantId: string }>, page: Page): Promise<Readonly<{ grants: readonly Grant[]; nextPageToken: string }>>;
}

type NewSystemKey = Pick<SystemKey, 'keyId' | 'merchantId' | 'system' | 'scopes'>;

/** Keys of merchants' own systems. */
export interface SystemKeys {
  /** The key itself; undefined where one of this id was made before. */
  create(key: NewSystemKey): Promise<string | undefined>;
  of(merchantId: string): Promise<readonly SystemKey[]>;
  revoke(keyId: string): Promise<SystemKey>;
}
