import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import type { MissedCode } from './missed.ts';

type Act = (code: MissedCode) => void;
type Props = Readonly<{ codes: readonly MissedCode[]; onAgain: Act; onForget: Act; onTouched: () => void }>;

/** What was scanned and not counted. It stays until somebody has dealt with it. */
export function MissedCodes({ codes, onAgain, onForget, onTouched }: Props): ReactNode {
  const text = useText();
  const format = useFormat();
  const touched = (act: Act, one: MissedCode) => (): void => {
    act(one);
    onTouched();
  };
  return (
    <section className="card missed-codes">
      <h2>{text('count.missed', { n: codes.length })}</h2>
      <ul>
        {codes.map((one) => (
          <li key={one.code}>
            <strong className="code">{one.code}</strong>
            <span className="soft">×{format.number(one.times)}</span>
            <span className="bad">{text(`count.missed.${one.why}`)}</span>
            <span className="spring" />
            <Button size="small" aria-label={text('count.againOf', { code: one.code })} onPress={touched(onAgain, one)}>
              {text('common.retry')}
            </Button>
            <Button look="quiet" size="small" icon="trash" aria-label={text('count.forget', { code: one.code })} onPress={touched(onForget, one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
