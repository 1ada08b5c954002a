/** A rule about what a server that wants credentials says of itself. */
import type { Authorization, RuleInfo } from '../../../model.ts';
import { type Check, defineCheck, type Note } from '../../check.ts';
import type { ConnectSubject } from '../../subjects.ts';

export function metadataRule(rule: RuleInfo, judge: (said: Authorization) => Note | undefined): Check<ConnectSubject> {
  return defineCheck<ConnectSubject>({
    ...rule,
    inspect: ({ surroundings }, add) => {
      const note = surroundings?.authorization && judge(surroundings.authorization);
      if (note) add(note);
    },
  });
}
