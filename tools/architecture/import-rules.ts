import { posix } from 'node:path';
import { layers, type Package, type Place, placeOf } from './places.ts';
import type { Import } from './source.ts';

/** Foundation's floors: a package stands on lower floors only. A new foundation package gets its floor here. */
const floors: Readonly<Record<string, number>> = { kernel: 0, wire: 1, log: 1, 'service-kit': 2, 'engine-kit': 3, 'dev-postgres': 3, lanes: 3, testing: 4 };
const floor = (known: Package): number => floors[known.room] ?? Number.NaN;
/** The highest floor that a contract, which has no logic, may stand on: kernel, wire and the log's types. */
const language = 1;

/** Why this import is not allowed; undefined if it is. */
export function forbidden(from: Place, imported: Import, packages: readonly Package[]): string | undefined {
  const { specifier, computed } = imported;
  if (computed) return from.package.role === 'platform' || from.test ? undefined : 'an import names what it imports; only platform loads modules by name';
  if (specifier.startsWith('.')) return forbiddenFile(from, imported);
  if (!specifier.startsWith('@noren/')) return forbiddenOutside(from, specifier);
  const to = packages.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  if (!to) return `${specifier} is no package of this house`;
  const rule = specifier === to.name ? undefined : ruleFile(from, to, specifier);
  if (rule?.why !== undefined) return rule.why;
  return rule ? undefined : (forbiddenPackage(from, to) ?? forbiddenDevelopment(from, to, imported) ?? forbiddenInLayer(from, to, imported));
}

/**
 * The rule files of a context's contract (`@noren/shop-contract/takes-orders`, `…/limits`, `…/refusals`) are plain data and pure functions. Whoever may know
 * a contract may use them, in any layer; for the domain they stand beside the kernel. What is generated from protos comes with the contract as a whole.
 */
function ruleFile(from: Place, to: Package, specifier: string): Readonly<{ why: string | undefined }> | undefined {
  // An edge's contract (the console's) tells the limits of the contexts behind it, and what keys of other edges may be made for.
  const ofEdge = from.package.role === 'contract' && !from.package.context;
  if (to.role !== 'contract' || !(to.context || ofEdge) || ['foundation', 'page', 'platform'].includes(from.package.role)) return undefined;
  if (specifier.includes('/generated/')) return { why: 'what is generated comes with the contract as a whole' };
  const own = from.package.area === to.area;
  // What reads merchants' files knows which values the contexts would take.
  if (ofEdge || from.package.role === 'files') return { why: undefined };
  return { why: forbiddenContract(from.package, to, own) };
}

/** A rule file of a context's contract: all of the contract but its index, which puts the generated code beside them. */
export const isRuleFile = ({ path, package: { role, context, folder }, test }: Place): boolean =>
  role === 'contract' && context && !test && path.startsWith(`${folder}/src/`) && !/^src\/(index\.ts$|generated\/)/.test(path.slice(folder.length + 1));

/** Inside one package: layers look inwards only. */
function forbiddenFile(from: Place, { specifier }: Import): string | undefined {
  const to = placeOf(posix.join(posix.dirname(from.path), specifier));
  if (to?.package.folder !== from.package.folder) return 'a package is imported by its name, not by a path into its folder';
  if (isRuleFile(from) && !isRuleFile(to)) return 'a rule of a contract is plain data and pure functions: it knows nothing of what is generated';
  if (!layered(from) || from.test) return undefined;
  if (to.layer === 'container' && from.layer !== undefined && from.layer !== 'main') return `${from.layer} does not know the container`;
  if (to.layer === 'main' && from.layer !== undefined) return `${from.layer} does not know main`;
  const inner = inwards(from);
  return inner && to.layer !== from.layer && !inner.includes(to.layer ?? '') ? `${from.layer} looks inwards only, not at ${to.layer ?? specifier}` : undefined;
}

/** The layers that a layer may use beside itself; undefined where any may be used (container, main, index). */
function inwards({ layer }: Place): readonly string[] | undefined {
  if (layer === 'domain') return [];
  if (layer === 'application') return ['domain'];
  return layer === 'infrastructure' || layer === 'interface' ? ['domain', 'application'] : undefined;
}

const layered = (place: Place): boolean => ['api', 'engine', 'front'].includes(place.package.role);

const knowsInversify = /^packages\/foundation\/(service-kit\/src\/di(\.test)?|engine-kit\/src\/context-(api|engine))\.ts$/;

