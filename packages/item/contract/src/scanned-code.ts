import { foldText } from '@noren/kernel/text';
import { gtin14, isGtin } from './gtin.ts';

/** What a scanner read, or somebody typed for it. `text`: the code without what scanners put around it, which may be a SKU. `gtins`: what it may mean, in 14 digits. */
type ScannedCode = Readonly<{ text: string; gtins: readonly string[] }>;

/**
 * Reads a code in any way in which scanners and keyboards give it: full-width digits, blanks and hyphens between digits, a symbology in front (`]C1`, `]E0`), GS1
 * element strings with brackets or without (`(01)…`, FNC1), UPC-E. Eight digits may be a GTIN-8 and a UPC-E at once: then there are two.
 */
export function scannedCode(typed: string): ScannedCode {
  const [, symbology = '', text = ''] = /^(\][A-Z]\w)?\p{Cc}*([^]*)$/iu.exec(foldText(typed).trim()) ?? [];
  const code = text.replaceAll(/\p{Cc}/gu, ' ').trim();
  const element = elementOf(code, symbology !== '');
  if (element !== undefined) return { text: code, gtins: [element] };
  const digits = code.replaceAll(/[\s-]/g, '');
  const gtins = [digits, upcA(digits)].filter((one) => one !== undefined).filter(isGtin);
  return { text: code, gtins: [...new Set(gtins.map(gtin14))] };
}

/** The GTIN of an element string: behind its application identifier, 01. Without brackets it is known by a symbology before it, or by its length. */
function elementOf(code: string, hasSymbology: boolean): string | undefined {
  const [, bracketed] = /\(01\)\s*(\d{14})/.exec(code) ?? [];
  const [, plain] = /^01(\d{14})/.exec(code) ?? [];
  const found = bracketed ?? (hasSymbology || /^\d{16}/.test(code) ? plain : undefined);
  return found !== undefined && isGtin(found) ? found : undefined;
}

/** The UPC-A (GTIN-12) that a UPC-E of 8 digits, number system and check digit among them, is short for. */
function upcA(digits: string): string | undefined {
  const [, system, d1, d2, d3, d4, d5, last, check] = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(digits) ?? [];
  if (last === undefined) return undefined;
  if (/[012]/.test(last)) return `${system}${d1}${d2}${last}0000${d3}${d4}${d5}${check}`;
  if (last === '3') return `${system}${d1}${d2}${d3}00000${d4}${d5}${check}`;
  if (last === '4') return `${system}${d1}${d2}${d3}${d4}00000${d5}${check}`;
  return `${system}${d1}${d2}${d3}${d4}${d5}0000${last}${check}`;
}
