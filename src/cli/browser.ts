/** The user's browser, by the platform's opener. Resolves when that has been started, rejects where there is none. */
export async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  const opener = await open(url);
  // It is the desktop's from now on: we neither wait for it nor end it.
  opener.unref();
}
