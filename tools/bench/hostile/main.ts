import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { modules, ports } from '../../../packages/platform/src/modules.ts';
import { identitiesOf, makeMerchant } from '../../../packages/platform/test/faults/merchant.ts';
import { Browser } from '../../../packages/platform/src/console/browser.test-support.ts';
import { typedPath, wholeNumber } from '../../client/command-line.ts';
import { type Dev, repository } from '../../client/dev-file.ts';
import { withPlatform } from '../../client/platform.ts';
import { machineOnly } from '../machine.ts';
import { costly, type Target } from './costly.ts';
import { run, type Ran } from './run.ts';
import { type Document, everyRoute } from './requests.ts';

export const HOSTILE_USAGE = `npm run bench -- hostile [--seconds N] [--in-flight N] [--quick] [--json FILE] [--dev FILE]
  Sends the costliest requests that each route can be sent, and prints how long another tenant waited meanwhile, beside a calm run in the same process.
  --seconds N      how long each costly request is sent (3); every other route is sent its own for half a second
  --in-flight N    so many at a time (16)
  --quick          without the round over every route
  --dev FILE       a running platform, with the limits that it has; where none runs, one is started with those of production`;

export type HostileArguments = Readonly<{ seconds: number; inFlight: number; quick: boolean; json: string; dev: string | undefined }>;

export function hostileArguments(args: readonly string[]): HostileArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ seconds: { type: 'string', default: '3' }, 'in-flight': { type: 'string', default: '16' } },
      ...{ quick: { type: 'boolean', default: false }, json: { type: 'string' }, dev: { type: 'string' } },
    },
  });
  return {
    seconds: wholeNumber('--seconds', values.seconds),
    inFlight: wholeNumber('--in-flight', values['in-flight']),
    quick: values.quick,
    json: values.json === undefined ? join(repository, '.noren/bench/hostile.json') : typedPath(values.json),
    dev: values.dev === undefined ? undefined : typedPath(values.dev),
  };
}

/** As `packages/platform/src/config.ts` has them for production. */
const PRODUCTION = { RATE_LIMIT_KEY: '1000/10', RATE_LIMIT_ADDRESS: '300/60', RATE_LIMIT_IN_FLIGHT: '64' };
/** A route that nobody thought of gets a short while. */
const SHORT_SECONDS = 0.5;

/** 1 where the platform failed at anything that it was sent: an answer of 5xx that is no refusal for want of time, or none. */
export async function benchHostile({ seconds, inFlight, quick, json, dev: devPath }: HostileArguments, say: (line: string) => void): Promise<number> {
  return withPlatform(
    devPath,
    say,
    async (dev) => {
      const base = Number(new URL(dev.merchantApi.url).port);
      const address = (port: string): string => `127.0.0.1:${base + (ports.get(port) ?? 0)}`;
      const other = await makeMerchant({ address, identities: identitiesOf(dev.database) }, { shops: 1, articles: 20, onHand: 1_000_000 });
      const victim = { door: other.api, shopId: other.shops[0] ?? '', sku: other.skus[0] ?? '' };
      const metrics = `http://127.0.0.1:${base + 200}/metrics`;
      const target = await targetOf(dev);
      const all: Ran[] = [];
      const next = async (...[what, attack, long, many]: readonly [string, Parameters<typeof run>[1], number, number]): Promise<void> => {
        const ran = await run({ pid: dev.pid, metrics, victim, seconds: long, inFlight: many }, attack);
        all.push(ran);
        say(rowOf(what, ran, all[0]?.others.p99 ?? Number.NaN));
      };
      say(machineOnly());
      say(HEAD);
      await next('calm', undefined, Math.max(seconds, 5), 1);
      for (const attack of costly(target)) await next(attack.name, attack, seconds, inFlight);
      await next('calm again', undefined, Math.max(seconds, 5), 1);
      for (const attack of quick ? [] : await everyRouteOf(target)) await next(attack.name, attack, SHORT_SECONDS, Math.min(4, inFlight));
      mkdirSync(dirname(json), { recursive: true });
      writeFileSync(json, `${JSON.stringify({ bench: 'hostile', machine: machineOnly(), at: new Date().toISOString(), runs: all }, null, 2)}\n`);
      say(`raw numbers: ${json}`);
      const broken = all.filter(({ answers }) => Object.keys(answers).some((status) => /^(5(?!03)|lost)/.test(status)));
      for (const { name, answers } of broken) say(`failed: ${name} ${JSON.stringify(answers)}`);
      return broken.length > 0 ? 1 : 0;
    },
    PRODUCTION,
  );
}

async function targetOf({ merchantApi, merchantLink, console: page, sample }: Dev): Promise<Target> {
  const browser = new Browser(page.url);
  await browser.logIn(page.login.email, page.login.password);
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  return {
    merchantApi: { name: 'merchant API', url: merchantApi.url, headers: bearer(merchantApi.apiKey) },
    till: { name: 'till API', url: merchantLink.url, headers: bearer(merchantLink.apiKey) },
    console: { name: 'console', url: page.url, headers: browser.headers },
    ...{ shopId: sample.shopId, sku: sample.sku },
  };
}

async function everyRouteOf({ merchantApi, till, console: page, shopId, sku }: Target) {
  const feeds = { ...merchantApi, name: 'feeds', url: merchantApi.url.replace(/\d+$/, (port) => String(Number(port) + offsetOf('link-google-merchant'))) };
  const known = { shopId, sku };
  const attacks = await Promise.all(
    [merchantApi, till, feeds, page].map(async (door) => everyRoute(door, (await (await fetch(`${door.url}/openapi.json`)).json()) as Document, known)),
  );
  // A log-out, or a stream that never ends, would be the end of the bench.
  return attacks.flat().filter(({ name }) => !/DELETE \/api\/session|\/api\/live/.test(name));
}

const offsetOf = (module: string): number => modules.find(({ name }) => name === module)?.ports[module] ?? 0;

const HEAD = ['', 'sent/s', 'p50 ms', 'p99 ms', 'max ms', 'of calm', 'failed', 'loop ms', 'MiB', 'answers']
  .map((cell, at) => cell.padStart(at === 0 ? 0 : 9).padEnd(at === 0 ? 62 : 0))
  .join('');

function rowOf(what: string, { perSecond, others, loopMaxMs, memory, answers }: Ran, calm: number): string {
  const cells = [
    perSecond.toFixed(0),
    others.p50.toFixed(1),
    others.p99.toFixed(1),
    others.max.toFixed(0),
    (others.p99 / calm).toFixed(2),
    String(others.failed),
  ];
  const told = Object.entries(answers).map(([status, times]) => `${status}×${times}`);
  return `${what.slice(0, 61).padEnd(62)}${[...cells, loopMaxMs.toFixed(0), memory.toFixed(0)].map((cell) => cell.padStart(9)).join('')}  ${told.join(' ')}`;
}
