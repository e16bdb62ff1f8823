import { type Fault, fault } from './faults.ts';

/** Excel, LibreOffice and Google Sheets write a long number so, and a code that looks like one (`2E5`); what was cut off is lost. `5E-10` may be a code. */
const SHORTENED = /^-?\d(?:[.,]\d+E[+-]|E\+)\d{2,3}$/i;
const ERROR =
  /^(#(REF|N\/A|NAME\?|VALUE|DIV\/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|EXTERNAL|PYTHON|GETTING_DATA|ERROR)!?|Err:\d{3}|#{2,})$/i;

/** What a spreadsheet shows in place of a value (`#N/A`, `####`): nobody calls a thing so. */
export const isSpreadsheetError = (text: string): boolean => ERROR.test(text.normalize('NFKC'));

/**
 * What a spreadsheet has made of a code: a shortened number (`4.00638E+12`), a formula (`="00123"`, which keeps zeros in a spreadsheet and is not the code),
 * an error (`#N/A`, or `####` of a narrow column). Nothing where the text may be a code.
 */
export function spreadsheetDamage(text: string): Fault | undefined {
  const plain = text.normalize('NFKC');
  if (SHORTENED.test(plain)) return fault('spreadsheet_number', { text });
  if (plain.startsWith('=')) return fault('spreadsheet_formula', { text });
  return ERROR.test(plain) ? fault('spreadsheet_error', { text }) : undefined;
}
