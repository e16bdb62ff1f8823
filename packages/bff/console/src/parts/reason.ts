import { Refused } from '../api/problem.ts';
import { isProblemCode } from '../i18n/problems.ts';
import { useText } from '../i18n/reader.tsx';

/** Why something was refused, in the reader's words; the server's own (English) where there are none for its code. */
export function useReason(): (error: unknown) => string {
  const text = useText();
  return (error) => {
    if (!(error instanceof Refused)) return text('problem.unreachable');
    return isProblemCode(error.code) ? text(`problem.code.${error.code}`) : text('problem.other', { detail: error.problem.detail });
  };
}
