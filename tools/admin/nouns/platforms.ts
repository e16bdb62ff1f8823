import { platformScopes } from '@noren/link-contract/scopes';
import { code, type Command, most, needed, option, upTo } from '../command.ts';

const platform = needed('platform', 'the consumer platform, by its code or its id');
const key = needed('key', 'the key, by its code or its id');

export const platforms: readonly Command[] = [
  {
    ...{ noun: 'platform', verb: 'create', about: 'lets a consumer platform aboard, which sells nothing yet' },
    options: [code, needed('name', 'lower-case letters, digits and hyphens')],
    run: async (client, { text }) => ({ answer: await client.createPlatform({ code: text('code'), name: text('name') }) }),
  },
  {
    ...{ noun: 'platform', verb: 'list', about: 'every consumer platform, those that merchants made for themselves too', options: [most] },
    run: async (client, given) => ({
      answer: {
        platforms: await upTo(given, async (pageSize, pageToken) => {
          const { platforms: found, nextPageToken } = await client.listPlatforms({ pageSize, pageToken });
          return { found, nextPageToken };
        }),
      },
    }),
  },
  {
    ...{ noun: 'platform', verb: 'suspend', about: 'its keys open nothing any more, until it is resumed', options: [platform] },
    run: async (client, { text }) => ({ answer: await client.suspendPlatform({ platform: text('platform') }) }),
  },
  {
    ...{ noun: 'platform', verb: 'resume', about: 'its keys open again what they did', options: [platform] },
    run: async (client, { text }) => ({ answer: await client.resumePlatform({ platform: text('platform') }) }),
  },
  {
    ...{ noun: 'platform key', verb: 'create', about: 'a key of a consumer platform; prints it, once' },
    options: [platform, code, option('scopes', `with commas between them (${platformScopes.join(',')})`)],
    run: async (client, { text, maybe, list }) => ({
      answer: await client.createPlatformKey({
        ...{ platform: text('platform'), code: text('code') },
        scopes: maybe('scopes') === undefined ? [...platformScopes] : list('scopes'),
      }),
    }),
  },
  {
    ...{ noun: 'platform key', verb: 'list', about: 'the keys of a consumer platform', options: [platform] },
    run: async (client, { text }) => ({ answer: await client.listPlatformKeys({ platform: text('platform') }) }),
  },
  {
    ...{ noun: 'platform key', verb: 'revoke', about: 'takes a key back, for good', options: [platform, key] },
    run: async (client, { text }) => ({ answer: await client.revokePlatformKey({ platform: text('platform'), key: text('key') }) }),
  },
  {
    ...{ noun: 'platform key', verb: 'rotate', about: 'the key that follows another; prints it, once' },
    options: [platform, key, code, option('old-lives', 'seconds for which the old key stays good (86400)')],
    run: async (client, { text, number }) => ({
      answer: await client.rotatePlatformKey({
        ...{ platform: text('platform'), key: text('key'), code: text('code'), oldLivesS: number('old-lives') ?? 86_400 },
      }),
    }),
  },
];
