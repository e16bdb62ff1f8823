import { z } from 'zod';

/** What a test reads of an OpenAPI document. */
export const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});
export type Document = z.infer<typeof Document>;

const Operation = z.object({
  responses: z.record(
    z.string(),
    z.object({ 'x-codes': z.array(z.string()).optional(), content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional() }),
  ),
});

export type HttpResponse = Readonly<{ status: number; contentType: string; text: string }>;

/** Tells what is wrong with an answer, seen from the document: a status or a shape that it does not declare. Empty: nothing. */
export function declared(document: Document): (method: string, path: string, response: HttpResponse) => string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path: pathPattern(path), responses: Operation.parse(operation).responses })),
  );
  const schemas = new Map<object, z.ZodType>();
  const schemaOf = (schema: Readonly<Record<string, unknown>>): z.ZodType => {
    const made = schemas.get(schema) ?? z.fromJSONSchema(inOne(schema, document));
    schemas.set(schema, made);
    return made;
  };
  return (method, path, { status, contentType, text }) => {
    const [pathname = ''] = path.split(/[?#]/);
    const operation = operations.find((one) => one.method === method.toLowerCase() && one.path.test(pathname));
    if (!operation) return status >= 400 && status < 500 ? '' : `${method} ${path} is not in the document, and was answered ${status}`;
    const response = operation.responses[status];
    if (!response) return `${method} ${path} was answered ${status}, which the document does not declare`;
    const [media = ''] = contentType.split(';');
    const content = response.content?.[media];
    if (!content)
      return text === '' && !response.content ? '' : `${method} ${path} was answered ${status} as ${media || 'nothing'}, which the document does not declare`;
    if (media.startsWith('text/')) return '';
    const { error, data } = schemaOf(content.schema).safeParse(JSON.parse(text));
    const { code } = z.object({ code: z.string().optional() }).catch({}).parse(data);
    if (code !== undefined && response['x-codes'] && !response['x-codes'].includes(code))
      return `${method} ${path} was declined as ${code}, which the document does not list there`;
    return error ? `${method} ${path} was answered ${status} in another shape than declared: ${error.message}` : '';
  };
}

const pathPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** A schema that brings along what it refers to. Answers are open to new fields for their readers; a field that is not declared today is a mistake. */
const inOne = (schema: object, { components }: Document): z.core.JSONSchema.JSONSchema =>
  JSON.parse(JSON.stringify({ ...schema, $defs: components.schemas }).replaceAll('#/components/schemas/', '#/$defs/'), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value ? { additionalProperties: false, ...value } : value,
  ) as z.core.JSONSchema.JSONSchema;
