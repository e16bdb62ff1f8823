import { Refused } from '../api/problem.ts';
import { isProblemCode } from '../i18n/problems.ts';
import { useText } from '../i18n/reader.tsx';
import { useReason } from './reason.ts';

/** What is wrong with a form that was refused: at its fields, and over all of it; nothing where it was not. */
export type Faults<Name extends string> = Readonly<{ at: (name: Name) => string | undefined; banner: string | undefined }>;

/**
 * Why a form was refused, told where it is at fault, in the reader's words. `texts`: by the name that the server gives a field, what the field takes; a
 * refusal that has words of its own is told by them.
 */
export function useFaults<Name extends string>(error: unknown, texts: Readonly<Record<Name, string>>): Faults<Name> {
  const text = useText();
  const reason = useReason();
  if (!error) return { at: () => undefined, banner: undefined };
  const faulty = faultyFields(error, Object.keys(texts));
  const ownWords = error instanceof Refused && error.code !== 'invalid_request' && isProblemCode(error.code);
  return {
    at: (name) => (faulty.has(name) ? (ownWords ? reason(error) : texts[name]) : undefined),
    banner: faulty.size > 0 ? text('problem.code.invalid_request') : isUnmarked(error) ? text('problem.other', { detail: detailOf(error) }) : reason(error),
  };
}

const isUnmarked = (error: unknown): error is Refused => error instanceof Refused && error.code === 'invalid_request';
/** For what the form has no field for: rather the server's own words than none. */
const detailOf = ({ problem: { detail, errors } }: Refused): string =>
  errors.length === 0 ? detail : errors.map(({ field, message }) => `${field}: ${message}`).join('; ');

/** The fields of a form, by the server's names, at which a refusal finds fault. */
export function faultyFields(error: unknown, names: readonly string[]): ReadonlySet<string> {
  if (!(error instanceof Refused)) return new Set();
  return new Set(error.problem.errors.flatMap(({ field }) => fieldOf(field, names) ?? []));
}

/** `item.imageUrls.0` and `lines.3.imageUrls` are at `imageUrls`; what is at `names` as a whole is shown at the first of `names.en` and its like. */
function fieldOf(path: string, names: readonly string[]): string | undefined {
  const own = path.replace(/^(?:(?:item|body|lines\.\d+)\.)+/, '');
  const [first = ''] = own.split('.');
  return names.find((name) => own === name || own.startsWith(`${name}.`)) ?? names.find((name) => name.startsWith(`${first}.`));
}
