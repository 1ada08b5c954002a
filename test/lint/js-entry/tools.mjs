import { execSync } from 'node:child_process';
import { server } from './server.mjs';
import { route } from './vendor/router.mjs';

server.registerTool('noisy', {}, async () => {
  console.log('goes to stderr: index.mjs brings this and stdio.mjs together');
  route();
  execSync('ls'); // expect: loop-blocked warning
  return { content: [] };
});
