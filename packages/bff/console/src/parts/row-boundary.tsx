import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';

/** A row that cannot be drawn is a line that says so, by its id; the rows beside it stand. React tells the log of the browser why. */
export class RowBoundary extends Component<Readonly<{ id: string; children: ReactNode }>, Readonly<{ broken: boolean }>> {
  override readonly state = { broken: false };
  static getDerivedStateFromError(): Readonly<{ broken: boolean }> {
    return { broken: true };
  }
  override render(): ReactNode {
    return this.state.broken ? <OddRow id={this.props.id} /> : this.props.children;
  }
}

function OddRow({ id }: Readonly<{ id: string }>): ReactNode {
  const text = useText();
  return (
    <span role="cell" className="soft">
      {text('common.unreadRows', { n: 1, ids: id })}
    </span>
  );
}
