import { randomInt, randomUUIDv7 } from 'node:crypto';
import { parseArgs } from 'node:util';
import { api } from '../client/api.ts';
import { runTool, typedPath, wholeNumber } from '../client/command-line.ts';
import { defaultDevFile, runningPlatform } from '../client/dev-file.ts';
import { sendOrders } from './traffic.ts';

const MOST_A_MINUTE = 600;

const USAGE = `npm run demo-traffic -- [--rate 6] [--minutes 60] [--dev FILE]
  --rate N     orders a minute, ${MOST_A_MINUTE} at most (6)
  --minutes N  how long (60); Ctrl-C ends it earlier
  --dev FILE   the dev.json of a running platform (.noren/dev.json)
Keeps orders of the sample shop coming, as a consumer platform sends them, and restocks what they have sold out. Now and then one wants more than there is.`;

function argumentsOf(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: { rate: { type: 'string' }, minutes: { type: 'string' }, dev: { type: 'string' } } });
  const rate = wholeNumber('--rate', values.rate ?? '6');
  if (rate > MOST_A_MINUTE) throw new Error(`--rate is ${MOST_A_MINUTE} a minute at most`);
  return { rate, minutes: wholeNumber('--minutes', values.minutes ?? '60'), dev: values.dev === undefined ? defaultDevFile : typedPath(values.dev) };
}

async function main({ rate, minutes, dev: devPath }: ReturnType<typeof argumentsOf>): Promise<number> {
  const dev = runningPlatform(devPath);
  if (dev === undefined) throw new Error(`no platform runs that ${devPath} tells of: start one with npm start`);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const [merchantApi, merchantLink] = [api(dev.merchantApi, { connections: 8 }), api(dev.merchantLink, { connections: 1 })];
  try {
    const { confirmed, rejected } = await sendOrders({
      ...{ merchantApi, merchantLink, shopId: dev.sample.shopId, run: `demo-${randomUUIDv7()}` },
      ...{ everyMs: 60_000 / rate, orders: rate * minutes, signal: stopping.signal, dice: (below) => randomInt(below) },
      say: (line) => console.log(line),
    });
    console.log(`${confirmed} orders were confirmed, ${rejected} rejected`);
    return 0;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    merchantApi.close();
    merchantLink.close();
  }
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
