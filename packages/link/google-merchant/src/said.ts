type Texts = readonly Readonly<{ language: string; text: string }>[];

/**
 * The text in the language asked for, by lookup (RFC 4647, 3.4): `en-GB`, else `en`. Else one in another variety of that language, else the first one that
 * there is.
 */
export function said(texts: Texts, asked: string | undefined): string {
  const found = asked === undefined ? undefined : lookup(texts, asked.toLowerCase());
  return (found ?? texts[0])?.text ?? '';
}

function lookup(texts: Texts, asked: string): Texts[number] | undefined {
  const tags = texts.map(({ language }) => language.toLowerCase());
  for (let range = asked; range !== ''; range = shorter(range)) {
    const at = tags.indexOf(range);
    if (at >= 0) return texts[at];
  }
  const [language = ''] = asked.split('-');
  return texts[tags.findIndex((tag) => tag.startsWith(`${language}-`))];
}

/** Without its last subtag, and without a single letter before it, which would only introduce that. */
const shorter = (range: string): string => range.replace(/(^|-)[^-]*$/, '').replace(/-[a-z\d]$/, '');
