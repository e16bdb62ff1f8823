import { code, type Command, merchant, most, needed, option, upTo, version } from '../command.ts';

const noun = 'merchant';

export const merchants: readonly Command[] = [
  {
    ...{ noun, verb: 'create', about: 'lets a merchant aboard' },
    options: [code, needed('name', 'what people call it'), needed('currency', 'ISO 4217, of all its shops, for good: GBP')],
    run: async (client, { text }) => ({ answer: await client.createMerchant({ code: text('code'), name: text('name'), currency: text('currency') }) }),
  },
  {
    ...{ noun, verb: 'list', about: 'every merchant', options: [most] },
    run: async (client, given) => ({
      answer: {
        merchants: await upTo(given, async (pageSize, pageToken) => {
          const { merchants: found, nextPageToken } = await client.listMerchants({ pageSize, pageToken });
          return { found, nextPageToken };
        }),
      },
    }),
  },
  {
    ...{ noun, verb: 'show', about: 'one merchant', options: [merchant] },
    run: async (client, { text }) => ({ answer: await client.getMerchant({ merchant: text('merchant') }) }),
  },
  {
    ...{ noun, verb: 'change', about: 'gives a merchant another name', options: [merchant, needed('name', 'what people call it from now on'), version] },
    run: async (client, { text, number }) => ({
      answer: await client.changeMerchant({ merchant: text('merchant'), name: text('name'), expectedVersion: number('version') }),
    }),
  },
  {
    ...{ noun, verb: 'suspend', about: 'none of its shops takes orders any more; what was placed goes on' },
    options: [merchant, option('reason', 'why, as its people read it'), version],
    run: async (client, { text, number }) => ({
      answer: await client.suspendMerchant({ merchant: text('merchant'), reason: text('reason'), expectedVersion: number('version') }),
    }),
  },
  {
    ...{ noun, verb: 'resume', about: 'its shops take orders again', options: [merchant, version] },
    run: async (client, { text, number }) => ({ answer: await client.resumeMerchant({ merchant: text('merchant'), expectedVersion: number('version') }) }),
  },
];
