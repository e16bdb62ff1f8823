import type { ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

type Difference = Readonly<{ name: string; mine: string; theirs: string }>;

/** Somebody else changed the same thing meanwhile: what is theirs, what is yours, and which is to stand. Nothing that was typed is lost. */
export function Conflict({
  differences,
  onMine,
  onTheirs,
}: Readonly<{ differences: readonly Difference[]; onMine: () => void; onTheirs: () => void }>): ReactNode {
  const text = useText();
  return (
    <section className="conflict" role="alert">
      <h3>
        <Icon name="alert" /> {text('conflict.title')}
      </h3>
      <p>{text(differences.length > 0 ? 'conflict.clash' : 'conflict.noClash')}</p>
      {differences.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text('conflict.field')}</th>
              <th scope="col">{text('conflict.yours')}</th>
              <th scope="col">{text('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ name, mine, theirs }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{mine}</td>
                <td>{theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="conflict-actions">
        <Button onPress={onTheirs}>{text('conflict.takeTheirs')}</Button>
        <Button look="primary" onPress={onMine}>
          {text('conflict.keepMine')}
        </Button>
      </div>
    </section>
  );
}
