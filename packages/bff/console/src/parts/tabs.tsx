import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

/** Pages beside each other; each has an address of its own. `also`: the beginning of other addresses that belong to it. */
type Tab = Readonly<{ href: string; label: string; also?: string; badge?: ReactNode }>;

export function Tabs({ label, tabs }: Readonly<{ label: string; tabs: readonly Tab[] }>): ReactNode {
  const [path] = useLocation();
  const here =
    tabs.find(({ href, also }) => path === href || (also !== undefined && path.startsWith(also))) ?? tabs.findLast(({ href }) => path.startsWith(`${href}/`));
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} className="tab" aria-current={tab === here ? 'page' : undefined}>
          {tab.label}
          {tab.badge}
        </Link>
      ))}
    </nav>
  );
}
