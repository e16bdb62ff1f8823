import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { repository } from '../../src/options.ts';

export const opsFile = (name: string): string => join(repository, 'ops', name);

const Rules = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) });
const Dashboard = z.object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })) });

export const alertRules = readFileSync(opsFile('alerts.yml'), 'utf8');
export const alerts = Rules.parse(parse(alertRules)).groups.flatMap(({ rules }) => rules);
const panels = Dashboard.parse(JSON.parse(readFileSync(opsFile('dashboard.json'), 'utf8'))).panels;

/** All that alerts and the dashboard ask. */
export const expressions: readonly string[] = [
  ...alerts.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '1m'))),
];

/** The metrics that an expression names: words that are no label, no function and no keyword. `up` is Prometheus's own. */
export function metricsOf(expression: string): readonly string[] {
  const bare = expression
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '')
    .replaceAll(/\[[^\]]*\]/g, '');
  return (bare.match(/[a-z_:][a-z0-9_:]*(?![a-z0-9_:]*\s*\()/gi) ?? []).filter((word) => word !== 'up');
}

/** The rules with the patience of a test: a minute is a second, and what may be behind for long only for a second. */
export const impatient = (rules: string): string =>
  rules
    .replaceAll(/for: \d+m/g, 'for: 1s')
    .replaceAll('[5m]', '[10s]')
    .replaceAll(/_seconds\) > \d+/g, '_seconds) > 1');
