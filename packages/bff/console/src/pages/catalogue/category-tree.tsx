import { catalogue, type Category } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { nameIn } from '../../i18n/format.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Icon } from '../../parts/icon.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import type { CategoryAsk } from './category-ask.ts';
import { type Branch, branchesOf, moved, type Place, placeAt, type Step, stepFrom } from './tree.ts';
import { categoriesKey } from './use-items.ts';

type Props = Readonly<{ all: readonly Category[]; may: boolean; ask: (asking: CategoryAsk) => void }>;
type Tools = Readonly<{ may: boolean; ask: Props['ask']; step: (category: Category, step: Step) => void; can: (category: Category, step: Step) => boolean }>;

/** Moved by mouse, by touch, by keyboard (Enter on the handle, arrows, Enter) or by the menu: at once, and back if it is refused. */
export function CategoryTree({ all, may, ask }: Props): ReactNode {
  const { text, language } = useReader();
  const move = useMoveCategory(all);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': nameIn(all.find(({ categoryId }) => categoryId === key)?.names, language) })),
    onMove: ({ keys, target }) => {
      const [key] = keys;
      const category = all.find(({ categoryId }) => categoryId === key);
      if (category) move(category, placeAt(all, category.categoryId, String(target.key), target.dropPosition));
    },
    isDisabled: !may,
  });
  const branches = useMemo(() => branchesOf(all), [all]);
  const tools: Tools = {
    may,
    ask,
    step: (category, step) => move(category, stepFrom(all, category, step)),
    can: (category, step) => stepFrom(all, category, step) !== undefined,
  };
  return (
    <Tree
      className="tree card"
      aria-label={text('catalogue.categories')}
      selectionMode="none"
      defaultExpandedKeys={all.map(({ categoryId }) => categoryId)}
      dragAndDropHooks={dragAndDropHooks}
    >
      {branches.map((branch) => (
        <Row key={branch.category.categoryId} branch={branch} tools={tools} />
      ))}
    </Tree>
  );
}

function useMoveCategory(all: readonly Category[]): (category: Category, place: Place | undefined) => void {
  const { text, language } = useReader();
  const reason = useReason();
  const queries = useQueryClient();
  const show = (next: readonly Category[]): void => void queries.setQueryData(categoriesKey, next);
  const moving = useIdempotentMutation(catalogue.moveCategory, {
    before: ({ given: { params, body } }) => {
      show(moved(all, params.categoryId, body));
      return all;
    },
    undo: show,
    done: ({ categories }) => show(categories),
    refused: (error, { given: { params } }) => {
      const names = all.find(({ categoryId }) => categoryId === params.categoryId)?.names;
      tell({ kind: 'bad', title: text('categories.notMoved', { name: nameIn(names, language) }), detail: reason(error) });
      void queries.invalidateQueries({ queryKey: categoriesKey });
    },
  });
  return ({ categoryId, version }, place) => {
    if (place) moving.mutate(mutation({ params: { categoryId }, body: { ...place, version } }));
  };
}

function Row({ branch: { category, children }, tools }: Readonly<{ branch: Branch; tools: Tools }>): ReactNode {
  const { text, language } = useReader();
  const name = nameIn(category.names, language, category.categoryId);
  return (
    <TreeItem id={category.categoryId} textValue={name} className="tree-row">
      <TreeItemContent>
        {({ hasChildItems, isExpanded, level }) => (
          <div className="tree-content" style={{ paddingInlineStart: (level - 1) * 26 }}>
            {tools.may && (
              <AriaButton slot="drag" className="tree-handle">
                <Icon name="grip" size={18} />
              </AriaButton>
            )}
            {hasChildItems ? (
              <AriaButton slot="chevron" className="tree-chevron">
                <Icon name={isExpanded ? 'down' : 'right'} size={16} />
              </AriaButton>
            ) : (
              <span className="tree-chevron" />
            )}
            <span className="tree-name">{name}</span>
            <span className="soft tree-count">{text('categories.items', { n: category.contents.items })}</span>
            {tools.may && <RowMenu category={category} name={name} tools={tools} />}
          </div>
        )}
      </TreeItemContent>
      {children.map((branch) => (
        <Row key={branch.category.categoryId} branch={branch} tools={tools} />
      ))}
    </TreeItem>
  );
}

const steps = ['up', 'down', 'in', 'out'] as const;

function RowMenu({ category, name, tools }: Readonly<{ category: Category; name: string; tools: Tools }>): ReactNode {
  const { text } = useReader();
  return (
    <MenuTrigger>
      <AriaButton className="button quiet small" aria-label={text('categories.menu', { name })}>
        {text('categories.change')}
        <Icon name="down" size={14} />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" disabledKeys={steps.filter((step) => !tools.can(category, step))}>
          <MenuItem id="rename" className="option" onAction={() => tools.ask({ what: 'rename', category })}>
            {text('categories.rename')}
          </MenuItem>
          <MenuItem id="child" className="option" onAction={() => tools.ask({ what: 'new', parentId: category.categoryId })}>
            {text('categories.newBelow')}
          </MenuItem>
          {steps.map((step) => (
            <MenuItem key={step} id={step} className="option" onAction={() => tools.step(category, step)}>
              {text(`categories.move.${step}`)}
            </MenuItem>
          ))}
          <MenuItem id="delete" className="option bad" onAction={() => tools.ask({ what: 'delete', category })}>
            {text('categories.delete')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
