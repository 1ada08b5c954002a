/** A server that goes away between two requests, in the words of the rules that tell the same of a request. */
import { zombieSession } from '../call/zombie-session.ts';
import { defineCheck } from '../check.ts';
import { launcherExited, tellHeir } from '../connect/launcher-exited.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { infoOf } from '../exchange-rule.ts';
import { exitsAfterOne, isAfterOne } from '../list/exits-after-one.ts';
import type { UnaskedEndSubject } from '../subjects.ts';
import { behind, crashIdle } from './crash-idle.ts';

const leaves = defineCheck<UnaskedEndSubject>({
  ...infoOf(exitsAfterOne),
  inspect: ({ closure, after, stderr }, add) => {
    if (!isAfterOne(closure)) return;
    const message = `The server exited with code 0${behind(after)}, although nobody had ended its input.`;
    add({ message, ...withEvidence(stderrTail(stderr)) });
  },
});

const closesStdout = defineCheck<UnaskedEndSubject>({
  ...infoOf(zombieSession),
  inspect: ({ closure, after, stderr }, add) => {
    if (closure.reason !== 'stdout-closed') return;
    const message = `The server closed its stdout${behind(after)}, though its process did not end.`;
    add({ message, ...withEvidence(stderrTail(stderr)) });
  },
});

const launched = defineCheck<UnaskedEndSubject>({
  ...infoOf(launcherExited),
  inspect: ({ closure }, add) => tellHeir(closure, add),
});

export const unaskedEndChecks = [launched, crashIdle, leaves, closesStdout];
