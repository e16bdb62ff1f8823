/** A table as schema.prisma or the database has it: its columns, and the lists of columns that are unique in it, sorted. */
type TableForm = Readonly<{ columns: Readonly<Record<string, string>>; unique: readonly string[] }>;
/** By name. */
export type SchemaForm = Readonly<Record<string, TableForm>>;

/** What Prisma's scalars are in PostgreSQL, where no `@db.` says otherwise. */
const types: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
  DateTime: 'timestamptz',
};

/** The tables of a schema.prisma: enough of its language for what our schemas use. Throws on a scalar that it does not know. */
export function prismaForm(text: string): SchemaForm {
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({ name, lines: body.split('\n') }));
  const names = new Set(models.map(({ name }) => name));
  return Object.fromEntries(
    models.map(({ name, lines }) => {
      const fields = lines.flatMap((line) => {
        const [, field = '', type = '', list = '', optional = '', rest = ''] = /^ {2}(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line) ?? [];
        if (field === '' || names.has(type)) return [];
        const scalar = types[type];
        if (scalar === undefined) throw new Error(`${name}.${field}: ${type} is no scalar that is known here`);
        return [{ field, column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field, form: `${list === '' ? '' : '_'}${scalar}${optional}`, rest }];
      });
      const columnOf = (field: string): string => fields.find((each) => each.field === field.trim())?.column ?? field.trim();
      const together = lines.flatMap((line) => {
        const [, list] = /^ {2}@@(?:id|unique)\(\[([^\]]+)\]/.exec(line) ?? [];
        return list === undefined ? [] : [list.split(',').map(columnOf).join(', ')];
      });
      const alone = fields.flatMap(({ column, rest }) => (/@(?:id|unique)\b/.test(rest) ? [column] : []));
      const table = lines.map((line) => /@@map\("(\w+)"\)/.exec(line)?.[1]).find((mapped) => mapped !== undefined) ?? name;
      return [table, { columns: Object.fromEntries(fields.map(({ column, form }) => [column, form])), unique: [...alone, ...together].toSorted() }];
    }),
  );
}

/** Where a schema.prisma says something else than the database. Of uniqueness only what the schema claims is asked: the database may know of more. */
export function drift(prisma: SchemaForm, database: SchemaForm): readonly string[] {
  return Object.entries(prisma).flatMap(([table, { columns, unique }]) => {
    const there = database[table];
    if (!there) return [`${table} is no table`];
    const names = new Set([...Object.keys(columns), ...Object.keys(there.columns)]);
    return [
      ...[...names].flatMap((name) => {
        const [said, is] = [columns[name], there.columns[name]];
        if (said === is) return [];
        return [`${table}.${name} is ${is ?? 'no column'}, the schema says ${said ?? 'nothing of it'}`];
      }),
      ...unique.filter((list) => !there.unique.includes(list)).map((list) => `${table} (${list}) is not unique`),
    ];
  });
}
