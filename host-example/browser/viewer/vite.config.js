// The page as static files, in ../built: relative addresses, so that any folder of any server will do.
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  // Vite reads `jsxImportSource` from tsconfig.json.
  worker: { format: 'es' },
  // The page lies near its module: it takes the fast one, or the one without SIMD.
  plugins: [{ name: 'two-modules', generateBundle: (_, bundle) => Object.keys(bundle).filter((file) => /logveil\.(small|simd)-.*\.wasm$/.test(file)).forEach((file) => delete bundle[file]) }],
  build: {
    outDir: '../built',
    emptyOutDir: false,
    target: 'es2022',
    // Nothing inlined: the page's policy allows no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
