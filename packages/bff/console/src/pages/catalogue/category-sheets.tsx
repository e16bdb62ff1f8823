import { catalogue, Category, languages, most, type Names } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { languageNames } from '../../i18n/catalogue.ts';
import { nameIn } from '../../i18n/format.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { merged } from '../../parts/merge.ts';
import { useReason } from '../../parts/reason.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Banner } from '../../parts/states.tsx';
import { siblingsOf } from './tree.ts';
import { categoriesKey, useCategories } from './use-items.ts';

type Typed = Readonly<Record<string, string>>;
const given = (names: Typed): Names => Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== ''));

/** Names a new category, or an old one anew. */
export function CategorySheet({
  category,
  parentId,
  onClose,
}: Readonly<{ category?: Category; parentId?: string | undefined; onClose: () => void }>): ReactNode {
  const { text, language } = useReader();
  const [base, setBase] = useState(category);
  const [names, setNames] = useState<Typed>(category?.names ?? {});
  const { save, theirs, setTheirs, isPending, error } = useSaveCategory({ base, parentId, onClose });
  const wrong = text('fault.name', { n: most.nameCharacters });
  const faults = useFaults(error, { 'names.en': wrong, 'names.ja': wrong, 'names.ko': wrong });
  const ready = Object.keys(given(names)).length > 0;
  return (
    <Sheet
      title={base ? text('categories.renameTitle', { name: nameIn(base.names, language) }) : text('categories.new')}
      keep
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" isDisabled={!ready || theirs !== undefined} isPending={isPending} onPress={() => save(given(names))}>
            {text('common.save')}
          </Button>
        </>
      }
    >
      {theirs && base && (
        <Conflict
          differences={merged(base.names, names, theirs.names).clashes.map(({ field, mine, theirs: other }) => ({
            name: field,
            mine: String(mine),
            theirs: String(other),
          }))}
          onTheirs={() => {
            setNames(theirs.names);
            setBase(theirs);
            setTheirs(undefined);
          }}
          onMine={() => {
            setNames(merged(base.names, names, theirs.names).result);
            setBase(theirs);
            setTheirs(undefined);
          }}
        />
      )}
      <FormBanner error={error}>{theirs ? undefined : faults.banner}</FormBanner>
      {languages.map((one, at) => (
        <Field
          key={one}
          label={languageNames[one]}
          autoFocus={at === 0}
          maxLength={most.nameCharacters}
          value={names[one] ?? ''}
          onChange={(name) => setNames({ ...names, [one]: name })}
          error={faults.at(`names.${one}`)}
        />
      ))}
    </Sheet>
  );
}

function useSaveCategory({ base, parentId, onClose }: Readonly<{ base: Category | undefined; parentId: string | undefined; onClose: () => void }>) {
  const queries = useQueryClient();
  const { data: all = [] } = useCategories();
  const [theirs, setTheirs] = useState<Category>();
  const done = (): void => {
    void queries.invalidateQueries({ queryKey: categoriesKey });
    onClose();
  };
  const create = useIdempotentMutation(catalogue.createCategory, { done });
  const rename = useIdempotentMutation(catalogue.renameCategory, {
    done,
    refused: (error) => {
      const now = error instanceof Refused ? Category.safeParse(error.problem.now) : undefined;
      setTheirs(now?.data);
    },
  });
  const save = (names: Names): void => {
    if (base) return rename.mutate(mutation({ params: { categoryId: base.categoryId }, body: { names, version: base.version } }));
    const position = (siblingsOf(all, parentId ?? null).at(-1)?.position ?? -1) + 1;
    return create.mutate(mutation({ body: { ...(parentId === undefined ? {} : { parentId }), names, position } }));
  };
  return { save, theirs, setTheirs, isPending: create.isPending || rename.isPending, error: create.error ?? rename.error };
}

export function DeleteSheet({ category, onClose }: Readonly<{ category: Category; onClose: () => void }>): ReactNode {
  const { text, language } = useReader();
  const reason = useReason();
  const queries = useQueryClient();
  const remove = useIdempotentMutation(catalogue.deleteCategory, {
    done: () => {
      void queries.invalidateQueries({ queryKey: categoriesKey });
      onClose();
    },
  });
  const { categoryId, version, contents } = category;
  const isEmpty = contents.categories === 0 && contents.items === 0;
  return (
    <Sheet
      role="alertdialog"
      title={text('categories.deleteTitle', { name: nameIn(category.names, language) })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="danger"
            isDisabled={!isEmpty}
            isPending={remove.isPending}
            onPress={() => remove.mutate(mutation({ params: { categoryId }, query: { version: String(version) } }))}
          >
            {text('categories.delete')}
          </Button>
        </>
      }
    >
      {remove.error && (
        <Banner kind="bad" icon="alert">
          {reason(remove.error)}
        </Banner>
      )}
      <p>{text(isEmpty ? 'categories.deleteMore' : 'categories.notEmpty', { categories: contents.categories, items: contents.items })}</p>
    </Sheet>
  );
}
