import { copyFileSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Name, renamed } from './names.ts';

/** What is made, and what versions of the old one wrote. */
const left = ['node_modules', 'generated', '.generated', 'golden'];

/** Copies a folder with one name for another, in the names of files and in what they say. Links stay links; what is made is not copied. */
export function copyRenamed(source: string, target: string, from: Name, to: Name): void {
  if (existsSync(target)) throw new Error(`${target} is there already`);
  copyInto(source, target, (text) => renamed(text, from, to));
}

function copyInto(source: string, target: string, rename: (text: string) => string): void {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source).filter((entry) => !left.includes(entry))) {
    const [old, made] = [join(source, name), join(target, rename(name))];
    if (lstatSync(old).isSymbolicLink()) cpSync(old, made, { verbatimSymlinks: true, recursive: true });
    else if (lstatSync(old).isDirectory()) copyInto(old, made, rename);
    else if (isText(old)) writeFileSync(made, rename(readFileSync(old, 'utf8')), { mode: lstatSync(old).mode });
    else copyFileSync(old, made);
  }
}

const isText = (path: string): boolean => !readFileSync(path).includes(0);
