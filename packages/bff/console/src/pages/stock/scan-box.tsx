import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useScanner } from './use-scanner.ts';

/** GS1 element strings are longer than any SKU. */
const CODE_CHARACTERS = 100;

type Props = Readonly<{ input: RefObject<HTMLInputElement | null>; onScan: (code: string) => void }>;

/** Where codes go that are scanned, wherever the focus is, or typed. What came of the last one stands in `scan-said`. */
export function ScanBox({ input, onScan }: Props): ReactNode {
  const text = useText();
  const [code, setCode] = useState('');
  const home = (): void => input.current?.focus();
  const scan = (): void => {
    if (code.trim() !== '') onScan(code.trim());
    setCode('');
    home();
  };
  useScanner({
    onCharacter: (character) => {
      setCode((before) => (before + character).slice(0, CODE_CHARACTERS));
      home();
    },
    onEnter: scan,
  });
  return (
    <form
      className="scan-box card"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        scan();
      }}
    >
      <Icon name="scan" size={26} />
      <label htmlFor="scan" className="scan-label">
        {text('count.scan')}
      </label>
      <input
        id="scan"
        ref={input}
        className="scan-input code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={CODE_CHARACTERS}
        aria-describedby="scan-said"
      />
      <Button type="submit">{text('count.add')}</Button>
    </form>
  );
}
