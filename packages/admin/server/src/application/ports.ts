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
type Handed = Readonly<{ personId: string; oneTimePassword: string }>;

/** Who may log in to the console. */
export interface People {
  /** Somebody who has an account already keeps the password: none is handed out. */
  letIn(owner: Owner): Promise<Handed>;
  reset(merchantId: string, email: string): Promise<Handed>;
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
type NewSystemKey = Pick<SystemKey, 'keyId' | 'merchantId' | 'system' | 'scopes'>;

/** Keys of merchants' own systems. */
export interface SystemKeys {
  /** The key itself; undefined where one of this id was made before. */
  create(key: NewSystemKey): Promise<string | undefined>;
  of(merchantId: string): Promise<readonly SystemKey[]>;
  revoke(keyId: string): Promise<SystemKey>;
}
