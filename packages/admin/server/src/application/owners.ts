import { refusal } from '@noren/admin-contract/refusals';
import { type Needs as OfMerchants, theMerchant } from './merchants.ts';
import type { People } from './ports.ts';

type Needs = OfMerchants & Readonly<{ people: People }>;
type Invited = Readonly<{ merchant: string; code: string; email: string; name: string; language: string }>;

export const owners = (needs: Needs) => ({
  /** In every shop that the merchant has now. */
  async invite({ merchant, code, email, name, language }: Invited) {
    const { merchantId } = await theMerchant(needs, merchant);
    const shopIds = await openShopsOf(needs, merchantId);
    const letIn = () => needs.people.letIn({ merchantId, email, name, language, shopIds });
    const { made } = await needs.creating({ noun: 'owner', scope: merchantId, code, request: { email, name, language }, prefix: 'inv' }, letIn);
    // Who is let in again keeps the password, and gets the shops that have come since.
    return made ? { ...made, repeated: made.invitation === '' } : { ...(await letIn()), repeated: true };
  },
  async reset({ merchant, email }: Readonly<{ merchant: string; email: string }>) {
    const { merchantId } = await theMerchant(needs, merchant);
    return needs.people.reset(merchantId, email);
  },
});

async function openShopsOf({ shops }: Needs, merchantId: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let pageToken = ''; ;) {
    const page = await shops.shops(merchantId, { pageSize: 1_000, pageToken });
    found.push(...page.shops.flatMap(({ shopId, status }) => (status === 'closed' ? [] : [shopId])));
    pageToken = page.nextPageToken;
    if (pageToken !== '') continue;
    if (found.length === 0) throw refusal('no_shop', 'merchant');
    return found;
  }
}
