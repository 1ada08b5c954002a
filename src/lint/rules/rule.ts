/** What a rule of lint is: one fault of the failure catalogue, found in the source. */

import type { Level } from '../../model.ts';
import type { Call, SourceFile, Span } from '../facts.ts';
import type { Pin } from '../pins/pins.ts';
import type { Values } from '../project/values.ts';
import type { Reach } from '../tools/reach.ts';
import type { Server } from '../tools/server.ts';

/** `hint` is that of the rule where there is none. */
export interface SourceNote {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly hint?: string;
  readonly file: SourceFile;
  readonly at: Span;
}

export type Add = (note: SourceNote) => void;

/** A call that a handler reaches, or that an asynchronous function makes. */
export interface CallSubject {
  readonly call: Call;
  /** Of what is called, where it is outside of the project: `asyncio.run`. */
  readonly path: string;
  readonly reach: Reach;
  readonly server: Server;
  readonly values: Values;
}

export type CallRule = (subject: CallSubject, add: Add) => void;

export interface FunctionSubject {
  readonly reach: Reach;
  readonly server: Server;
  readonly values: Values;
}

export type FunctionRule = (subject: FunctionSubject, add: Add) => void;

export interface ServerSubject {
  readonly server: Server;
  /** The version of a package that the project of the file pins. */
  readonly pinOf: (name: string, file: SourceFile) => Pin;
  readonly values: Values;
}

export type ServerRule = (subject: ServerSubject, add: Add) => void;
