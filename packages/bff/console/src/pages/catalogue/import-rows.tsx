import { type Import, imports, type RowChange, type RowProblem } from '@noren/bff-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addressOf, ask } from '../../api/ask.ts';
import { useText } from '../../i18n/reader.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LongTable, type TableColumn } from '../../parts/long-table.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { useFault, useFieldName, useShown } from './import-texts.ts';

/** What cannot be taken, where it is and why. */
export function ImportProblems({ file: { importId, problems, counts } }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  const leftOut = problems.filter(({ stands }) => stands !== true);
  if (leftOut.length === 0) return null;
  return (
    <section className="card problems">
      <div className="card-head">
        <h3>{text('import.problems', { n: counts.refused })}</h3>
        <span className="soft">{text('import.problemsMore')}</span>
        <a href={addressOf(imports.refused, { params: { importId } })} download>
          {text('import.refusedFile')}
        </a>
      </div>
      <ProblemTable label={text('import.problems', { n: counts.refused })} problems={leftOut} />
    </section>
  );
}

/** What stands all the same and looks like a mistake. */
export function ImportWarnings({ file: { problems } }: Readonly<{ file: Import }>): ReactNode {
  const text = useText();
  const standing = problems.filter(({ stands }) => stands === true);
  if (standing.length === 0) return null;
  const label = text('import.warnings', { n: standing.length });
  return (
    <section className="card problems warnings">
      <div className="card-head">
        <h3>{label}</h3>
        <span className="soft">{text('import.warningsMore')}</span>
      </div>
      <ProblemTable label={label} problems={standing} />
    </section>
  );
}

function ProblemTable({ label, problems }: Readonly<{ label: string; problems: readonly RowProblem[] }>): ReactNode {
  const text = useText();
  const faultOf = useFault();
  return (
    <div className="problems-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {text('import.line')}
            </th>
            <th scope="col">{text('import.column')}</th>
            <th scope="col">{text('import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, at) => (
            <tr key={at}>
              <td className="number">{problem.line}</td>
              <td className="code">{problem.column}</td>
              <td>{faultOf(problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const kinds = ['any', 'new', 'changed', 'same'] as const;

/** What each row changes: before and after. */
export function ImportRows({ importId }: Readonly<{ importId: string }>): ReactNode {
  const text = useText();
  const [kind, setKind] = useState<(typeof kinds)[number]>('any');
  const query = useInfiniteQuery({
    queryKey: ['imports', importId, 'rows', kind],
    queryFn: ({ pageParam, signal }) =>
      ask(imports.rows, { params: { importId }, query: { ...(kind === 'any' ? {} : { kind }), ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const columns: readonly TableColumn<RowChange>[] = [
    { id: 'line', head: text('import.line'), width: '76px', number: true, cell: ({ line }) => line },
    {
      id: 'article',
      head: text('orders.article'),
      width: 'minmax(160px, 1.2fr)',
      cell: ({ sku, name }) => (
        <div className="item-name">
          <span className="clip">{name}</span>
          <span className="hint code clip">{sku}</span>
        </div>
      ),
    },
    {
      id: 'kind',
      head: text('import.kind'),
      width: '116px',
      cell: (row) => <span className={`pill ${pillOf[row.kind]}`}>{text(`import.kind.${row.kind}`)}</span>,
    },
    { id: 'fields', head: text('import.changes'), width: 'minmax(200px, 2fr)', cell: (row) => <Changes row={row} /> },
  ];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <div className="filters">
        <h3>{text('import.preview')}</h3>
        <Choice
          bare
          label={text('import.kind')}
          options={kinds.map((value) => ({ value, label: text(`import.kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      {query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading />
      ) : (
        <LongTable
          label={text('import.preview')}
          columns={columns}
          rows={rows}
          keyOf={({ line }) => String(line)}
          height={64}
          more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
        />
      )}
    </>
  );
}

const pillOf: Readonly<Record<RowChange['kind'], string>> = { new: 'good', changed: 'info', same: '' };

function Changes({ row: { fields } }: Readonly<{ row: RowChange }>): ReactNode {
  const nameOf = useFieldName();
  const shown = useShown();
  return (
    <ul className="row-changes">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          <span className="soft">{nameOf(field)}</span> {before !== '' && <del>{shown(field, before)}</del>} <ins>{shown(field, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
