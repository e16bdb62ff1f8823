import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What generates, compiles and judges clients, each version once and for all. Nothing of it is committed: it is fetched once into `~/.cache/noren/clients`. */
const versions = {
  npm: ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5.9.3', '@stoplight/spectral-cli@6.16.3', '@types/node@26.6.6'],
  python: [
    'datamodel-code-generator==0.89.0',
    'openapi-spec-validator==0.9.0',
    'pydantic==2.14.4',
    'urllib3==2.8.0',
    'python-dateutil==2.9.0.post0',
    'schemathesis==4.32.5',
  ],
  go: ['github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2', 'github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3'],
  java: [
    'org.openapitools:openapi-generator-cli:7.23.0',
    'com.fasterxml.jackson.core:jackson-databind:2.21.1',
    'com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.21.1',
    'org.openapitools:jackson-databind-nullable:0.2.10',
    'com.google.code.findbugs:jsr305:3.0.2',
    'jakarta.annotation:jakarta.annotation-api:1.3.5',
  ],
} as const;
/** What a generated client of Go imports. */
export const goRuntime = 'github.com/oapi-codegen/runtime v1.9.0';

type Toolchain = keyof typeof versions;
/** Where each toolchain is; one that this machine lacks is missing. */
export type Toolchains = Readonly<Partial<Record<Toolchain, string>>>;

const needed: Readonly<Record<Toolchain, readonly (readonly [program: string, ...args: string[]])[]>> = {
  npm: [['npm', '--version']],
  python: [['python3', '-c', 'import venv, ensurepip, sys; assert sys.version_info >= (3, 10)']],
  // Asked for in a way that an older one does not understand.
  go: [['go', 'env', '-changed', 'GOVERSION']],
  java: [
    ['javac', '-version'],
    ['mvn', '--version'],
  ],
};

const makers: Readonly<Record<Toolchain, (folder: string) => Promise<unknown>>> = {
  async npm(folder) {
    writeFileSync(join(folder, 'package.json'), '{ "name": "clients", "private": true, "type": "module" }');
    // Like every other program of this machine, it trusts whom the machine trusts.
    const env = { ...process.env, NODE_USE_SYSTEM_CA: '1' };
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...versions.npm], { cwd: folder, env });
  },
  async python(folder) {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...versions.python]);
  },
  async go(folder) {
    for (const tool of versions.go) await run('go', ['install', tool], { env: { ...process.env, GOBIN: folder } });
  },
  async java(folder) {
    const dependencies = versions.java.map((one) => {
      const [group, artifact, version] = one.split(':');
      return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
    });
    const about = '<modelVersion>4.0.0</modelVersion><groupId>noren</groupId><artifactId>clients</artifactId><version>1</version><packaging>pom</packaging>';
    writeFileSync(join(folder, 'pom.xml'), `<project>${about}<dependencies>${dependencies.join('')}</dependencies></project>`);
    const copy = ['-B', '-q', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', '-DincludeScope=runtime'];
    // The generator is one jar with everything in it, which a client must not find beside its own.
    await run('mvn', [...copy, `-DoutputDirectory=${join(folder, 'generator')}`, '-DincludeArtifactIds=openapi-generator-cli']);
    await run('mvn', [...copy, `-DoutputDirectory=${join(folder, 'client')}`, '-DexcludeArtifactIds=openapi-generator-cli']);
  },
};

/** The folder of a toolchain: made the first time, whole or not at all, and kept for whoever comes later. Throws where this machine lacks what makes it. */
export async function toolchain(name: Toolchain): Promise<string> {
  for (const [program, ...args] of needed[name])
    await run(program, args).catch((error: unknown) => {
      throw new Error(`there is no ${program} that would do`, { cause: error });
    });
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'noren', 'clients');
  const folder = join(cache, `${name}-${createHash('sha256').update(JSON.stringify(versions[name])).digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, `${name}.making-`));
  try {
    await makers[name](making);
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}
