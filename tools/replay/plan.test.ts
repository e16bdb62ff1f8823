import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedOf, type Level } from './expected.ts';
import { judged, linesOf, type ShortRow as Row } from './invoices.fixture.ts';
import { planOf, type Plan } from './plan.ts';

const planned = (...rows: readonly Row[]): Plan => planOf(linesOf(judged(...rows)));
const opened = (plan: Plan): ReadonlyMap<string, Level> => new Map(plan.articles.map(({ key, opening }) => [key, { onHand: opening, reserved: 0 }]));
/** Steps in short: what, on which invoice, which lines. */
const steps = (plan: Plan): readonly string[] =>
  plan.steps.map((step) => {
    if (step.does === 'adjust') return `adjust ${step.lines.map(({ key, delta }) => `${key}+${delta}`).join(' ')}`;
    const lines = step.does === 'return' ? ` ${step.lines.map(({ line, quantity }) => `${line}×${quantity}`).join(' ')}` : '';
    return `${step.does} ${step.order.invoice}${lines}`;
  });

describe('an invoice becomes an order', () => {
  test('with its lines in order, a repeated article on two of them', () => {
    const [order] = planned(['1', '21777', 3, '0.55'], ['1', 'POST', 1, '18'], ['1', '85123A', 1, '2.55'], ['1', '85123a', 2, '2.10']).orders;
    expect(order?.lines).toEqual([
      { line: 1, sku: '21777', key: '21777', quantity: 3, unitPrice: 55 },
      { line: 2, sku: '85123A', key: '85123a', quantity: 1, unitPrice: 255 },
      { line: 3, sku: '85123a', key: '85123a', quantity: 2, unitPrice: 210 },
    ]);
  });

  test('none where nothing on it is goods', () => {
    expect(steps(planned(['1', 'POST', 1, '18']))).toEqual([]);
  });

  test('articles have the most frequent name and price and what all their orders need', () => {
    const { articles } = planned(
      ['1', '85123A', 1, '2.55', '1', ''],
      ['2', '85123a', 2, '2.10', '1', 'HEART'],
      ['3', '85123A', 4, '2.10', '1', 'HOLDER'],
      ['C4', '21777', -1, '1', '1', ''],
    );
    expect(articles).toEqual([
      { sku: '85123A', key: '85123a', name: 'HEART', price: 210, opening: 7 },
      { sku: '21777', key: '21777', name: '21777', price: 100, opening: 0 },
    ]);
  });

  test('of a limit only the first so many are taken, with what is given back before the next', () => {
    const rows: readonly Row[] = [
      ['1', '21777', 3, '1'],
      ['C2', '21777', -1, '1'],
      ['3', '85123A', 1, '1'],
      ['C4', '21777', -1, '1'],
    ];
    const plan = planOf(linesOf(judged(...rows)), 1);
    expect(steps(plan)).toEqual(['place 1', 'return 1 1×1']);
    expect(plan.articles.map(({ sku }) => sku)).toEqual(['21777']);
  });
});

