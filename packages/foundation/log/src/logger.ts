/** The part of a pino logger that the log needs. */
export interface LogLogger {
  warn(facts: object, message: string): void;
  debug(facts: object, message: string): void;
}

export const silent: LogLogger = { warn: () => undefined, debug: () => undefined };
