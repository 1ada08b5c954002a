/**
 * What many rules ask of one subject is worked out once and goes with it. Not in a WeakMap: until it cleans everything V8 keeps what
 * is in one, and with it each call that was ever judged. A copy of the subject is another subject.
 */
export function oncePer<Subject extends object, Known>(work: (subject: Subject) => Known): (subject: Subject) => Known {
  const place = Symbol(work.name);
  return (subject) => {
    const before = (subject as { [place]?: { known: Known } })[place];
    if (before) return before.known;
    const known = work(subject);
    Object.defineProperty(subject, place, { value: { known } });
    return known;
  };
}
