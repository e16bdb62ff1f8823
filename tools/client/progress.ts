/** Tells how far something is: a bar that redraws itself on a terminal, a line each ten seconds elsewhere. `end` leaves the line free again. */
type Progress = Readonly<{ step(by?: number): void; end(): void }>;

const WIDTH = 30;

export function progress(what: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  let done = 0;
  let lastReport = performance.now();
  const pause = out.isTTY ? 100 : 10_000;
  const draw = (): void => {
    const filled = total === 0 ? WIDTH : Math.floor((done / total) * WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    out.write(out.isTTY ? `\r${what} ${bar} ${done}/${total}` : `${what}: ${done} of ${total}\n`);
  };
  return {
    step: (by = 1) => {
      done += by;
      const now = performance.now();
      if (now - lastReport < pause) return;
      lastReport = now;
      draw();
    },
    end: () => {
      if (!out.isTTY) return;
      draw();
      out.write('\n');
    },
  };
}
