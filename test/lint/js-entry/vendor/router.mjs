import { execSync } from 'node:child_process';

export function route() {
  execSync('what others have written');
}
