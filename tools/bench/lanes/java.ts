import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../client/dev-file.ts';

/** A way to start a Java runner: the command up to its arguments. */
type JavaRunner = readonly string[];
export type JavaRunners = Readonly<{
  version: string;
  parallelConsumer: JavaRunner;
  /** Undefined without DECATON_CLASSPATH. */
  decaton: JavaRunner | undefined;
  /** Virtual threads need Java 21. */
  virtualThreads: boolean;
}>;

const sources = join(import.meta.dirname, 'java');
const made = join(repository, '.noren/bench/java');

/** Compiles the runners; undefined, and a line why, where there is no JDK or no Maven. */
export function javaRunners(say: (line: string) => void): JavaRunners | undefined {
  const jdk = newestJdk();
  if (jdk === undefined) {
    say('left out: Parallel Consumer and Decaton, for there is no JDK (17 or newer)');
    return undefined;
  }
  const { bin, major, version } = jdk;
  try {
    const jars = join(made, 'jars');
    if (!existsSync(jars)) execFileSync('mvn', ['-q', '-B', '-f', join(sources, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`]);
    const parallelConsumer = compile(bin, 'parallelconsumer', join(jars, '*'));
    const decatonJars = process.env['DECATON_CLASSPATH'];
    if (!decatonJars) say('left out: Decaton, for DECATON_CLASSPATH does not say where its jars are');
    const decaton = decatonJars ? compile(bin, 'decaton', decatonJars) : undefined;
    return {
      version,
      virtualThreads: major >= 21,
      parallelConsumer: [...parallelConsumer, 'ParallelConsumerRunner'],
      decaton: decaton && [...decaton, 'DecatonRunner'],
    };
  } catch (error) {
    say(`left out: Parallel Consumer and Decaton, for their runners could not be made: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function compile(bin: string, which: string, classpath: string): JavaRunner {
  const classes = join(made, which);
  mkdirSync(classes, { recursive: true });
  const files = ['common', which].flatMap((folder) => readdirSync(join(sources, 'src', folder)).map((name) => join(sources, 'src', folder, name)));
  execFileSync(join(bin, 'javac'), ['-proc:none', '-nowarn', '-d', classes, '-cp', classpath, ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
  return [join(bin, 'java'), '-Xmx1g', '-cp', `${classes}:${classpath}`];
}

type Jdk = Readonly<{ bin: string; major: number; version: string }>;

/** JAVA_HOME, else the newest under /usr/lib/jvm, else the one on the PATH. */
function newestJdk(): Jdk | undefined {
  const home = process.env['JAVA_HOME'];
  const folder = '/usr/lib/jvm';
  const installed = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, 'bin')) : [];
  const candidates = home ? [join(home, 'bin')] : [...installed, ''];
  const jdks = candidates.flatMap((bin) => jdkAt(bin) ?? []);
  return jdks.toSorted((a, b) => b.major - a.major)[0];
}

function jdkAt(bin: string): Jdk | undefined {
  try {
    const said = execFileSync(join(bin, 'javac'), ['-version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const version = /javac (\S+)/.exec(said)?.[1] ?? '';
    const major = Number.parseInt(version, 10);
    return major >= 17 ? { bin, major, version } : undefined;
  } catch {
    return undefined;
  }
}
