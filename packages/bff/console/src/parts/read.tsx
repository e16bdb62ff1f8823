import type { ReactNode } from 'react';
import { Failure, Loading } from './states.tsx';

type Query<Data> = Readonly<{ data: Data | undefined; error: unknown; refetch: () => unknown }>;
type Props<Data> = Readonly<{ query: Query<Data>; rows?: number; children: (data: Data) => ReactNode }>;

/** What was read; until then grey shapes, or why it could not be read and a way to try again. What is there already stays, whatever becomes of a later reading. */
export function Read<Data>({ query: { data, error, refetch }, rows, children }: Props<Data>): ReactNode {
  if (data !== undefined) return children(data);
  return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading {...(rows === undefined ? {} : { rows })} />;
}
