import { expect, it } from 'vitest';
import { named, renamed } from './names.ts';

it('renames a name in every casing, one and many', () => {
  const text = 'category Category CATEGORY categories Categories CATEGORIES category-api category_id categoryId CategoryService theCategory createCategories';
  expect(renamed(text, named('category'), named('loyalty'))).toBe(
    'loyalty Loyalty LOYALTY loyalties Loyalties LOYALTIES loyalty-api loyalty_id loyaltyId LoyaltyService theLoyalty createLoyalties',
  );
});

it('renames names of several words', () => {
  const text = 'google-merchant google_merchant GOOGLE_MERCHANT googleMerchant GoogleMerchant "Google Merchant" googlemerchant';
  expect(renamed(text, named('google-merchant'), named('corner-market'))).toBe(
    'corner-market corner_market CORNER_MARKET cornerMarket CornerMarket "Corner Market" cornermarket',
  );
});

it('knows how names go in the plural', () => {
  expect(['loyalty', 'shelf', 'box', 'bus', 'day', 'batch'].map((one) => named(one).many)).toEqual([
    'loyalties',
    'shelfs',
    'boxes',
    'buses',
    'days',
    'batches',
  ]);
});
