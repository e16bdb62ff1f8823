import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { endsNextDay, isAllDay, type Hours, hoursText } from './week.ts';

type Props = Readonly<{
  weekday: number;
  hours: readonly Hours[];
  clashes: boolean;
  may: boolean;
  onChange: (hours: readonly Hours[]) => void;
  onCopy: (hours: readonly Hours[]) => void;
}>;

/** A day and its hours; none: closed. */
export function DayRow({ weekday, hours, clashes, may, onChange, onCopy }: Props): ReactNode {
  const text = useText();
  const format = useFormat();
  const day = format.weekday(weekday);
  const add = (): void => onChange([...hours, hours.length === 0 ? { from: '09:00', until: '18:00' } : { from: '19:00', until: '22:00' }]);
  return (
    <div className={clashes ? 'day clashes' : 'day'} role="group" aria-label={day}>
      <strong className="day-name">{day}</strong>
      <div className="day-hours">
        {may ? (
          hours.map((one, at) => (
            <Period
              key={at}
              hours={one}
              day={day}
              at={at}
              onChange={(next) => onChange(hours.with(at, next))}
              onRemove={() => onChange(hours.toSpliced(at, 1))}
            />
          ))
        ) : (
          <span>{hoursText(hours, text('hours.closed'))}</span>
        )}
        {may && hours.length === 0 && <span className="soft day-closed">{text('hours.closed')}</span>}
        {clashes && <span className="field-error">{text('hours.overlap')}</span>}
      </div>
      {may && (
        <div className="day-tools">
          <Button look="quiet" size="small" icon="plus" aria-label={text('hours.addOn', { day })} onPress={add}>
            {text('hours.add')}
          </Button>
          <Button look="quiet" size="small" icon="copy" aria-label={text('hours.copyFrom', { day })} onPress={() => onCopy(hours)}>
            {text('hours.copy')}
          </Button>
        </div>
      )}
    </div>
  );
}

type PeriodProps = Readonly<{ hours: Hours; day: string; at: number; onChange: (hours: Hours) => void; onRemove: () => void }>;

function Period({ hours, day, at, onChange, onRemove }: PeriodProps): ReactNode {
  const text = useText();
  const name = { day, n: at + 1 };
  return (
    <div className="period">
      <input
        type="time"
        required
        aria-label={text('hours.from', name)}
        value={hours.from}
        onChange={({ target }) => target.value !== '' && onChange({ ...hours, from: target.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        required
        aria-label={text('hours.until', name)}
        value={hours.until}
        onChange={({ target }) => target.value !== '' && onChange({ ...hours, until: target.value })}
      />
      {isAllDay(hours) && <span className="soft">{text('hours.allDay')}</span>}
      {endsNextDay(hours) && <span className="soft">{text('hours.nextDay')}</span>}
      <Button look="quiet" size="small" icon="close" aria-label={text('hours.remove', name)} onPress={onRemove} />
    </div>
  );
}
