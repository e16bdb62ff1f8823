import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/states.tsx';

/** A page that cannot be shown says so, and leaves the rest of the console standing. */
export class Broken extends Component<Readonly<{ children: ReactNode }>, Readonly<{ broken: boolean }>> {
  override readonly state = { broken: false };
  static getDerivedStateFromError(): Readonly<{ broken: boolean }> {
    return { broken: true };
  }
  override render(): ReactNode {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage(): ReactNode {
  const text = useText();
  return (
    <div role="alert">
      <Empty icon="alert" title={text('common.broken')} action={<Button onPress={() => location.reload()}>{text('common.reload')}</Button>}>
        {text('common.brokenMore')}
      </Empty>
    </div>
  );
}
