/** A promise that was not kept, and how one sees it. */
export type Breach = Readonly<{ promise: string; seen: string }>;
export const breach = (promise: string, seen: string): Breach => ({ promise, seen });
