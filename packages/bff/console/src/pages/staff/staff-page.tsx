import { type Person, staff } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { useSession } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { useNow } from '../../parts/use-now.ts';
import { NewPersonSheet } from './new-person-sheet.tsx';
import { staffKey } from './staff-key.ts';
import { PersonSheet } from './person-sheet.tsx';
import './staff.css';
import '../catalogue/catalogue.css';

/** Who works here, and what each may do. */
export function StaffPage(): ReactNode {
  const text = useText();
  const query = useQuery({ queryKey: staffKey, queryFn: async ({ signal }): Promise<readonly Person[]> => (await ask(staff.list, { signal })).people });
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const person = query.data?.find(({ personId }) => personId === chosen);
  const add = (
    <Button icon="plus" look="primary" onPress={() => setAdding(true)}>
      {text('staff.new')}
    </Button>
  );
  return (
    <Page title={text('nav.staff')} action={add}>
      <Read query={query}>{(people) => <People people={people} onChoose={setChosen} />}</Read>
      <RoleGuide />
      {adding && <NewPersonSheet onClose={() => setAdding(false)} />}
      {person && <PersonSheet key={person.personId} person={person} onClose={() => setChosen(undefined)} />}
    </Page>
  );
}

function People({ people, onChoose }: Readonly<{ people: readonly Person[]; onChoose: (personId: string) => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const now = useNow(60_000);
  const { person: me, shops } = useSession();
  const nameOf = new Map(shops.map(({ shopId, name }) => [shopId, name]));
  return (
    <div className="card scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text('staff.person')}</th>
            <th scope="col">{text('staff.roles')}</th>
            <th scope="col">{text('staff.lastSeen')}</th>
            <th scope="col">
              <span className="hidden">{text('staff.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.personId} className={one.disabled ? 'soft' : ''}>
              <td>
                <strong className="person-name">{one.name}</strong> {one.personId === me.personId && <span className="pill info">{text('staff.you')}</span>}{' '}
                {one.disabled && <span className="pill bad">{text('staff.disabled')}</span>}
                <span className="hint person-name">{one.email}</span>
              </td>
              <td>
                <ul className="role-list">
                  {one.shops.map(({ shopId, role }) => (
                    <li key={shopId}>
                      {nameOf.get(shopId) ?? shopId}: <strong>{text(`role.${role}`)}</strong>
                    </li>
                  ))}
                </ul>
              </td>
              <td>{one.lastSeenAt === undefined ? <span className="pill warning">{text('staff.neverSeen')}</span> : format.ago(one.lastSeenAt, now)}</td>
              <td className="number">
                <Button size="small" aria-label={text('staff.changeOne', { name: one.name })} onPress={() => onChoose(one.personId)}>
                  {text('staff.change')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RoleGuide(): ReactNode {
  const text = useText();
  return (
    <section className="role-guide">
      <h2>{text('staff.guide')}</h2>
      <dl>
        {(['clerk', 'manager', 'owner'] as const).map((role) => (
          <div key={role}>
            <dt>{text(`role.${role}`)}</dt>
            <dd>{text(`staff.guide.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
