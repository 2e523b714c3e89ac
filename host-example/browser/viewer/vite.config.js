// The page as static files, in ../built: relative addresses, so that any folder of any server will do.
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  // Vite reads `jsxImportSource` from tsconfig.json.
  worker: { format: 'es' },
  build: {
    outDir: '../built',
    emptyOutDir: false,
    target: 'es2022',
    // Nothing inlined: the page's policy allows no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
