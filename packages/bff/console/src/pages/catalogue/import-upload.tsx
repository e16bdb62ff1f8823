import { type Import, imports, languages } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Switch } from 'react-aria-components/Switch';
import { hasCode } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useShop } from '../../app/session.tsx';
import { languageNames } from '../../i18n/catalogue.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useReason } from '../../parts/reason.ts';
import { Banner } from '../../parts/states.tsx';

/** What spreadsheets save in, by WHATWG's names. UTF-16 says itself what it is. */
const encodings = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  shift_jis: 'Shift_JIS',
  'euc-kr': 'EUC-KR',
  gbk: 'GBK',
  big5: 'Big5',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
} as const;
type Encoding = keyof typeof encodings;
const encodingNames = Object.keys(encodings) as Encoding[];

/** Takes a file and has it read. Nothing changes yet. */
export function ImportUpload({ onRead }: Readonly<{ onRead: (read: Import) => void }>): ReactNode {
  const { text, language: reads } = useReader();
  const reason = useReason();
  const queries = useQueryClient();
  const shop = useShop();
  const [language, setLanguage] = useState(reads);
  const [encoding, setEncoding] = useState<Encoding>('utf-8');
  const [withStock, setWithStock] = useState(false);
  const upload = useIdempotentMutation(imports.upload, {
    done: (read) => {
      void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
      onRead(read);
    },
  });
  const send = async (file: File): Promise<void> =>
    upload.mutate(
      mutation({
        query: { fileName: file.name.slice(0, 200), language, encoding, ...(withStock ? { shopId: shop.shopId } : {}) },
        body: new Uint8Array(await file.arrayBuffer()),
      }),
    );
  return (
    <section className="card">
      <div className="card-body">
        {upload.error && (
          <Banner kind="bad" icon="alert">
            {reason(upload.error)}
            {hasCode(upload.error, 'file_unreadable') && <span className="hint">{upload.error.message}</span>}
          </Banner>
        )}
        <DropZone
          className="drop-zone"
          aria-label={text('import.drop')}
          onDrop={({ items }) => {
            const file = items.find((item) => item.kind === 'file');
            if (file?.kind === 'file') void file.getFile().then(send);
          }}
        >
          <Icon name="upload" size={32} />
          <p>{text(upload.isPending ? 'import.reading' : 'import.drop')}</p>
          <FileTrigger acceptedFileTypes={['.csv', 'text/csv', '.tsv', '.txt']} onSelect={(files) => files?.[0] && void send(files[0])}>
            <Button look="primary" isPending={upload.isPending}>
              {text('import.choose')}
            </Button>
          </FileTrigger>
          <p className="soft">
            {text('import.columns')}{' '}
            <a href={imports.template.path} download>
              {text('import.template')}
            </a>
          </p>
        </DropZone>
        <div className="form-row">
          <Choice
            label={text('import.language')}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            value={language}
            onChange={setLanguage}
          />
          <Choice
            label={text('import.encoding')}
            options={encodingNames.map((value) => ({ value, label: encodings[value] }))}
            value={encoding}
            onChange={setEncoding}
          />
          <Switch className="switch import-stock" isSelected={withStock} onChange={setWithStock}>
            <span className="switch-track" aria-hidden="true" />
            <span>{text('import.withStock', { shop: shop.name })}</span>
          </Switch>
        </div>
      </div>
    </section>
  );
}
