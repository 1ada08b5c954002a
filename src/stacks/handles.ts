/** What an idle event loop of Node waits for; runs inside the server. */

/**
 * Children by their command, which is cut once it is clean; sockets by their peer, timers by number. Left out are the server's own stdio,
 * and connections on which it serves HTTP: they wait for it. A WebSocket has no parser any more.
 */
export const HANDLES = `(() => {
  const name = (handle) => {
    if (Array.isArray(handle.spawnargs)) return 'child process ' + handle.spawnargs.join(' ').slice(0, 4000);
    if (handle.server && handle.parser) return undefined;
    if (handle.remoteAddress) return 'connection to ' + handle.remoteAddress + ':' + handle.remotePort;
    return undefined;
  };
  const handles = process._getActiveHandles().map(name).filter(Boolean);
  const timers = (process.getActiveResourcesInfo?.() ?? []).filter((kind) => kind === 'Timeout').length;
  const all = [...new Set(handles), ...(timers ? [timers + (timers === 1 ? ' timer' : ' timers')] : [])].slice(0, 20);
  return 'The event loop is idle' + (all.length ? '; it waits for:\\n' + all.map((one) => '  ' + one).join('\\n') : '.');
})()`;
