import { Language, languages } from '@noren/bff-contract';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { locales, textsIn } from './catalogue.ts';
import type { TextKey, Texts } from './texts.ts';
import { type Format, formatIn } from './format.ts';
import { filled, type Parameters } from './text.ts';

type Reader = Readonly<{ language: Language; choose: (language: Language) => void; text: (key: TextKey, parameters?: Parameters) => string }>;

const ReaderContext = createContext<Reader | undefined>(undefined);
const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);
/** Everything below is told by the clock of a shop. */
export const ZoneProvider = ZoneContext.Provider;

const remembered = 'noren.language';

/** What was chosen here last, else what the browser asks for. */
function firstLanguage(): Language {
  const preferred = [localStorage.getItem(remembered) ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return Language.safeParse(preferred.find((tag) => languages.some((one) => one === tag))).data ?? 'en';
}

/** Gives everything below its language; the page stays as it is until the other language's texts are here. */
export function ReaderProvider({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const [language, choose] = useState<Language>(firstLanguage);
  const [known, setKnown] = useState<Readonly<{ language: Language; texts: Texts }>>();
  useEffect(() => {
    let wanted = true;
    void textsIn(language).then((texts) => {
      if (wanted) setKnown({ language, texts });
    });
    localStorage.setItem(remembered, language);
    return () => {
      wanted = false;
    };
  }, [language]);
  useEffect(() => {
    if (known) document.documentElement.lang = known.language;
  }, [known]);
  const reader = useMemo((): Reader | undefined => {
    if (!known) return undefined;
    return { language: known.language, choose, text: (key, parameters = {}) => filled(known.texts[key], parameters, locales[known.language]) };
  }, [known]);
  if (!reader) return null;
  return (
    <I18nProvider locale={locales[reader.language]}>
      <ReaderContext value={reader}>{children}</ReaderContext>
    </I18nProvider>
  );
}

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('nobody reads here: ReaderProvider is missing');
  return reader;
}

/** The texts of the page in the reader's language. */
export const useText = (): Reader['text'] => useReader().text;

export function useFormat(): Format {
  const { language } = useReader();
  const zone = useContext(ZoneContext);
  return useMemo(() => formatIn(locales[language], zone), [language, zone]);
}
