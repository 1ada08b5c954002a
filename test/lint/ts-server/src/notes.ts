export interface Note {
  readonly id?: string;
}

export async function save(note: Note): Promise<string> {
  return String(await fetch(note.id ?? ''));
}

export const tell = (text: string): void => {
  console.debug(text); // expect: stdout-noise-call error
};

export function unused(): void {
  console.log('nobody calls this');
}
