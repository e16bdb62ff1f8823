import { type RefObject, useEffect, useRef, useState } from 'react';

export type Kept<Value> = Readonly<{ value: Value; /** The newest, whatever is on the screen yet. */ now: RefObject<Value>; put: (next: Value) => void }>;

/** What the browser keeps under a name, for all its tabs. `read` makes it of what is there, and of nothing; `written` is what of it is kept. */
export function useKept<Value>(name: string, read: (stored: unknown) => Value, written: (value: Value) => unknown = (value) => value): Kept<Value> {
  const [value, setValue] = useState(() => read(storedAt(name)));
  const now = useRef(value);
  useEffect(() => {
    const adopt = ({ key }: StorageEvent): void => {
      if (key !== name) return;
      now.current = read(storedAt(name));
      setValue(now.current);
    };
    addEventListener('storage', adopt);
    return () => removeEventListener('storage', adopt);
  }, [name, read]);
  const put = (next: Value): void => {
    now.current = next;
    setValue(next);
    try {
      localStorage.setItem(name, JSON.stringify(written(next)));
    } catch {
      // Full, or switched off: the page has it all the same.
    }
  };
  return { value, now, put };
}

function storedAt(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '[]');
  } catch {
    return [];
  }
}
