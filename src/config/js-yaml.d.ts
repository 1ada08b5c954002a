/** The part of js-yaml that we use. */
declare module 'js-yaml' {
  export interface State {
    readonly position: number;
    readonly kind: 'scalar' | 'sequence' | 'mapping' | null;
    readonly result: unknown;
  }

  export interface LoadOptions {
    readonly schema: unknown;
    readonly listener: (event: 'open' | 'close', state: State) => void;
    readonly onWarning: (warning: Error) => void;
  }

  export function load(text: string, options: LoadOptions): unknown;
  export const FAILSAFE_SCHEMA: unknown;
}
