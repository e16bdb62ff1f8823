import { parseArgs } from 'node:util';
import { isAbsolute, join, resolve } from 'node:path';
import { modules } from './modules.ts';
import { Problem } from './problem.ts';

export type Options = Readonly<{
  help: boolean;
  portBase: number;
  dataDir: string;
  fresh: boolean;
  /** Without the sample merchant. */
  empty: boolean;
  /** Nothing is run: the database is made ready for modules that have only their own roles' URLs. */
  provision: boolean;
  /** The modules to run; none named: all, with a database of their own and the sample merchant. */
  named: readonly string[];
}>;

export const repository = resolve(import.meta.dirname, '..', '..', '..');

export const help = `npm start -- [options] [modules]

  --port-base N   first of the ports (4000): the merchant API has it, the merchant-link API the next, the console the third after it
  --data DIR      data folder (.noren)
  --fresh         removes the data folder first
  --empty         without the sample merchant: docs/moving-in.md lets one in
  --help          this

npm start -- provision
  makes roles (with the passwords of <ROLE>_DATABASE_URL), schemas and the log, as the administrator of DATABASE_URL, and ends

Without modules all of them run, on a PostgreSQL of their own unless DATABASE_URL names one.
With modules only these run, on DATABASE_URL, and reach the others at their usual ports or at <MODULE>_ADDRESS:
  ${modules.map(({ name }) => name).join(' ')}`;

/** What the command line asks for. A folder is meant from where the command was typed. Throws `Problem`. */
export function parseOptions(args: readonly string[], typedIn = process.env['INIT_CWD'] ?? process.cwd()): Options {
  const { values, positionals } = parsed(args);
  const provision = positionals.length === 1 && positionals[0] === 'provision';
  const named = provision ? [] : positionals;
  const portBase = Number(values['port-base'] ?? 4000);
  if (!Number.isInteger(portBase) || portBase < 1 || portBase > 65_000)
    throw new Problem(`--port-base must be a number between 1 and 65000, not ${values['port-base']}`);
  const unknown = named.filter((name) => !modules.some((module) => module.name === name));
  if (unknown.length > 0) throw new Problem(`there is no module ${unknown.join(', ')}: see npm start -- --help`);
  const data = values.data ?? join(repository, '.noren');
  if (data === '') throw new Problem('--data needs a folder');
  return {
    help: values.help ?? false,
    portBase,
    dataDir: isAbsolute(data) ? data : resolve(typedIn, data),
    fresh: values.fresh ?? false,
    empty: values.empty ?? false,
    provision,
    named,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'port-base': { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        empty: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}: see npm start -- --help`);
  }
}
