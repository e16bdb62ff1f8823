import { type Import, imports } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { Link, useLocation } from 'wouter';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { pathTo } from '../../app/routes.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { Banner } from '../../parts/states.tsx';
import { ImportProblems, ImportRows, ImportWarnings } from './import-rows.tsx';
import { importKey } from './import-key.ts';

/** What the file would change, row by row, and what in it cannot be taken; then how far it is. */
export function ImportPreview({ file }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  const { shopId } = useShop();
  return (
    <div className="imports">
      <header className="import-head">
        <Link href={pathTo(shopId, 'catalogue', 'import')} className="back">
          <Icon name="left" size={16} />
          {text('catalogue.import')}
        </Link>
        <h2 className="import-name">{file.fileName}</h2>
        <span className={`pill ${file.state === 'done' ? 'good' : 'info'}`}>{text(`import.state.${file.state}`)}</span>
        <span className="spring" />
        {file.state === 'ready' && <Decide file={file} />}
      </header>
      <Counts file={file} />
      {file.state === 'running' && <Progress file={file} />}
      {file.state === 'done' && (
        <Banner kind="info" icon="check">
          {text('import.done', { n: file.progress.done })}
        </Banner>
      )}
      <Stock file={file} />
      <ImportProblems file={file} />
      <ImportWarnings file={file} />
      <ImportRows importId={file.importId} />
    </div>
  );
}

function Decide({ file }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  const reason = useReason();
  const queries = useQueryClient();
  const { shopId } = useShop();
  const [, go] = useLocation();
  const refused = (error: Error): void => tell({ kind: 'bad', title: text('common.refused'), detail: reason(error) });
  const params = { importId: file.importId };
  const confirm = useIdempotentMutation(imports.confirm, { done: (next) => void queries.setQueryData(importKey(file.importId), next), refused });
  const discard = useIdempotentMutation(imports.discard, {
    done: () => {
      void queries.invalidateQueries({ queryKey: ['imports'] });
      go(pathTo(shopId, 'catalogue', 'import'));
    },
    refused,
  });
  const changes = file.progress.of;
  return (
    <>
      <Button isPending={discard.isPending} onPress={() => discard.mutate(mutation({ params }))}>
        {text('import.discard')}
      </Button>
      <Button look="primary" isDisabled={changes === 0} isPending={confirm.isPending} onPress={() => confirm.mutate(mutation({ params }))}>
        {text('import.confirm', { n: changes })}
      </Button>
    </>
  );
}

function Counts({ file: { counts } }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <dl className="tiles">
      {(['rows', 'new', 'changed', 'same', 'stock', 'refused'] as const).map((name) => (
        <div key={name} className={`tile ${name === 'refused' && counts.refused > 0 ? 'bad' : ''}`}>
          <dt>{text(`import.count.${name}`)}</dt>
          <dd>{format.number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What will become of the stock in the file, before anything does. */
function Stock({ file: { state, counts } }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  const { name } = useShop();
  const unset = counts.unset ?? 0;
  if (state !== 'ready' || unset === 0) return null;
  return (
    <Banner kind="info" icon="alert">
      <strong>{text('import.unset', { n: unset })}</strong> {text('import.unsetMore', { switch: text('import.withStock', { shop: name }) })}
    </Banner>
  );
}

function Progress({ file: { progress } }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  return (
    <ProgressBar className="progress" value={progress.done} maxValue={Math.max(1, progress.of)}>
      {({ percentage, valueText }) => (
        <>
          <div className="progress-head">
            <Label>{text('import.running', { done: progress.done, of: progress.of })}</Label>
            <span>{valueText}</span>
          </div>
          <div className="progress-track">
            <div className="progress-done" style={{ width: `${percentage ?? 0}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
