/** Whether this is a job of a CI system: nobody looks at what it leaves in the folder. */
export function isCi(env: Readonly<Record<string, string | undefined>>): boolean {
  const { CI = '' } = env;
  return CI !== '' && CI !== '0' && CI !== 'false';
}
