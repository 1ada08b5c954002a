/** One after the other, by a name: a refresh token may be good for one use. */
const last = new Map<string, Promise<unknown>>();

/** Begins when all that came before it under this name has ended, well or not. */
export function inTurn<T>(name: string, body: () => Promise<T>): Promise<T> {
  const turn = (last.get(name) ?? Promise.resolve()).then(body, body);
  last.set(name, turn);
  const leave = () => last.get(name) === turn && last.delete(name);
  turn.then(leave, leave);
  return turn;
}
