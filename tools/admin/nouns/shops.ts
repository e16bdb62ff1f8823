import { readFileSync } from 'node:fs';
import { typedPath } from '../../client/command-line.ts';
import { code, type Command, merchant, most, needed, option, upTo, version } from '../command.ts';

const noun = 'shop';
const shop = needed('shop', 'the shop, by its code or its id');
const HOURS = 'when it is open, on its own clock: always; "Mon-Fri 09:00-20:00; Sat,Sun 10:00-18:00"';

export const shops: readonly Command[] = [
  {
    ...{ noun, verb: 'create', about: 'opens a shop of a merchant' },
    options: [
      merchant,
      code,
      needed('name', 'what people call it'),
      needed('time-zone', 'IANA name: Europe/London'),
      option('hours', `${HOURS} (never, until its owner says)`),
    ],
    run: async (client, { text }) => ({
      answer: await client.createShop({
        ...{ merchant: text('merchant'), code: text('code'), name: text('name'), timeZone: text('time-zone'), hours: text('hours') },
      }),
    }),
  },
  {
    ...{ noun, verb: 'import', about: 'opens all shops of a CSV file with the columns code, name, time_zone and hours; a bad row costs only itself' },
    options: [merchant, needed('file', 'the CSV file'), option('encoding', 'of its bytes, such as shift_jis (utf-8)')],
    async run(client, { text }) {
      const file = readFileSync(typedPath(text('file')));
      const answer = await client.createShops({ merchant: text('merchant'), file, encoding: text('encoding') }, { deadlineMs: 600_000 });
      return { answer, isRefused: answer.rows.some(({ status }) => status === 'refused') };
    },
  },
  {
    ...{ noun, verb: 'list', about: 'the shops of a merchant', options: [merchant, most] },
    run: async (client, given) => ({
      answer: {
        shops: await upTo(given, async (pageSize, pageToken) => {
          const { shops: found, nextPageToken } = await client.listShops({ merchant: given.text('merchant'), pageSize, pageToken });
          return { found, nextPageToken };
        }),
      },
    }),
  },
  {
    ...{ noun, verb: 'change', about: 'changes what is named, and nothing else' },
    options: [merchant, shop, option('name', 'another name'), option('time-zone', 'another time zone'), option('hours', HOURS), version],
    run: async (client, { text, maybe, number }) => ({
      answer: await client.changeShop({
        ...{ merchant: text('merchant'), shop: text('shop'), expectedVersion: number('version') },
        ...{ name: maybe('name'), timeZone: maybe('time-zone'), hours: maybe('hours') },
      }),
    }),
  },
  {
    ...{ noun, verb: 'close', about: 'closes a shop, for good', options: [merchant, shop, option('reason', 'why, as its people read it'), version] },
    run: async (client, { text, number }) => ({
      answer: await client.closeShop({ merchant: text('merchant'), shop: text('shop'), reason: text('reason'), expectedVersion: number('version') }),
    }),
  },
];
