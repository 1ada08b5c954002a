const { execFileSync } = require('node:child_process');

function search(query) {
  console.log(query); // expect: stdout-noise-call error
  execFileSync('grep', [query]); // expect: loop-blocked warning
  // smoke: ignore crash-on-call -- the supervisor restarts it
  if (query === 'restart') process.exit(0);
  return { content: [] };
}

module.exports = { search };
