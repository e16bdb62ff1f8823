import { parseArgs } from 'node:util';
import { wholeNumber } from '../client/command-line.ts';
import type { Command, Given } from './command.ts';

/** The command line is wrong; `commands` are those whose usage helps. */
export class WrongUsage extends Error {
  readonly commands: readonly Command[];

  constructor(message: string, commands: readonly Command[]) {
    super(message);
    this.commands = commands;
  }
}

const COMMON = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  field: { type: 'string' },
  address: { type: 'string' },
  dev: { type: 'string' },
} as const;

export type Asked = Readonly<{ command: Command; given: Given; json: boolean; field?: string; address?: string; dev?: string }>;

/** The command that the words in front of the options name, or whose help is wanted. Throws `WrongUsage`. */
export function argumentsOf(args: readonly string[], commands: readonly Command[]): Asked | Readonly<{ help: readonly Command[] }> {
  const at = args.findIndex((word) => word.startsWith('--'));
  const words = at < 0 ? args : args.slice(0, at);
  const said = words.join(' ');
  const isMeant = ({ noun, verb }: Command): boolean => `${noun} ${verb}` === said;
  const of = commands.filter(({ noun, verb }) => `${noun} ${verb} `.startsWith(`${said} `));
  const near = of.length > 0 ? of : commands;
  if (args.includes('--help') || said === '') return { help: near };
  const command = commands.find(isMeant);
  if (!command) throw new WrongUsage(of.length > 0 ? `${said} wants a verb` : `there is no ${said}`, near);
  return { command, ...optionsOf(args.slice(words.length), command) };
}

function optionsOf(args: readonly string[], command: Command): Omit<Asked, 'command'> {
  const own = Object.fromEntries(command.options.map(({ name }) => [name, { type: 'string' } as const]));
  const { values, positionals } = wrongOr(command, () => parseArgs({ args: [...args], allowPositionals: true, options: { ...own, ...COMMON } }));
  if (positionals.length > 0) throw new WrongUsage(`${positionals.join(' ')} belongs to no option: quote a value that has spaces`, [command]);
  const said = new Map(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
  const missing = command.options.filter(({ name, needed }) => needed && !said.get(name));
  if (missing.length > 0) throw new WrongUsage(`${missing.map(({ name }) => `--${name}`).join(', ')} is wanted`, [command]);
  const common = (name: 'field' | 'address' | 'dev') => (said.has(name) ? { [name]: said.get(name) } : {});
  return { given: givenOf(said, command), json: values['json'] === true, ...common('field'), ...common('address'), ...common('dev') };
}

const givenOf = (said: ReadonlyMap<string, string>, command: Command): Given => ({
  text: (name) => said.get(name) ?? '',
  maybe: (name) => said.get(name),
  list(name) {
    const listed = (said.get(name) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    // Nothing said may mean everything; something that was to be said and is empty (a variable of a script) must not.
    if (said.has(name) && listed.length === 0) throw new WrongUsage(`--${name} names nothing: leave it out, or name some`, [command]);
    return listed;
  },
  number(name) {
    const text = said.get(name);
    return text === undefined ? undefined : text === '0' ? 0 : wrongOr(command, () => wholeNumber(`--${name}`, text));
  },
});

function wrongOr<T>(command: Command, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error), [command]);
  }
}
