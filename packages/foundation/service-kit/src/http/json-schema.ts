import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON schemas of zod schemas; those with an id (`.meta({ id: 'Order' })`) are told once, as named components. */
export type SchemaCollector = Readonly<{ components: Record<string, JsonSchema>; of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema }>;

export function schemaCollector(): SchemaCollector {
  const components: Record<string, JsonSchema> = {};
  return {
    components,
    of(schema, io) {
      // Wrapped, so that a schema with an id is a reference even where it is the whole.
      const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), {
        target: 'draft-2020-12',
        io,
        unrepresentable: 'any',
        override: io === 'input' ? portable : portableAndOpen,
      });
      const names = new Map<string, string>();
      for (const [id, definition] of Object.entries($defs)) names.set(id, nameFor(components, id, definition));
      for (const [id, definition] of Object.entries($defs)) components[names.get(id) ?? id] = rewritten(definition, names);
      return rewritten(properties?.['it'], names);
    },
  };
}

type Overridden = Readonly<{ jsonSchema: z.core.JSONSchema.BaseSchema }>;

/** What generators of every language take. A pattern says no more than type or format; and a number in a query is text with a pattern to zod. */
function portable({ jsonSchema }: Overridden): void {
  if (jsonSchema.type === 'integer' || jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.type === 'integer' && !(fitsInt32(jsonSchema.minimum) && fitsInt32(jsonSchema.maximum))) jsonSchema.format = 'int64';
  if (jsonSchema.pattern !== undefined && UNPORTABLE.test(jsonSchema.pattern))
    throw new Error(`not every language has what this pattern wants: ${jsonSchema.pattern}`);
}

/** Answers get new fields: a client must pass over those that it does not know. */
function portableAndOpen(overridden: Overridden): void {
  portable(overridden);
  if (overridden.jsonSchema.additionalProperties === false) delete overridden.jsonSchema.additionalProperties;
}

/** Look-around, references back and classes of Unicode: RE2 (Go), Rust's regex and Python's re lack one or the other. */
const UNPORTABLE = /\(\?[=!<]|\\[pPk1-9u]|\[\^?\[/;
const fitsInt32 = (bound: number | undefined): boolean => bound !== undefined && Math.abs(bound) < 2 ** 31;

/** Its id, unless another schema (the same one as output, say) has the name: then the name with a number. */
function nameFor(components: Readonly<Record<string, JsonSchema>>, id: string, definition: unknown): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? id : `${id}${count}`;
    const taken = components[name];
    if (taken === undefined || JSON.stringify(taken) === JSON.stringify(rewritten(definition, new Map()))) return name;
  }
}

/** What `type: ['string', 'number']` stands for, where a schema says nothing else. */
function alternativesOf(schema: unknown): readonly JsonSchema[] | undefined {
  if (typeof schema !== 'object' || schema === null || Object.keys(schema).length !== 1) return undefined;
  const types: unknown = Reflect.get(schema, 'type');
  return Array.isArray(types) && !types.includes('null') ? types.map((type: unknown) => ({ type })) : undefined;
}

function rewritten(schema: unknown, names: ReadonlyMap<string, string>): JsonSchema {
  const text = JSON.stringify(schema ?? {}, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') {
      const id = value.replace('#/$defs/', '');
      return `#/components/schemas/${names.get(id) ?? id}`;
    }
    // Generators know a list of types with null in it; others they want as alternatives.
    const anyOf = alternativesOf(value);
    return anyOf ? { anyOf } : value;
  });
  const { id: _, $schema: __, ...rest } = JSON.parse(text) as JsonSchema;
  return rest;
}

/** Paths within a schema at which unknown fields would be taken. */
export function looseObjects(schema: unknown, at = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isLoose = Reflect.get(schema, 'type') === 'object' && Reflect.has(schema, 'properties') && Reflect.get(schema, 'additionalProperties') === undefined;
  return [...(isLoose ? [at] : []), ...Object.entries(schema).flatMap(([key, inner]: [string, unknown]) => looseObjects(inner, `${at}/${key}`))];
}
