import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { code, type Command, merchant, needed, option } from '../command.ts';

const noun = 'system key';

export const systemKeys: readonly Command[] = [
  {
    ...{ noun, verb: 'create', about: 'a key for a till or an ERP of a merchant’s; prints it, once' },
    options: [merchant, code, needed('system', 'what the merchant calls it: till'), option('scopes', `with commas between them (${systemScopes.join(',')})`)],
    run: async (client, { text, maybe, list }) => ({
      answer: await client.createSystemKey({
        ...{ merchant: text('merchant'), code: text('code'), system: text('system') },
        scopes: maybe('scopes') === undefined ? [...systemScopes] : list('scopes'),
      }),
    }),
  },
  {
    ...{ noun, verb: 'list', about: 'the keys of a merchant’s tills and ERPs', options: [merchant] },
    run: async (client, { text }) => ({ answer: await client.listSystemKeys({ merchant: text('merchant') }) }),
  },
  {
    ...{ noun, verb: 'revoke', about: 'takes a key back, for good', options: [merchant, needed('key', 'the key, by its code or its id')] },
    run: async (client, { text }) => ({ answer: await client.revokeSystemKey({ merchant: text('merchant'), key: text('key') }) }),
  },
];
