import { useEffect, useRef, useState } from 'react';

/** What this browser keeps under a name. `latest` is what was put last, also before the page shows it. */
export type Kept<Value> = Readonly<{ value: Value; latest: () => Value; put: (next: Value) => void }>;

/** A value that outlives the page and that tabs share. `read` gives what is begun with where the text is none that was kept. */
export function useKept<Value>(name: string, read: (text: string | null) => Value, write: (value: Value) => string = JSON.stringify): Kept<Value> {
  const [value, setValue] = useState(() => read(localStorage.getItem(name)));
  const current = useRef(value);
  useEffect(() => {
    const adopt = ({ key }: StorageEvent): void => {
      if (key !== name) return;
      current.current = read(localStorage.getItem(name));
      setValue(current.current);
    };
    addEventListener('storage', adopt);
    return () => removeEventListener('storage', adopt);
  }, [name, read]);
  return {
    value,
    latest: () => current.current,
    put: (next) => {
      localStorage.setItem(name, write(next));
      current.current = next;
      setValue(next);
    },
  };
}
