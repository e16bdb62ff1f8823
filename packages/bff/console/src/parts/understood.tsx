import type { ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';
import { Sheet } from './sheet.tsx';
import type { Typed } from './typed-number.ts';

type Asking = Readonly<{ text: string; show: (units: number) => string; onChoose: (units: number) => void }>;

/** Says, under the field that it is typed into, what a number is taken for; where it may mean two things, both to choose from. */
export function Understood({ typed, text, show, onChoose }: Asking & Readonly<{ typed: Typed }>): ReactNode {
  const say = useText();
  return (
    <div className="understood" role="status">
      {typed.kind === 'clear' && `= ${show(typed.units)}`}
      {typed.kind === 'either' && (
        <>
          <span>{say(typed.units.length > 1 ? 'number.either' : 'number.one', { text })}</span>
          <Readings units={typed.units} show={show} onChoose={onChoose} />
        </>
      )}
    </div>
  );
}

/** The same in few words, where there is no room to choose: the question comes when it is to be saved. */
export const UnderstoodBriefly = ({ typed, show }: Readonly<{ typed: Typed; show: Asking['show'] }>): ReactNode => (
  <span className="understood brief" role="status">
    {typed.kind === 'clear' && `= ${show(typed.units)}`}
    {typed.kind === 'either' && `${typed.units.map(show).join(' / ')} ?`}
  </span>
);

/** Asks which number is meant before anything is saved. `now`: what it is so far. */
export function WhichNumber({
  text,
  units,
  now,
  show,
  onChoose,
  onClose,
}: Asking & Readonly<{ units: readonly number[]; now: string; onClose: () => void }>): ReactNode {
  const say = useText();
  return (
    <Sheet role="alertdialog" title={say('number.which')} keep onClose={onClose} footer={<Button onPress={onClose}>{say('common.cancel')}</Button>}>
      <p>{say(units.length > 1 ? 'number.either' : 'number.one', { text })}</p>
      <p className="soft">{say('number.now', { now })}</p>
      <div className="readings">
        <Readings units={units} show={show} onChoose={onChoose} />
      </div>
    </Sheet>
  );
}

const Readings = ({ units, show, onChoose }: Readonly<{ units: readonly number[] }> & Omit<Asking, 'text'>): ReactNode =>
  units.map((one) => (
    <Button key={one} size="small" onPress={() => onChoose(one)}>
      {show(one)}
    </Button>
  ));
