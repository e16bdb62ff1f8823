import { catalogue } from '@noren/bff-contract';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { UnreadRows } from '../../parts/unread-rows.tsx';
import type { CategoryAsk } from './category-ask.ts';
import { CategorySheet, DeleteSheet } from './category-sheets.tsx';
import { CategoryTree } from './category-tree.tsx';
import { useCategories } from './use-items.ts';

const READ = [catalogue.categories];

/** The merchant's tree of categories. */
export function CategoriesTab(): ReactNode {
  const text = useText();
  const may = useMay('manager');
  const query = useCategories();
  const [asking, setAsking] = useState<CategoryAsk>();
  const add = (
    <Button icon="plus" look="primary" onPress={() => setAsking({ what: 'new', parentId: undefined })}>
      {text('categories.new')}
    </Button>
  );
  const close = (): void => setAsking(undefined);
  return (
    <div className="categories">
      <div className="filters">
        {may && <p className="soft categories-hint">{text('categories.hint')}</p>}
        <span className="spring" />
        {may && query.data && query.data.length > 0 && add}
      </div>
      <UnreadRows of={READ} />
      {query.data ? (
        query.data.length > 0 ? (
          <CategoryTree all={query.data} may={may} ask={setAsking} />
        ) : (
          <Empty icon="folder" title={text('categories.none')} action={may && add}>
            {text('categories.noneMore')}
          </Empty>
        )
      ) : query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
      {asking?.what === 'new' && <CategorySheet parentId={asking.parentId} onClose={close} />}
      {asking?.what === 'rename' && <CategorySheet category={asking.category} onClose={close} />}
      {asking?.what === 'delete' && <DeleteSheet category={asking.category} onClose={close} />}
    </div>
  );
}
