import { useEffect, useEffectEvent } from 'react';
import { isCharacter } from './burst.ts';

/** A scanner's Enter comes with its code; an Enter that comes so much later is a person's. */
const ENTER_WITHIN_MS = 1_000;

/**
 * What is typed while no field has the focus goes to the scan field, a scanner's code included: on a button, behind a dialog, on nothing. Its Enter ends the
 * code and presses nothing. Fields get their own keys.
 */
export function useScanner({ onCharacter, onEnter }: Readonly<{ onCharacter: (character: string) => void; onEnter: () => void }>): void {
  const character = useEffectEvent(onCharacter);
  const enter = useEffectEvent(onEnter);
  useEffect(() => {
    let last = -Infinity;
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
      const inCode = event.timeStamp - last <= ENTER_WITHIN_MS;
      if (event.key === 'Enter' && inCode) {
        last = -Infinity;
        enter();
      } else if (isCharacter(event.key) && (event.key !== ' ' || inCode)) {
        last = event.timeStamp;
        character(event.key);
      } else return;
      // Before anything else on the page hears it.
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, []);
}

const isField = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
