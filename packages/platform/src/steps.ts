/** Does one thing and says how long it takes once that is longer than a second. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  const out = process.stderr;
  const tick = setInterval(() => out.write(out.isTTY ? `\r${what}… ${seconds()} s` : seconds() % 10 === 1 ? `${what}…\n` : ''), 1_000);
  try {
    return await work();
  } finally {
    clearInterval(tick);
    if (seconds() >= 1) out.write(out.isTTY ? `\r${what}: ${seconds()} s\n` : `${what}: ${seconds()} s\n`);
  }
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
