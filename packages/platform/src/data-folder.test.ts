import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'noren-folder-'));
  folder = join(parent, 'data');
});
afterEach(() => {
  chmodSync(parent, 0o700);
  rmSync(parent, { recursive: true });
});

describe('the data folder', () => {
  it('is made with its version, and found again', async () => {
    await openDataFolder(folder, false);
    writeFileSync(join(folder, 'kept'), '');
    await openDataFolder(folder, false);
    expect(readFileSync(join(folder, 'version'), 'utf8')).toBe('1\n');
    expect(existsSync(join(folder, 'kept'))).toBe(true);
  });
  it('is emptied where that was asked for', async () => {
    await openDataFolder(folder, false);
    writeFileSync(join(folder, 'old'), '');
    await openDataFolder(folder, true);
    expect(existsSync(join(folder, 'old'))).toBe(false);
    expect(existsSync(join(folder, 'version'))).toBe(true);
  });
  it('is refused with data of a newer version, or of no version', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'version'), '2\n');
    await expect(openDataFolder(folder, false)).rejects.toThrow('is of a newer version of Noren (2, this one knows 1)');
    writeFileSync(join(folder, 'version'), 'two');
    await expect(openDataFolder(folder, false)).rejects.toThrow('does not say which version');
  });
  it('may have beside it what tools keep there, which stays when the data go', async () => {
    mkdirSync(join(folder, 'kafka-3.9.2'), { recursive: true });
    writeFileSync(join(folder, 'kafka.json'), '{}');
    await openDataFolder(folder, false);
    writeFileSync(join(folder, 'old'), '');
    await openDataFolder(folder, true);
    expect(['kafka-3.9.2', 'kafka.json', 'old'].map((name) => existsSync(join(folder, name)))).toEqual([true, true, false]);
  });
  it('is never somebody else’s folder, least of all to be emptied', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.tex'), 'years of work');
    await expect(openDataFolder(folder, false)).rejects.toThrow("holds files that are not Noren's");
    await expect(openDataFolder(folder, true)).rejects.toThrow("holds files that are not Noren's");
    expect(existsSync(join(folder, 'thesis.tex'))).toBe(true);
  });
  it('is refused in one line where it is a file', async () => {
    writeFileSync(folder, '');
    await expect(openDataFolder(folder, false)).rejects.toThrow(`the data folder ${folder} cannot be used: it is not a folder`);
    await expect(openDataFolder(join(folder, 'below'), false)).rejects.toThrow('it is not a folder');
  });
  it.skipIf(process.getuid?.() === 0)('is refused in one line where it may not be written', async () => {
    chmodSync(parent, 0o500);
    await expect(openDataFolder(folder, false)).rejects.toThrow('cannot be used: no permission');
  });
});
