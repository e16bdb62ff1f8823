import { Refusal } from '@noren/kernel';

/** Nobody known asks: 401 over HTTP, UNAUTHENTICATED over gRPC. */
export const unauthenticated = (message: string): Refusal => new Refusal('forbidden', UNAUTHENTICATED, message);

export const UNAUTHENTICATED = 'unauthenticated';
