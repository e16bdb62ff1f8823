import { type Role, roles, type ShopRole } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Choice } from '../../parts/choice.tsx';

type Chosen = Role | 'none';

/** A role in each shop that is the owner's to give. */
export function ShopRoles({ value, onChange }: Readonly<{ value: readonly ShopRole[]; onChange: (roles: ShopRole[]) => void }>): ReactNode {
  const text = useText();
  const { shops } = useSession();
  const options = (['none', ...roles] as const).map((one) => ({ value: one, label: one === 'none' ? text('staff.noRole') : text(`role.${one}`) }));
  const set = (shopId: string, role: Chosen): void => {
    const others = value.filter((one) => one.shopId !== shopId);
    onChange(role === 'none' ? others : [...others, { shopId, role }]);
  };
  return (
    <fieldset className="form">
      <legend className="legend">{text('staff.roles')}</legend>
      {shops
        .filter(({ role }) => role === 'owner')
        .map(({ shopId, name }) => (
          <Choice
            key={shopId}
            label={name}
            options={options}
            value={value.find((one) => one.shopId === shopId)?.role ?? 'none'}
            onChange={(role) => set(shopId, role)}
          />
        ))}
    </fieldset>
  );
}
