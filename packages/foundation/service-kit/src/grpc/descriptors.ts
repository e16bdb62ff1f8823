import { readFileSync } from 'node:fs';
import { createFileRegistry, type DescFile, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/** What proto files say, for programs. A file comes as the compiler wrote it, and behind it all that it imports. */
export type Descriptors = Readonly<{
  /** The file of this name: `noren/wire/v1/wire.proto`; undefined where there is none. */
  file(name: string): readonly Uint8Array[] | undefined;
  /** The file that declares a message, an enum, a service, or a field or a method of one: `noren.wire.v1.Money.amount`. */
  declaring(symbol: string): readonly Uint8Array[] | undefined;
}>;

/** Reads sets of descriptors (`descriptors.binpb`, which `npm run generate` makes). Throws for what is none. */
export function readDescriptors(sets: readonly URL[]): Descriptors {
  const registry = createFileRegistry(...sets.map((set) => createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(set)))));
  const withImports = (file: DescFile | undefined) => file && [...reached(file)].map(({ proto }) => toBinary(FileDescriptorProtoSchema, proto));
  const member = (symbol: string): DescFile | undefined => {
    const dot = symbol.lastIndexOf('.');
    const [owner, name] = [registry.get(symbol.slice(0, dot)), symbol.slice(dot + 1)];
    const members = owner?.kind === 'service' ? owner.methods : owner?.kind === 'message' ? owner.members : owner?.kind === 'enum' ? owner.values : [];
    return members.some((one) => one.name === name) ? owner?.file : undefined;
  };
  return {
    file: (name) => withImports(registry.getFile(name)),
    declaring: (symbol) => withImports(registry.get(symbol)?.file ?? member(symbol)),
  };
}

/** The file first, then what it imports. */
function reached(file: DescFile, seen = new Set<DescFile>()): ReadonlySet<DescFile> {
  seen.add(file);
  for (const one of file.dependencies) if (!seen.has(one)) reached(one, seen);
  return seen;
}
