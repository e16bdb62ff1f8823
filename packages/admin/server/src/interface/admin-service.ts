import { admin } from '@noren/admin-contract';
import type { Audit } from '@noren/admin-store';
import { type Served, served } from '@noren/service-kit';
import type { ReadShops } from '../application/shop-file.ts';
import type { Auditor } from './audited.ts';
import { auditCalls } from './audit-calls.ts';
import { type Grants, grantCalls } from './grant-calls.ts';
import { type Merchants, merchantCalls } from './merchant-calls.ts';
import { type Owners, ownerCalls } from './owner-calls.ts';
import { type Platforms, platformCalls } from './platform-calls.ts';
import { type Shops, shopCalls } from './shop-calls.ts';
import { type Keys, systemKeyCalls } from './system-key-calls.ts';

type Uses = Readonly<{
  merchants: Merchants;
  shops: Shops;
  read: ReadShops;
  owners: Owners;
  systemKeys: Keys;
  platforms: Platforms;
  grants: Grants;
  audit: Audit;
  auditor: Auditor;
}>;

/** Everything that an operator can ask. */
export const adminService = ({ merchants, shops, read, owners, systemKeys, platforms, grants, audit, auditor }: Uses): Served =>
  served(admin.AdminServiceService, {
    ...merchantCalls(merchants, auditor),
    ...shopCalls({ shops, read, auditor }),
    ...ownerCalls(owners, auditor),
    ...systemKeyCalls(systemKeys, auditor),
    ...platformCalls(platforms, auditor),
    ...grantCalls(grants, auditor),
    ...auditCalls(audit),
  });
