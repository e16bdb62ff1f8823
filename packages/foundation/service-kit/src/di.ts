import type { ContainerModuleLoadOptions } from 'inversify';

/** Names a dependency and remembers its type. */
type Token<T> = symbol & { readonly of?: (part: T) => T };
export const token = <T>(name: string): Token<T> => Symbol(name);

/**
 * Binds a plain function as a singleton; the compiler matches its parameters to the tokens, so that a wrong or missing dependency does not
 * compile. inversify cannot see the types behind symbols, therefore its own typing of the list is set aside here, once.
 */
export const providing =
  (bind: ContainerModuleLoadOptions['bind']) =>
  <T, Parts extends unknown[]>(as: Token<T>, make: (...parts: Parts) => T | Promise<T>, from: { readonly [Part in keyof Parts]: Token<Parts[Part]> }): void => {
    bind<T>(as)
      .toResolvedValue<unknown[]>((...parts) => make(...(parts as Parts)), [...(from as readonly symbol[])])
      .inSingletonScope();
  };
