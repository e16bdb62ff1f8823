import * as consoleContract from '@noren/bff-contract';
import { protosOf } from '../docs/tables.ts';
import { filesUnder, packagesOf } from './repository.ts';
import { isNode, type Node, readSource, type Source, walk } from './source.ts';

/** A call that may change something, by its name, and whether its caller can say which version it is meant for. */
type Change = Readonly<{ call: string; versioned: boolean }>;

/** The routes of a file that change one thing: no GET, and an address with a parameter. What cannot be read is an error: a check must not pass because it saw nothing. */
export function routesIn({ path, program }: Source): readonly Change[] {
  return [...walk(program)].filter(isRoute).flatMap((node) => {
    const [options] = Array.isArray(node['arguments']) ? node['arguments'] : [];
    const [method, address] = [textOf(valueOf(options, 'method', program)), textOf(valueOf(options, 'path', program))];
    if (method === undefined || address === undefined) throw new Error(`${path}: a route whose method or path is not written where it is made`);
    const ifMatch = valueOf(options, 'ifMatch', program);
    return changes(method, address) ? [{ call: `${method} ${address}`, versioned: isNode(ifMatch) && ifMatch['value'] === true }] : [];
  });
}

const changes = (method: string, address: string): boolean => method !== 'GET' && address.includes('{');
const isRoute = (node: Node): boolean => node.type === 'CallExpression' && isNode(node['callee']) && node['callee']['name'] === 'route';

/** What an object says of a name: by itself, or by another of the file that is spread into it. */
function valueOf(object: unknown, name: string, program: Node): unknown {
  const properties = isNode(object) && Array.isArray(object['properties']) ? object['properties'].filter(isNode) : [];
  const own = properties.find(({ key }) => isNode(key) && key['name'] === name);
  if (own) return own['value'];
  const spread = properties.filter(({ type }) => type === 'SpreadElement').map((node) => declared(node['argument'], program));
  return spread.map((other) => valueOf(other, name, program)).find((value) => value !== undefined);
}

/** The object that a name of the file stands for, with or without `as const`. */
function declared(named: unknown, program: Node): unknown {
  const name = isNode(named) ? named['name'] : undefined;
  const found = [...walk(program)].find(({ type, id }) => type === 'VariableDeclarator' && isNode(id) && id['name'] === name)?.['init'];
  return isNode(found) && found.type === 'TSAsExpression' ? found['expression'] : found;
}

/** A literal; or a template, with `*` where something is put in. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return String(node['value']);
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return undefined;
  return node['quasis'].map((part) => String(Reflect.get(Object(Reflect.get(Object(part), 'value')), 'cooked'))).join('*');
}

/** What is changed over the HTTP APIs of consumer platforms and merchants' systems; the console's routes are made of its table of calls, below. */
export const publicRoutes = (): readonly Change[] =>
  packagesOf()
    .filter(({ area, role }) => role === 'front' && area !== 'bff')
    .flatMap(({ folder }) => filesUnder(`${folder}/src`, '.ts'))
    .filter(({ path }) => !path.includes('.test'))
    .flatMap(({ path, text }) => routesIn(readSource(path, text)));

/** What the console's page changes: the version that it saw stands in the body or the query. */
export const consoleCalls = (): readonly Change[] =>
  Object.values(consoleContract)
    .flatMap((group): readonly unknown[] => (typeof group === 'object' ? Object.values(group) : []))
    .map((call) => ({ method: Reflect.get(Object(call), 'method'), path: Reflect.get(Object(call), 'path'), call }))
    .filter(({ method, path }) => typeof method === 'string' && typeof path === 'string' && changes(method, path))
    .map(({ method, path, call }) => ({
      call: `${method} ${path}`,
      versioned: ['body', 'query'].some((part) => namesVersion(Reflect.get(Object(call), part))),
    }));

const namesVersion = (schema: unknown): boolean => 'version' in Object(Reflect.get(Object(schema), 'shape'));

const reads = /^(Get|List|Count|Search|Wait|Identify)/;

/** What is changed over gRPC: the version stands in the request, or in its lines. */
export function grpcCalls(): readonly Change[] {
  const areas = new Set(packagesOf().flatMap(({ area, role }) => (role === 'contract' ? [area] : [])));
  return [...areas].flatMap((area) => {
    const protos = Object.values(protosOf(area));
    const messages = new Map(protos.flatMap((proto) => proto.messages.map((message) => [message.name, message.fields] as const)));
    const named = (message: string): boolean => (messages.get(message) ?? []).some(({ name }) => name === 'expected_version');
    return protos
      .flatMap(({ calls }) => calls)
      .filter(({ name }) => !reads.test(name))
      .map(({ name, request }) => ({
        call: `${area} ${name}`,
        versioned: named(request) || (messages.get(request) ?? []).some(({ name: field, type }) => field === 'lines' && named(type)),
      }));
  });
}
