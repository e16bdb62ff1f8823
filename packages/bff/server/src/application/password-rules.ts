import { passwordLength } from '@noren/bff-contract';
import { Refusal } from '@noren/kernel';

type About = Readonly<{ email: string; name: string }>;

/** Whether many people have this very password. */
export type IsCommon = (password: string) => boolean;

/** Refuses (`password_weak`) what is guessed first (NIST SP 800-63B-4, 3.1.1.2). Nothing is asked of its letters, digits or signs. */
export function demandStrength(password: string, about: About, isCommon: IsCommon, field: string): void {
  const why = weaknessOf(password, about, isCommon);
  if (why !== undefined) throw new Refusal('invalid', 'password_weak', `${why}: choose ${passwordLength.min} characters or more that nobody guesses`, field);
}

/** Why a password is guessed first; undefined where it is not. A known word stays known with digits and signs about it, and repeated. */
export function weaknessOf(password: string, { email, name }: About, isCommon: IsCommon): string | undefined {
  const folded = fold(password);
  if (isRun(folded)) return 'The password is a run of characters';
  const own = wordsOf(email, name);
  for (const word of kernelsOf(folded)) {
    if (own.has(word)) return 'The password is an email address, a name or Noren’s own';
    if (isCommon(word)) return 'The password is one that many people use';
  }
  return undefined;
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What a guesser tries first of a person: the address and its parts, the name, each of its words, all of it without what stands between. */
function wordsOf(email: string, name: string): ReadonlySet<string> {
  const [local = '', host = ''] = fold(email).split('@');
  const parts = [fold(email), local, host, host.split('.')[0] ?? '', fold(name), ...fold(name).split(/\s+/), 'noren', 'norenconsole'];
  return new Set(parts.flatMap((part) => [part, lettersOf(part)]).filter((part) => part.length > 2));
}

const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A password, and what is left of it when digits, signs and repetition are taken away. */
function kernelsOf(folded: string): readonly string[] {
  const bare = [folded, lettersOf(folded), folded.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')];
  return [...new Set(bare.flatMap((word) => [word, unitOf(word), unitOf(word).replaceAll(/[^\p{L}]+$/gu, '')]))].filter((word) => word !== '');
}

/** The shortest text of which this one is a repetition: `abcabc` is `abc`. A part of it at the end may be missing. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** One character again and again, or each the next or the one before: `aaaa`, `12345678901`, `zyxw`. */
function isRun(text: string): boolean {
  const codes = [...text].map((one) => one.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return [0, 1, -1].some((step) => steps.every((each) => each === step || (step !== 0 && each === -9 * step)));
}
