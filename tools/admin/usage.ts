import type { Command, Option } from './command.ts';

const COMMON: readonly Option[] = [
  { name: 'json', about: 'the answer as JSON' },
  { name: 'field', about: 'one field of the answer and nothing else, for scripts: secret' },
  { name: 'address', about: 'of the operators’ edge, host:port (NOREN_ADMIN_ADDRESS; in development that of the platform that runs)' },
  { name: 'dev', about: 'the dev.json of a running platform (.noren/dev.json)' },
];

const ENDING = `The operators' key is NOREN_OPERATOR_KEY; in development it is found by itself.
Exit code: 0 done, 1 refused, 2 the command is wrong, 3 Noren cannot be reached.`;

const lines = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`).join('\n');
};
const optionLines = (options: readonly Option[]): string =>
  lines(options.map(({ name, about, needed: isNeeded }) => [`--${name}${isNeeded ? ' *' : ''}`, about] as const));

/** What the nouns and verbs are, one noun, or one verb with its options. */
export function usage(commands: readonly Command[]): string {
  const [only] = commands;
  if (commands.length === 1 && only)
    return [
      `npm run admin -- ${only.noun} ${only.verb} [options]    ${only.about}`,
      ...(only.options.length > 0 ? [`\n${optionLines(only.options)}`] : []),
      ...(only.options.some(({ needed: isNeeded }) => isNeeded) ? ['  * is needed'] : []),
      `\n${optionLines(COMMON)}\n\n${ENDING}`,
    ].join('\n');
  return [
    'npm run admin -- <noun> <verb> [options]\n',
    lines(commands.map(({ noun, verb, about }) => [`${noun} ${verb}`, about] as const)),
    `\n  key make prints a new operators' key, to be given to admin-server as NOREN_OPERATOR_KEY: it takes the place of the one before\n`,
    '--help behind a noun and a verb tells its options.',
    ENDING,
  ].join('\n');
}
