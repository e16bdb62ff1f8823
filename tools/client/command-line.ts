import { resolve } from 'node:path';
import { messageOf } from './shop-api.ts';

/**
 * Runs a tool with the arguments of its command line and gives its exit code. `--help` tells the usage. Arguments that are wrong: what is wrong, the usage, 2.
 * A tool that fails says why in one line and ends with 2.
 */
export async function runTool<Arguments>(
  usage: string,
  argumentsOf: (args: readonly string[]) => Arguments,
  tool: (given: Arguments) => Promise<number>,
): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const given = wrongOr(() => argumentsOf(args));
  if (given instanceof Error) {
    console.error(`${given.message}\n${usage}`);
    return 2;
  }
  try {
    return await tool(given);
  } catch (error) {
    console.error(messageOf(error));
    return 2;
  }
}

function wrongOr<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A whole number of 1 or more from a command line. */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${option} wants a whole number of 1 or more, not ${text}`);
  return Number(text);
}

/** A path as whoever typed it means it: npm runs a script in the repository's folder, wherever it was called. */
export const typedPath = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
