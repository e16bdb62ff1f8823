import type { LineAnswer } from '@noren/bff-contract';
import { isProblemCode } from '../../i18n/problems.ts';
import { useText } from '../../i18n/reader.tsx';

/** Why one line of many was not done, in the reader's words. */
export function useLineReason(): (line: LineAnswer) => string {
  const text = useText();
  return ({ error }) => {
    if (!error) return text('problem.pending');
    return isProblemCode(error.code) ? text(`problem.code.${error.code}`) : text('problem.other', { detail: error.message });
  };
}
