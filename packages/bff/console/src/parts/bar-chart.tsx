import { type ReactNode, useState } from 'react';
import { ticksTo } from './axis.ts';
import { useWidth } from './use-width.ts';

type Bar = Readonly<{ key: string; label: string; value: number; description: string }>;
type Props = Readonly<{
  label: string;
  bars: readonly Bar[];
  format: (value: number) => string;
  tone?: 'indigo' | 'leaf' | 'vermilion';
  whole?: boolean;
  now?: string | undefined;
}>;

const [height, left, bottom, top] = [190, 64, 26, 26];

/** How much in each of a row of hours. What is pointed at is described above it. */
export function BarChart({ label, bars, format, tone = 'indigo', whole = true, now }: Props): ReactNode {
  const [box, width] = useWidth();
  const [at, setAt] = useState<number>();
  const ticks = ticksTo(Math.max(0, ...bars.map(({ value }) => value)), whole);
  const most = ticks.at(-1) ?? 1;
  const slot = (width - left - 8) / Math.max(1, bars.length);
  const y = (value: number): number => top + (1 - value / most) * (height - top - bottom);
  const every = Math.max(1, Math.ceil(44 / slot));
  const pointed = at === undefined ? undefined : bars[at];
  return (
    <div ref={box} className="chart">
      <svg width={width} height={height} role="img" aria-label={label} onPointerLeave={() => setAt(undefined)}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - 8} y1={y(tick)} y2={y(tick)} className="chart-grid" />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {bars.map(({ key, label: name, value }, index) => (
          <g key={key} onPointerEnter={() => setAt(index)} className={`chart-slot ${key === now ? 'now' : ''}`}>
            <rect x={left + index * slot} y={top} width={slot} height={height - top - bottom} className="chart-hit" />
            {value > 0 && (
              <rect x={left + index * slot + slot * 0.15} y={y(value)} width={slot * 0.7} height={y(0) - y(value)} rx={2} className={`chart-bar ${tone}`} />
            )}
            {index % every === 0 && (
              <text x={left + (index + 0.5) * slot} y={height - 7} textAnchor="middle">
                {name}
              </text>
            )}
          </g>
        ))}
        {pointed && at !== undefined && (
          <text x={Math.min(Math.max(left + (at + 0.5) * slot, left + 50), width - 70)} y={16} textAnchor="middle" className="chart-description">
            {pointed.description}
          </text>
        )}
      </svg>
    </div>
  );
}
