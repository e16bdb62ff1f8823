import { type FormEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { useSound } from '../../app/sound.tsx';
import { Empty } from '../../parts/states.tsx';
import { CountRow } from './count-row.tsx';
import { useLineReason } from './line-reason.ts';
import { MissedCodes } from './missed-codes.tsx';
import { type ScanResult, useCount } from './use-count.ts';
import { useScanner } from './use-scanner.ts';

const CODE_CHARACTERS = 64;

/** Counting a shelf: each scan (text and Enter, wherever the focus is) finds its article and counts one more. */
export function CountTab(): ReactNode {
  const text = useText();
  const reason = useReason();
  const lineReason = useLineReason();
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<ScanResult>();
  const [code, setCode] = useState('');
  const { ring } = useSound();
  const count = useCount({
    onResult: (now) => {
      setResult(now);
      ring(now.kind === 'counted' ? 'counted' : 'missed');
    },
    lineReason,
    onDone: (n) => n > 0 && tell({ kind: 'good', title: text('count.done', { n }) }),
  });
  const home = (): void => input.current?.focus();
  const scan = (): void => {
    if (code.trim() !== '') count.scan(code.trim());
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
  const said =
    result && (result.kind === 'unknown' ? text('count.unknown', { code: result.code }) : result.kind === 'failed' ? reason(result.error) : undefined);
  return (
    <div className="count">
      <ScanBox input={input} code={code} onType={setCode} onEnter={scan} />
      <p id="scan-said" className={said === undefined ? 'soft' : 'bad'} role="status">
        {said ?? text('count.hint')}
      </p>
      {count.missed.length > 0 && <MissedCodes codes={count.missed} onAgain={count.again} onForget={count.forget} onTouched={home} />}
      {count.sheet.length === 0 ? (
        <Empty icon="scan" title={text('count.none')}>
          {text('count.noneMore')}
        </Empty>
      ) : (
        <Sheet count={count} last={result?.kind === 'counted' ? result.sku : undefined} home={home} />
      )}
    </div>
  );
}

type ScanBoxProps = Readonly<{ input: RefObject<HTMLInputElement | null>; code: string; onType: (code: string) => void; onEnter: () => void }>;

function ScanBox({ input, code, onType, onEnter }: ScanBoxProps): ReactNode {
  const text = useText();
  return (
    <form
      className="scan-box card"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onEnter();
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
        onChange={(event) => onType(event.target.value)}
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

type SheetProps = Readonly<{ count: ReturnType<typeof useCount>; last: string | undefined; home: () => void }>;

function Sheet({ count, last, home }: SheetProps): ReactNode {
  const text = useText();
  return (
    <section className="card count-card">
      <div className="card-head">
        <h2>{text('count.sheet', { n: count.sheet.length })}</h2>
        <span className="spring" />
        <Button
          look="quiet"
          onPress={() => {
            count.clear();
            home();
          }}
        >
          {text('count.clear')}
        </Button>
        <Button
          look="primary"
          isPending={count.isPending}
          onPress={() => {
            count.submit();
            home();
          }}
        >
          {text('count.submit')}
        </Button>
      </div>
      <div className="scroll-x count-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text('orders.article')}</th>
              <th scope="col" className="number">
                {text('count.expected')}
              </th>
              <th scope="col">{text('count.counted')}</th>
              <th scope="col" className="number">
                {text('count.difference')}
              </th>
              <th scope="col">
                <span className="hidden">{text('count.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {count.sheet.map((line) => (
              <CountRow
                key={line.sku}
                line={line}
                isLast={line.sku === last}
                onSet={count.set}
                onRemove={count.remove}
                onOverrule={count.overrule}
                onScan={count.scan}
                onTouched={home}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
