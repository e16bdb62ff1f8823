/** A setting that may change while lanes run. */
export interface Property<Value> {
  readonly value: Value;
  set(value: Value): void;
}

export function property<Value>(value: Value): Property<Value> {
  let current = value;
  return {
    get value() {
      return current;
    },
    set: (next) => {
      current = next;
    },
  };
}

/** What an option takes: a value for good, or a property. */
export type Setting<Value> = Value | Property<Value>;

export function propertyOf<Value>(given: Setting<Value> | undefined, usual: Value): Property<Value> {
  if (given === undefined) return property(usual);
  return isProperty(given) ? given : property(given);
}

const isProperty = <Value>(given: Setting<Value>): given is Property<Value> =>
  typeof given === 'object' && given !== null && 'set' in given && 'value' in given;
