import { type ApiKey, integrations, keyKinds, keyScopes } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Empty } from '../../parts/states.tsx';
import { keysKey } from './keys-key.ts';
import { NewKeySheet, RevokeSheet } from './key-sheets.tsx';
import { PlatformsSection } from './platforms-section.tsx';

/** The keys by which consumer platforms and the merchant's own systems come in, and which platforms may sell from which shops. */
export function IntegrationsPage(): ReactNode {
  const text = useText();
  const query = useQuery({ queryKey: keysKey, queryFn: async ({ signal }): Promise<readonly ApiKey[]> => (await ask(integrations.list, { signal })).keys });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const make = (
    <Button icon="plus" look="primary" onPress={() => setMaking(true)}>
      {text('keys.new')}
    </Button>
  );
  return (
    <Page title={text('nav.integrations')} lead={text('keys.lead')} action={query.data && query.data.length > 0 && make}>
      <Read query={query}>
        {(keys) =>
          keys.length > 0 ? (
            <Keys keys={keys} onRevoke={setRevoking} />
          ) : (
            <Empty icon="plug" title={text('keys.none')} action={make}>
              {text('keys.noneMore')}
            </Empty>
          )
        }
      </Read>
      <PlatformsSection />
      {making && <NewKeySheet onClose={() => setMaking(false)} />}
      {revoking && <RevokeSheet apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

const known: readonly string[] = keyKinds.flatMap((kind) => keyScopes[kind]);
/** A newer server may know more. */
const isScope = (scope: string): scope is (typeof keyScopes)[(typeof keyKinds)[number]][number] => known.includes(scope);

function Keys({ keys, onRevoke }: Readonly<{ keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <div className="card scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text('keys.name')}</th>
            <th scope="col">{text('keys.kind')}</th>
            <th scope="col">{text('keys.key')}</th>
            <th scope="col">{text('keys.scopes')}</th>
            <th scope="col">{text('keys.made')}</th>
            <th scope="col">{text('keys.state')}</th>
            <th scope="col">
              <span className="hidden">{text('keys.revoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.keyId}>
              <th scope="row">{key.name}</th>
              <td>{text(`keys.kind.${key.kind}`)}</td>
              <td className="code">{key.prefix}</td>
              <td>{key.scopes.map((scope) => (isScope(scope) ? text(`keys.scope.${scope}`) : scope)).join(' · ')}</td>
              <td>
                <time dateTime={key.createdAt}>{format.full(key.createdAt)}</time>
              </td>
              <td>
                {key.revokedAt === undefined ? (
                  <span className="pill good">{text('keys.active')}</span>
                ) : (
                  <>
                    <span className="pill">{text('keys.isRevoked')}</span>
                    <time className="hint" dateTime={key.revokedAt}>
                      {format.full(key.revokedAt)}
                    </time>
                  </>
                )}
              </td>
              <td className="number">
                {key.revokedAt === undefined && (
                  <Button size="small" look="danger" aria-label={text('keys.revokeOne', { name: key.name, prefix: key.prefix })} onPress={() => onRevoke(key)}>
                    {text('keys.revoke')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
