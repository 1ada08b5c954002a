/** What is told of a wire while it is watched (`--trace`, `-vv`). */
import type { Closure, Frame, RequestId } from './exchange.ts';

interface OnWire {
  /** Since the start of the run. */
  readonly atMs: number;
  /** Which connection of the suite, from 1: probes and replaced servers have their own. */
  readonly wire: number;
  /** The step that ran, by its id; absent between steps. */
  readonly step?: string;
}

/** A frame is told whole: as `message` where it is one, else as `text`. */
export type WireEvent = OnWire &
  (
    | { readonly kind: 'open' }
    | ({ readonly kind: 'frame'; readonly is: Frame['kind'] } & Pick<
        Frame,
        'direction' | 'bytes' | 'message' | 'requestId' | 'problem'
      > & {
          readonly text?: string;
        })
    | { readonly kind: 'http'; readonly requestId: RequestId; readonly status: number }
    | ({ readonly kind: 'closed' } & Pick<Closure, 'reason' | 'exitCode' | 'signal' | 'errorCode' | 'error'>)
  );
