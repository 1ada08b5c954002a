/** What the doctor says: sections of lines, each with a word for how it is. */
export interface Line {
  /** `ok`: fine. `note`: worth knowing. `missing`: not there, which may be as it should be. `wrong`: a run will fail over it. */
  readonly state: 'ok' | 'note' | 'missing' | 'wrong';
  readonly what: string;
  /** Of a process: told before `about`, and no longer than is read. */
  readonly command?: string;
  readonly about: string;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}
