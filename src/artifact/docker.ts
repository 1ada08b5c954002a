/** `docker:IMAGE`: started with `docker run -i --rm`, with the variables that the server is given. */
import { randomUUID } from 'node:crypto';
import type { Prepare } from './artifact.ts';
import { notInstallable, runTool } from './tool.ts';

export const prepareDocker: Prepare = async ({ source, args, env }, bench) => {
  const image = source.slice('docker:'.length);
  const facts = { kind: 'docker' as const, path: source, name: image };
  const engine = await runTool('docker', ['version', '--format', '{{.Server.Version}}'], bench);
  if (!engine.ok) {
    const what = engine.isMissing ? 'docker was not found' : 'docker is here, but its engine does not answer';
    return { facts, notes: [{ rule: 'package-no-docker', message: `${what}: ${image} cannot be started.` }] };
  }
  const known = await runTool('docker', ['image', 'inspect', '--format', '{{.Id}}', image], bench);
  const pulled = known.ok ? known : await runTool('docker', ['pull', '--quiet', image], bench);
  if (!pulled.ok) return { facts, notes: [notInstallable('docker', pulled)] };
  const inspected = known.ok
    ? known
    : await runTool('docker', ['image', 'inspect', '--format', '{{.Id}}', image], bench);
  const sha256 = /sha256:([0-9a-f]{64})/.exec(inspected.said)?.[1];
  // Names only: docker takes the values out of its own environment.
  const given = Object.keys(env).flatMap((name) => ['-e', name]);
  const words = ['run', '-i', '--rm', '--init', '--name', `mcp-smoke-${randomUUID()}`, ...given, image, ...args];
  return {
    facts: { ...facts, ...(sha256 ? { sha256 } : {}) },
    notes: [],
    command: { command: 'docker', args: words, env },
  };
};
