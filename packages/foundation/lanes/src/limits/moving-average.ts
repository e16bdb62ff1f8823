/** The exponential average over about so many values; a plain mean while there are few, so that it starts from what is there. */
export function movingAverage(window: number): Readonly<{ add(value: number): number; reset(value: number): void }> {
  const factor = 2 / (window + 1);
  let count = 0;
  let average = 0;
  return {
    add(value) {
      count += 1;
      average += (value - average) * (count <= WARM_UP ? 1 / count : factor);
      return average;
    },
    reset(value) {
      average = value;
    },
  };
}

const WARM_UP = 10;
