import { email, Language, newPassword, Role } from '@noren/bff-contract';
import { people } from '@noren/bff-contract/people';
import { type Served, served, unary } from '@noren/service-kit';
import { z } from 'zod';
import type { ShopKeeping } from '../application/shop-keeping.ts';
import type { Admission } from '../application/take-on.ts';

/** Who is let in by Noren's own set-up; everybody else is let in by an owner, on the page. */
export const peopleService = (admission: Admission, keeping: Pick<ShopKeeping, 'hand'>): Served =>
  served(people.PeopleServiceService, {
    takeOn: unary({
      roles: ['service'],
      schema: z.object({
        merchantId: z.string().min(1).max(64),
        email,
        name: z.string().min(1).max(100),
        language: Language,
        shops: z.array(z.object({ shopId: z.string().min(1).max(64), role: Role })).min(1),
        password: z.union([z.literal(''), newPassword]),
      }),
      run: admission.takeOn,
    }),
    handShop: unary({
      roles: ['service'],
      schema: z.object({ merchantId: z.string().min(1).max(64), shopId: z.string().min(1).max(64) }),
      async run({ merchantId, shopId }) {
        await keeping.hand(merchantId, shopId);
        return {};
      },
    }),
    resetOwner: unary({
      roles: ['service'],
      schema: z.object({ merchantId: z.string().min(1).max(64), email }),
      run: ({ merchantId, email: of }) => admission.resetOwner(merchantId, of),
    }),
  });