describe('what is given back', () => {
  test('goes on the latest earlier line of the same customer and article that has as much left', () => {
    const plan = planned(
      ['1', '21777', 5, '1'],
      ['2', '21777', 5, '1'],
      ['3', '21777', 2, '1'],
      ['4', '21777', 9, '1', '999'],
      ['C5', '21777', -4, '1'],
      ['C6', '21777', -4, '1'],
      ['C7', '21777', -1, '1'],
    );
    expect(steps(plan).slice(4)).toEqual(['return 2 1×4', 'return 1 1×4', 'return 3 1×1']);
    expect(plan.returns).toMatchObject({ fitted: 3, unfitted: 0 });
  });

  test('is split over several lines, latest first, only where no line has as much left', () => {
    const plan = planned(['1', '21777', 3, '1'], ['1', '21777', 2, '1'], ['2', '85123A', 1, '1'], ['C3', '21777', -4, '1']);
    expect(steps(plan).slice(2)).toEqual(['return 1 2×2 1×2']);
    expect(plan.returns).toMatchObject({ split: 1, adjustedUnits: 0 });
  });

  test('and fits none is a stock adjustment: sold before the file began, to nobody named, or too much', () => {
    const plan = planned(['C1', '21777', -1, '1'], ['2', '21777', 9, '1', ''], ['C3', '21777', -1, '1', ''], ['4', '21777', 2, '1'], ['C5', '21777', -5, '1']);
    expect(steps(plan)).toEqual(['adjust 21777+1', 'place 2', 'adjust 21777+1', 'place 4', 'return 4 1×2', 'adjust 21777+3']);
    expect(plan.returns).toEqual({ cancelled: 0, fitted: 0, split: 0, partly: 1, unfitted: 2, adjustedUnits: 5 });
  });

  test('of a whole earlier invoice cancels its order, once, and only if nothing was given back before', () => {
    const plan = planned(
      ['1', '21777', 5, '1'],
      ['1', '85123A', 1, '1'],
      ['C2', '85123a', -1, '1'],
      ['C2', '21777', -5, '1'],
      ['C3', '21777', -5, '1'],
      ['4', '21777', 2, '1'],
      ['C5', '21777', -1, '1'],
      ['C6', '21777', -2, '1'],
    );
    expect(steps(plan)).toEqual(['place 1', 'cancel 1', 'adjust 21777+5', 'place 4', 'return 4 1×1', 'return 4 1×1', 'adjust 21777+1']);
    expect(plan.returns.cancelled).toBe(2);
  });
});

describe('what the file says must be', () => {
  test('follows from the steps', () => {
    const plan = planned(
      ['1', '21777', 5, '0.55'],
      ['2', '21777', 3, '0.50'],
      ['3', '21777', 2, '1'],
      ['C4', '21777', -4, '1'],
      ['C5', '21777', -2, '1'],
      ['C6', '21777', -9, '1'],
    );
    const { stock, orders } = expectedOf(plan, opened(plan));
    // Opened with 10; order 1 handed over (−5), 4 and 1 back; order 3 cancelled; order 2 handed over (−3) and all 3 back; 5 fit none (+5).
    expect(stock.get('21777')).toEqual({ onHand: 15, reserved: 0 });
    expect([...orders].map(([invoice, { status, total, lines }]) => [invoice, status, total, lines[0]?.returned])).toEqual([
      ['1', 'handed_over', 275, 5],
      ['2', 'handed_over', 150, 3],
      ['3', 'cancelled', 200, 0],
    ]);
  });

  test('conserves units: shelf + customers = opening + adjustments, nothing held for nobody, no more back than was sold', () => {
    const row = fc.record({
      back: fc.boolean(),
      invoice: fc.integer({ min: 1, max: 12 }),
      sku: fc.constantFrom('21777', '85123A', '85123a'),
      quantity: fc.integer({ min: 1, max: 6 }),
      customer: fc.constantFrom('1', '2', ''),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const plan = planned(
          ...rows.map(({ back, invoice, sku, quantity, customer }): Row => [`${back ? 'C' : ''}${invoice}`, sku, back ? -quantity : quantity, '1', customer]),
        );
        const { stock, orders } = expectedOf(plan, opened(plan));
        for (const { key, opening } of plan.articles) {
          const lines = [...orders.values()].flatMap(({ status, lines: all }) => all.filter((line) => line.key === key).map((line) => ({ ...line, status })));
          const sum = (of: (line: (typeof lines)[number]) => number): number => lines.reduce((total, line) => total + of(line), 0);
          const adjusted = plan.steps.reduce(
            (total, step) => total + (step.does === 'adjust' ? step.lines.reduce((units, line) => units + (line.key === key ? line.delta : 0), 0) : 0),
            0,
          );
          const out = sum(({ status, quantity, returned }) => (status === 'handed_over' ? quantity - returned : 0));
          expect(stock.get(key)).toEqual({
            onHand: opening + adjusted - out,
            reserved: sum(({ status, quantity }) => (status === 'confirmed' ? quantity : 0)),
          });
          expect(lines.every(({ returned, quantity }) => returned >= 0 && returned <= quantity)).toBe(true);
        }
      }),
    );
  });
});
