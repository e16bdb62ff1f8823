import { admin } from '@noren/admin-contract';
import { refusals as own } from '@noren/admin-contract/refusals';
import { Refusal, type RefusalTable } from '@noren/kernel';
import { refusals as ofLink } from '@noren/link-contract/refusals';
import { fieldErrors, grpcClient, makeKey, Unavailable } from '@noren/service-kit';
import { refusals as ofShop } from '@noren/shop-contract/refusals';
import { typedPath } from '../client/command-line.ts';
import { defaultDevFile, runningPlaces } from '../client/dev-file.ts';
import { argumentsOf, type Asked, WrongUsage } from './arguments.ts';
import { commands } from './nouns/index.ts';
import { fieldOf, printed } from './print.ts';
import { wayTo } from './transport.ts';
import { usage } from './usage.ts';

const [DONE, REFUSED, USAGE, UNREACHABLE] = [0, 1, 2, 3] as const;

/** Where the operators' edge is, and what opens it. Throws `WrongUsage` where nothing says. */
function placeOf({ command, address, dev }: Asked): Readonly<{ address: string; key: string }> {
  const said = { address: address ?? process.env['NOREN_ADMIN_ADDRESS'], key: process.env['NOREN_OPERATOR_KEY'] };
  const running = said.address && said.key ? undefined : runningPlaces(dev === undefined ? defaultDevFile : typedPath(dev))?.admin;
  const place = { address: said.address || running?.address, key: said.key || running?.key };
  if (!place.address) throw new WrongUsage('no platform runs here: --address is wanted, or NOREN_ADMIN_ADDRESS', [command]);
  if (!place.key) throw new WrongUsage('NOREN_OPERATOR_KEY is wanted: the key that the first start of admin-server printed', [command]);
  return { address: place.address, key: place.key };
}

async function ask(asked: Asked): Promise<number> {
  const { command, given, json, field } = asked;
  const { address, key } = placeOf(asked);
  const { transport, stop } = wayTo(address, process.env);
  const client = grpcClient(admin.AdminServiceClient, address, { key, transport, maxMessageBytes: 16 * 1024 * 1024 });
  try {
    const { answer, isRefused = false } = await command.run(client, given);
    console.log(field === undefined ? (json ? JSON.stringify(answer, null, 2) : printed(answer)) : (fieldOf(answer, field) ?? ''));
    return isRefused ? REFUSED : DONE;
  } catch (error) {
    if (error instanceof Refusal) return refused(error, json);
    if (!(error instanceof Unavailable)) throw error;
    console.error(`${error.message} (${address}): is admin-server running there?`);
    return UNREACHABLE;
  } finally {
    client.close();
    stop();
  }
}

/** What can be done about a refusal, whoever refused. */
const cures: RefusalTable = { ...ofShop, ...ofLink, ...own };

/** Why it was refused, and what would be right. */
function refused(refusal: Refusal, json: boolean): number {
  const { kind, code, message } = refusal;
  const errors = fieldErrors(refusal);
  const cure = cures[code]?.cure;
  if (json) console.log(JSON.stringify({ error: { kind, code, message, errors, ...(cure === undefined ? {} : { cure }) } }, null, 2));
  const fields = code === 'invalid_request' ? errors.map((error) => `--${optionOf(error.field)} ${error.message}`) : [message];
  console.error(`refused (${code}): ${fields.join('; ')}${cure === undefined ? '' : `. ${cure}`}`);
  return REFUSED;
}

/** `timeZone`, `time_zone` → `time-zone`: the option by which a field is given. */
const optionOf = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-');

async function run(args: readonly string[]): Promise<number> {
  if (args.join(' ') === 'key make') {
    console.log(makeKey('op'));
    return DONE;
  }
  const asked = argumentsOf(args, commands);
  if (!('help' in asked)) return ask(asked);
  console.log(usage(asked.help));
  return DONE;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof WrongUsage;
  console.error(isUsage ? `${error.message}\n\n${usage(error.commands)}` : error instanceof Error ? error.message : String(error));
  process.exitCode = USAGE;
}
