import type { ReactNode } from 'react';

/** A name and what it stands for, in a `dl` of class facts. */
export const Fact = ({ name, children }: Readonly<{ name: string; children: ReactNode }>): ReactNode => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
