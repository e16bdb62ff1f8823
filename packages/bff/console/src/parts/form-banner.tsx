import { type ReactNode, useEffect, useRef } from 'react';
import { Banner } from './states.tsx';

/**
 * Why a form was refused, over all of it: it stays in sight, and the focus goes to the first field that is marked, or here where none is. `error` is another
 * one after each try.
 */
export function FormBanner({ error, children }: Readonly<{ error: unknown; children: string | undefined }>): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const isRefused = children !== undefined;
  useEffect(() => {
    if (!isRefused) return;
    const form = place.current?.closest('form, .sheet-body, .card-body');
    const field = form?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea)');
    (field ?? place.current)?.focus({ preventScroll: true });
    (field?.closest('.field') ?? place.current)?.scrollIntoView({ block: 'center' });
  }, [error, isRefused]);
  if (!isRefused) return null;
  return (
    <div ref={place} className="form-banner" tabIndex={-1}>
      <Banner kind="bad" icon="alert">
        {children}
      </Banner>
    </div>
  );
}
