import type { ReactNode } from 'react';
import { ticksTo } from './axis.ts';
import { useWidth } from './use-width.ts';

type Point = Readonly<{ at: number; value: number }>;
type Props = Readonly<{
  label: string;
  points: readonly Point[];
  from: number;
  until: number;
  format: (value: number) => string;
  time: (at: number) => string;
}>;

const [height, left, bottom, top] = [200, 56, 26, 10];

/** A level that stays until it changes, over time. The table beside it tells the same in words. */
export function StepChart({ label, points, from, until, format, time }: Props): ReactNode {
  const [box, width] = useWidth();
  const values = points.map(({ value }) => value);
  const ticks = ticksTo(Math.max(0, ...values));
  const most = ticks.at(-1) ?? 1;
  const least = Math.min(0, ...values);
  const x = (at: number): number => left + ((at - from) / Math.max(1, until - from)) * (width - left - 8);
  const y = (value: number): number => top + ((most - value) / (most - least || 1)) * (height - top - bottom);
  const line = points.map(({ at, value }, index) => `${index === 0 ? `M${x(Math.max(at, from))} ` : `H${x(at)}V`}${y(value)}`).join('') + `H${x(until)}`;
  const times = Array.from({ length: 4 }, (_, index) => from + ((until - from) * index) / 3);
  return (
    <div ref={box} className="chart">
      <svg width={width} height={height} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - 8} y1={y(tick)} y2={y(tick)} className="chart-grid" />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {times.map((at, index) => (
          <text key={at} x={x(at)} y={height - 6} textAnchor={index === 0 ? 'start' : index === 3 ? 'end' : 'middle'}>
            {time(at)}
          </text>
        ))}
        {points.length > 0 && (
          <>
            <path d={`${line}V${y(Math.max(0, least))}H${x(Math.max(points[0]?.at ?? from, from))}Z`} className="chart-area" />
            <path d={line} className="chart-line" />
          </>
        )}
      </svg>
    </div>
  );
}
