/** Rules about what is published, seen when it is installed by itself; `artifact` finds them. */
import type { RuleInfo } from '../../model.ts';

/** How a package shows that is not whole: its server does not start. */
const SHOWS_AS = [
  'exit-before-init',
  'clean-exit-no-run',
  'spawn-enoent',
  'stdin-not-attached',
  'initialize-hang',
  'missing-module',
  'stdout-noise-boot',
  'package-runtime',
];

export const artifactRules: readonly RuleInfo[] = [
  {
    id: 'package-not-installable',
    level: 'error',
    title: 'The package cannot be installed into an empty folder.',
    hint: 'Read what the installer says; try the same in an empty folder, with nothing else installed.',
  },
  {
    id: 'package-not-configured',
    level: 'error',
    about: 'access',
    title: 'The package asks its user for a setting that has no value here.',
    hint: 'Set an environment variable of that name.',
  },
  {
    id: 'package-bin',
    level: 'error',
    explains: SHOWS_AS,
    title: 'What the package is started by is not there: `bin`, a console script, or the entry of a manifest.',
    hint: 'Name a file that is in the package.',
  },
  {
    id: 'package-file-missing',
    level: 'error',
    explains: SHOWS_AS,
    title: 'A file that the server needs is not in the package.',
    hint: 'Add it to `files` of package.json, or have the build make it before packing.',
  },
  {
    id: 'package-dependency-missing',
    level: 'error',
    explains: SHOWS_AS,
    title: 'The server needs a package that does not come along: a dev dependency, or one that is not named.',
    hint: 'Add it to the dependencies.',
  },
  {
    id: 'package-no-shebang',
    level: 'error',
    title: 'The file that `bin` names does not begin with #!.',
    hint: 'Let it begin with the line #!/usr/bin/env node.',
  },
  {
    id: 'package-not-executable',
    level: 'error',
    title: 'The program that a bundle starts has no execute bit.',
    hint: 'Run chmod +x on it before packing, and pack with a tool that keeps the bit.',
  },
  {
    id: 'package-runtime',
    level: 'error',
    otherLevels: ['warning'],
    title: 'The Node or the Python that is here is not one that the package asks for.',
    hint: 'Test with a version that it asks for; if it runs with this one as well, let it say so.',
  },
  {
    id: 'package-no-docker',
    level: 'error',
    about: 'access',
    title: 'An image is to be started, and there is no docker that can.',
    hint: 'Install docker and start its engine, or test the server without the image.',
  },
];