/** npm packages and Node's own modules. */
function forbiddenOutside(from: Place, specifier: string): string | undefined {
  const isInversify = specifier === 'inversify' || specifier === 'reflect-metadata';
  if (isInversify && from.layer !== 'container' && !knowsInversify.test(from.path)) return 'inversify stands in contextApi, contextEngine and container.ts';
  if (from.test) return undefined;
  if (isRuleFile(from)) return 'a rule of a contract is plain data and pure functions: it uses the kernel and nothing else';
  if (['vitest', 'fast-check'].includes(specifier) && from.package.room !== 'testing') return `${specifier} belongs to tests`;
  if (layered(from) && from.layer === 'domain') return 'the domain uses the kernel and rules of contracts, and nothing else';
  if (layered(from) && from.layer === 'application' && specifier !== 'zod')
    return 'application does no I/O itself: a port for it, and an adapter in infrastructure';
  if (from.package.room === 'kernel' && from.package.role === 'foundation' && specifier !== 'node:crypto') return 'the kernel has no dependency';
  return undefined;
}

/** Which package may know which. */
function forbiddenPackage({ package: from, test }: Place, to: Package): string | undefined {
  if (to.role === 'platform') return 'platform is the outermost room: nobody imports it';
  if (to.role === 'foundation') return forbiddenFoundation(from, to, test);
  if (from.role === 'foundation') return 'foundation has no business in it: it imports foundation only';
  if (from.role === 'platform' || from.name === to.name) return undefined;
  const own = from.area === to.area;
  if (from.role === 'page') return own && to.role === 'contract' ? undefined : `a page runs in a browser: it knows its own contract, not ${to.name}`;
  if (from.role === 'files') return 'what reads files asks nobody: it knows foundation, and rules of contexts';
  if (to.role === 'files') return from.context || from.role !== 'front' ? `${from.area} does not read merchants' files: the edges do` : undefined;
  if (to.role === 'contract') return forbiddenContract(from, to, own);
  // A context's own tests start its engine and its api together, as a platform does.
  if (to.role !== 'store') return own && test ? undefined : `nobody imports ${to.area}'s ${to.room}: ask it by its contract`;
  if (!own) return `${to.area}'s store is its own: ask it by its contract`;
  return from.role === 'contract' ? 'a contract knows no store' : undefined;
}

function forbiddenFoundation(from: Package, to: Package, test: boolean): string | undefined {
  if (test) return undefined;
  if (from.role === 'page') return 'a page runs in a browser: it knows its own contract and nothing of foundation';
  if (from.role === 'foundation')
    return from.name === to.name || floor(to) < floor(from) ? undefined : `${from.room} stands on lower floors only, not on ${to.room}`;
  if (to.room === 'testing') return '@noren/testing belongs to tests';
  return from.role === 'contract' && !(floor(to) <= language) ? 'a contract has no logic: kernel, wire and log only' : undefined;
}

/** What is deployed comes without the PostgreSQL of development: only platform may start it, and reads it no sooner than it wants it. */
function forbiddenDevelopment({ package: from, test }: Place, to: Package, { typeOnly, late }: Import): string | undefined {
  if (to.role !== 'foundation' || to.room !== 'dev-postgres' || from.name === to.name) return undefined;
  if (from.role === 'foundation' && from.room === 'testing') return undefined;
  if (from.role !== 'platform') return `only platform and @noren/testing know ${to.name}: take a URL`;
  return test || typeOnly || late ? undefined : `${to.name} is not deployed: import(…) it where there is no DATABASE_URL`;
}

function forbiddenContract(from: Package, to: Package, own: boolean): string | undefined {
  if (own) return undefined;
  if (from.role === 'contract') return 'a contract knows no other contract';
  return from.context && !to.context ? `a context does not know who asks it: ${to.area}` : undefined;
}

/** Which layer may know which package. */
function forbiddenInLayer(from: Place, to: Package, { typeOnly }: Import): string | undefined {
  if (!from.test && isRuleFile(from) && to.room !== 'kernel')
    return 'a rule of a contract is plain data and pure functions: it uses the kernel and nothing else';
  if (from.test || !layered(from) || !layers.some((layer) => layer === from.layer)) return undefined;
  const kernel = to.role === 'foundation' && to.room === 'kernel';
  if (from.layer === 'domain') return kernel ? undefined : 'the domain uses the kernel and rules of contracts, and nothing else';
  if (from.layer !== 'application' || kernel) return undefined;
  if (to.area !== from.package.area && to.role !== 'foundation')
    return "another context's contract is known to interface and infrastructure only, but for its rules";
  if (typeOnly) return undefined;
  if (to.role === 'store') return 'application takes the store as a port: import its types only';
  return from.package.role === 'engine' ? `an engine's application is pure: from ${to.name} it may import types only` : undefined;
}
