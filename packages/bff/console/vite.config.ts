import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const dataDir = process.env['NOREN_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../.noren');

/** Where the page's server listens: what the platform that runs here wrote down. */
const server = (): string => {
  const dev = JSON.parse(readFileSync(resolve(dataDir, 'dev.json'), 'utf8')) as Readonly<{ console: Readonly<{ url: string }> }>;
  return dev.console.url;
};

/** `vite build` makes dist/, which bff/server serves; `npm run dev` serves the page from source, its calls going to the platform that runs. */
export default defineConfig(({ command }) => ({
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US', 'ja-JP', 'ko-KR'] }), enforce: 'pre' }],
  build: {
    target: 'es2023',
    // The content security policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
  },
  ...(command === 'serve' ? { server: { host: '127.0.0.1', proxy: { '/api': { target: server(), changeOrigin: false } } } } : {}),
}));
