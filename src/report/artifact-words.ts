import type { ArtifactFacts } from '../model.ts';

/** `notes 1.2.3 (npm), sha256 12ab…`: what was installed, for people. */
export function artifactWords({ kind, name, version, path, sha256 }: ArtifactFacts): string {
  const who = [name ?? path, version].filter(Boolean).join(' ');
  return `${who} (${kind})${sha256 ? `, sha256 ${sha256}` : ''}`;
}
