import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyRenamed } from './copy.ts';
import { named, renamed } from './names.ts';

/** The smallest real context: what is copied is linted, typed and tested every day. */
const smallest = named('category');

/**
 * Makes packages/<name> from the smallest context, and adds it to the lists that name every context: the protos, the platform's modules and
 * topics, the database roles, the calls that take no version, the compose file. Throws where the name cannot be one.
 */
export function newContext(root: string, name: string): void {
  if (!/^[a-z]{3,20}$/.test(name)) throw new Error('a context has a name of one word, 3 to 20 small letters: npm run new -- context loyalty');
  if (existsSync(join(root, 'packages', name))) throw new Error(`packages/${name} is there already`);
  const to = named(name);
  copyRenamed(join(root, 'packages', smallest.one), join(root, 'packages', name), smallest, to);
  for (const [path, edit] of Object.entries(lists(name))) {
    const at = join(root, path);
    writeFileSync(at, edit(readFileSync(at, 'utf8')));
  }
}

const copied = (line: string, name: string): string => renamed(line, smallest, named(name));

/** Each line that names the smallest context's packages, once more for the new one. */
const linesOf = (mark: RegExp, name: string) => (text: string) =>
  text.replaceAll(new RegExp(`^.*(?:${mark.source}).*\n`, 'gm'), (line) => `${line}${copied(line, name)}`);

/** The list that names the smallest context between quotes or as a variable, with the new one behind it. */
const listed = (pattern: RegExp, name: string) => (text: string) => text.replace(pattern, (entry) => `${entry} ${copied(entry, name)}`);

function lists(name: string): Readonly<Record<string, (text: string) => string>> {
  return {
    'buf.yaml': linesOf(/packages\/category\//, name),
    'packages/platform/package.json': linesOf(/"@noren\/category-/, name),
    'packages/platform/src/topics.ts': (text) => listed(/(?<=\[[^\]]*)\bcategory,/, name)(linesOf(/@noren\/category-contract/, name)(text)),
    'packages/foundation/service-kit/src/postgres/provision.ts': listed(/'category',/, name),
    'packages/platform/src/modules.ts': (text) => modules(text, name),
    'tools/architecture/preconditions.test.ts': linesOf(/'category /, name),
    'docker-compose.yml': (text) => services(text, name),
  };
}

/** The module's line of the platform's table, with the next numbers that are free. */
function modules(text: string, name: string): string {
  const numbers = new Set([...text.matchAll(/: (\d{1,3})\b/g)].map(([, number]) => Number(number)));
  const free = (from: number): number => {
    let number = from;
    while (numbers.has(number)) number += 1;
    numbers.add(number);
    return number;
  };
  return text.replaceAll(
    /^ {2}\{ name: 'category-(?:engine|api)'.*\n/gm,
    (line) => `${line}${copied(line, name).replaceAll(/: (\d{3})\b/g, (_, old) => `: ${free(Number(old))}`)}`,
  );
}

/** The services of the compose file, where the others find the api, and what the role is made with. */
function services(text: string, name: string): string {
  const ports = new Set([...text.matchAll(/:(4\d{3})$/gm)].map(([, port]) => Number(port)));
  let port = 4101;
  while (ports.has(port)) port += 1;
  const own = (part: string): string => copied(part, name).replaceAll(/\b4103\b/g, String(port));
  return (
    text
      .replace(/^ +CATEGORY_API_ADDRESS: .*\n/m, (line) => `${line}${own(line)}`)
      // The first is of the service that makes the roles; each of the others is of a service that is copied.
      .replace(/^ +CATEGORY_DATABASE_URL: .*\n/m, (line) => `${line}${own(line)}`)
      .replaceAll(/^ {2}category-(?:engine|api):\n(?: {4}.*\n)+\n/gm, (service) => `${service}${own(service)}`)
  );
}
