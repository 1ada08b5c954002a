/** Stands in for `js-yaml` in the bundle: what reads, with the one schema that is asked for; the rest took 0.3 ms of every start. */
import loader from '../node_modules/js-yaml/lib/loader.js';
import failsafe from '../node_modules/js-yaml/lib/schema/failsafe.js';

export const { load } = loader;
export const FAILSAFE_SCHEMA = failsafe;

/** An esbuild plugin: where none is named, the loader would take the full schema with all its types. */
export const onlyFailsafe = {
  name: 'only-failsafe',
  setup(build) {
    build.onResolve({ filter: /^\.\/schema\/default$/ }, ({ importer, resolveDir, kind }) =>
      importer.includes('/js-yaml/') ? build.resolve('./schema/failsafe', { importer, resolveDir, kind }) : undefined,
    );
  },
};
