import { code, type Command, merchant, needed, option } from '../command.ts';

const email = needed('email', 'with which the owner logs in');

export const people: readonly Command[] = [
  {
    ...{ noun: 'owner', verb: 'invite', about: 'lets an owner into the console, in every shop that the merchant has now; prints a link to come in by, once' },
    options: [merchant, code, email, needed('name', 'of the person'), option('language', 'of the console: en, ja or ko (en)')],
    run: async (client, { text, maybe }) => ({
      answer: await client.inviteOwner({
        ...{ merchant: text('merchant'), code: text('code'), email: text('email'), name: text('name'), language: maybe('language') ?? 'en' },
      }),
    }),
  },
  {
    ...{ noun: 'owner', verb: 'reset', about: 'a link, printed once, for an owner who cannot log in any more', options: [merchant, email] },
    run: async (client, { text }) => ({ answer: await client.resetOwner({ merchant: text('merchant'), email: text('email') }) }),
  },
];
