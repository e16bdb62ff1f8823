import { type Command, merchant, most, needed, option, upTo } from '../command.ts';

const noun = 'grant';
const platform = needed('platform', 'the consumer platform, by its code or its id');

export const grants: readonly Command[] = [
  {
    ...{ noun, verb: 'add', about: 'says from which shops of a merchant a platform may sell, in place of what was said before' },
    options: [platform, merchant, option('shops', 'codes or ids with commas between them (all, those to come too)')],
    run: async (client, { text, list }) => ({
      answer: await client.addGrant({ platform: text('platform'), merchant: text('merchant'), shops: list('shops') }),
    }),
  },
  {
    ...{ noun, verb: 'remove', about: 'the platform sells nothing of the merchant’s any more', options: [platform, merchant] },
    run: async (client, { text }) => ({ answer: await client.removeGrant({ platform: text('platform'), merchant: text('merchant') }) }),
  },
  {
    ...{ noun, verb: 'list', about: 'what a platform may sell, or who may sell from a merchant’s shops' },
    options: [option('platform', platform.about), option('merchant', merchant.about), most],
    run: async (client, given) => ({
      answer: {
        grants: await upTo(given, async (pageSize, pageToken) => {
          const of = { platform: given.text('platform'), merchant: given.text('merchant') };
          const { grants: found, nextPageToken } = await client.listGrants({ ...of, pageSize, pageToken });
          return { found, nextPageToken };
        }),
      },
    }),
  },
];
