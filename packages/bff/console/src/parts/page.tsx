import type { ReactNode } from 'react';
import { useTitle } from '../app/session.tsx';

type Props = Readonly<{
  title: string;
  /** What the page is about, under its title. */
  lead?: string;
  /** At the end of the head: most often what can be made here. */
  action?: ReactNode;
  children: ReactNode;
}>;

/** A page with its title, also in the browser's tab. */
export function Page({ title, lead, action, children }: Props): ReactNode {
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{title}</h1>
        <span className="spring" />
        {action}
      </header>
      {lead && <p className="soft">{lead}</p>}
      {children}
    </div>
  );
}
