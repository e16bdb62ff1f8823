import { type Import, imports } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from '../../api/ask.ts';
import { partOf, pathTo } from '../../app/routes.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { importKey } from './import-key.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportUpload } from './import-upload.tsx';

/** Brings a file into the catalogue: read, looked at, then applied. */
export function ImportTab({ importId }: Readonly<{ importId: string | undefined }>): ReactNode {
  const { shopId } = useShop();
  const [, go] = useLocation();
  if (importId !== undefined) return <OneImport importId={partOf(importId)} />;
  return (
    <div className="imports">
      <ImportUpload onRead={(read) => go(pathTo(shopId, 'catalogue', 'import', read.importId))} />
      <LastImports />
    </div>
  );
}

function OneImport({ importId }: Readonly<{ importId: string }>): ReactNode {
  const query = useQuery({
    queryKey: importKey(importId),
    queryFn: ({ signal }) => ask(imports.get, { params: { importId }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false),
  });
  if (query.data) return <ImportPreview file={query.data} />;
  return query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading />;
}

function LastImports(): ReactNode {
  const text = useText();
  const query = useQuery({
    queryKey: importKey('list'),
    queryFn: async ({ signal }): Promise<readonly Import[]> => (await ask(imports.list, { signal })).imports,
  });
  if (!query.data) return query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading rows={3} />;
  if (query.data.length === 0) return null;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{text('import.last')}</h2>
      </div>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text('import.file')}</th>
              <th scope="col">{text('import.when')}</th>
              <th scope="col">{text('import.state')}</th>
              <th scope="col" className="number">
                {text('import.rows')}
              </th>
            </tr>
          </thead>
          <tbody>
            {query.data.map((one) => (
              <ImportRow key={one.importId} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ImportRow({ one }: Readonly<{ one: Import }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const { shopId } = useShop();
  return (
    <tr>
      <td>
        <Link href={pathTo(shopId, 'catalogue', 'import', one.importId)}>{one.fileName}</Link>
      </td>
      <td>
        {format.full(one.createdAt)} <span className="hint">{one.createdBy}</span>
      </td>
      <td>
        <span className={`pill ${one.state === 'done' ? 'good' : one.state === 'running' ? 'info' : ''}`}>{text(`import.state.${one.state}`)}</span>
      </td>
      <td className="number">{format.number(one.counts.rows)}</td>
    </tr>
  );
}
