import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';
import { Banner } from './states.tsx';

/** Something that is shown this once. */
export function Secret({ label, value }: Readonly<{ label: string; value: string }>): ReactNode {
  const text = useText();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    // Where the page is not served securely, the browser has no clipboard for it: the text is there to be marked.
    void navigator.clipboard?.writeText(value).then(() => setCopied(true));
  };
  return (
    <div className="form">
      <Banner kind="warning" icon="key">
        {text('secret.once')}
      </Banner>
      <div className="field">
        <label htmlFor="secret">{label}</label>
        <div className="secret">
          <input id="secret" className="code" readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
          <Button icon={copied ? 'check' : 'copy'} onPress={copy}>
            {text(copied ? 'secret.copied' : 'secret.copy')}
          </Button>
        </div>
      </div>
    </div>
  );
}
