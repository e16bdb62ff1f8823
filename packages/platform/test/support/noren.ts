import type { IdentityTokens } from '@noren/service-kit';
import { modules } from '../../src/modules.ts';
import type { LogLine } from '../faults/child.ts';
import { asAdmin } from '../faults/database.ts';
import type { House } from '../faults/house.ts';
import { inPostgres, type LogPlace, type TopicRow } from '../faults/log-view.ts';
import { identitiesOf } from '../faults/merchant.ts';
import { everyModuleAlone, splitHouse } from '../faults/split-house.ts';
import { wholeHouse } from '../faults/whole-house.ts';

/** A running Noren with a database of its own, in either form, as a test sees it from outside. */
export type Noren = Readonly<{
  /** Where a port of the table of modules is: `127.0.0.1:…`. */
  address(port: string): string;
  /** Signs identities that the modules believe. */
  identities: IdentityTokens;
  /** The database as its administrator. */
  database: string;
  /** What has been logged so far, by all modules. */
  lines(): readonly LogLine[];
  /** What the log has of orders and stock, each record once. */
  records(): Promise<readonly TopicRow[]>;
  /** Ends everything and removes the data. */
  close(): Promise<void>;
}>;

/** With a process a module, single ones can be away for a while. */
export type NorenOfProcesses = Noren & Readonly<{ stop(module: string, signal?: NodeJS.Signals): Promise<void>; start(module: string): Promise<void> }>;

/** Its answers are checked against what they are declared to be. */
const checked = { NODE_ENV: 'test', LOG_LEVEL: 'debug' };

const seen = ({ address, database, lines, log, stop }: House): Noren => ({
  address,
  identities: identitiesOf(database),
  database,
  lines,
  records: () => asAdmin(database, (admin) => log.records(async (sql) => (await admin.query(sql)).rows)),
  close: stop,
});

/** As `npm start` runs it. */
export const oneProcess = async (env: Readonly<Record<string, string>> = {}): Promise<Noren> => seen(await wholeHouse(inPostgres, { ...checked, ...env }));

/** As docker-compose runs it: a process a module, on a database that none of them has started; the log is in it or at another `place`. */
export async function processAModule(place: LogPlace = inPostgres): Promise<NorenOfProcesses> {
  const house = await splitHouse(everyModuleAlone, Object.fromEntries(modules.map(({ name }) => [name, checked])), place);
  return {
    ...seen(house),
    stop: async (module, signal) => void (await house.processes().get(module)?.stop(signal)),
    start: async (module) => void (await house.start(module, [module])),
  };
}
