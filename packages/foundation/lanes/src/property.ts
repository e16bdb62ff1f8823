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
