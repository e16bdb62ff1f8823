import { type ApiKey, integrations, keyKinds, keyName, keyScopes, usualScopes } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Checks, Radios } from '../../parts/choice.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { SecretSheet } from '../../parts/secret-sheet.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Banner } from '../../parts/states.tsx';
import { keysKey } from './keys-key.ts';

/** Makes a key and shows it, this once. */
export function NewKeySheet({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const [kind, setKind] = useState<(typeof keyKinds)[number]>('platform');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<(typeof keyKinds)[number], readonly string[]>>>(usualScopes);
  const scopes = {
    platform: keyScopes.platform.filter((one) => chosen.platform.includes(one)),
    system: keyScopes.system.filter((one) => chosen.system.includes(one)),
  };
  const body = kind === 'platform' ? { kind, name, scopes: scopes.platform } : { kind, name, scopes: scopes.system };
  const make = useIdempotentMutation(integrations.create, {
    done: () => void queries.invalidateQueries({ queryKey: keysKey }),
    // It may have been made although its answer was lost.
    refused: () => void queries.invalidateQueries({ queryKey: keysKey }),
  });
  const faults = useFaults(make.error, { name: text('keys.nameWrong') });
  const wellNamed = keyName.safeParse(name).success;
  if (make.data)
    return <SecretSheet title={text('keys.madeTitle', { name: make.data.key.name })} label={text('keys.key')} value={make.data.secret} onClose={onClose} />;
  return (
    <Sheet
      title={text('keys.new')}
      onClose={onClose}
      keep={name !== ''}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" isPending={make.isPending} isDisabled={!wellNamed || body.scopes.length === 0} onPress={() => make.mutate(mutation({ body }))}>
            {text('keys.make')}
          </Button>
        </>
      }
    >
      <FormBanner error={make.error}>{faults.banner}</FormBanner>
      <Radios
        label={text('keys.kind')}
        options={keyKinds.map((value) => ({ value, label: text(`keys.kind.${value}`), hint: text(`keys.kindHint.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Checks
        label={text('keys.scopes')}
        hint={text('keys.scopesHint')}
        options={keyScopes[kind].map((value) => ({ value, label: text(`keys.scope.${value}`), hint: value }))}
        values={chosen[kind]}
        onChange={(values) => setChosen({ ...chosen, [kind]: values })}
      />
      <Field
        label={text('keys.name')}
        hint={text('keys.nameHint')}
        autoFocus
        value={name}
        onChange={setName}
        maxLength={63}
        error={name !== '' && !wellNamed ? text('keys.nameWrong') : faults.at('name')}
      />
    </Sheet>
  );
}

export function RevokeSheet({ apiKey, onClose }: Readonly<{ apiKey: ApiKey; onClose: () => void }>): ReactNode {
  const text = useText();
  const reason = useReason();
  const queries = useQueryClient();
  const { kind, keyId, name, prefix } = apiKey;
  const revoke = useIdempotentMutation(integrations.revoke, {
    done: () => {
      void queries.invalidateQueries({ queryKey: keysKey });
      tell({ kind: 'good', title: text('keys.revoked', { name }) });
      onClose();
    },
  });
  return (
    <Sheet
      role="alertdialog"
      title={text('keys.revokeTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="danger" isPending={revoke.isPending} onPress={() => revoke.mutate(mutation({ params: { kind, keyId } }))}>
            {text('keys.revoke')}
          </Button>
        </>
      }
    >
      {revoke.error && (
        <Banner kind="bad" icon="alert">
          {reason(revoke.error)}
        </Banner>
      )}
      <p>{text('keys.revokeMore', { prefix })}</p>
    </Sheet>
  );
}
