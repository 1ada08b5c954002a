/** `report:` of the file. */
import { map, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { text } from '../read/scalar.ts';

/** In all of them `${}` is expanded when the file is read. */
export interface CoverKeys {
  title: Located<string>;
  for: Located<string>;
  by: Located<string>;
  logo: Located<string>;
  scope: Located<string>;
  note: Located<string>;
}

export const COVER_TABLE: Table<CoverKeys> = {
  title: located(text),
  for: located(text),
  by: located(text),
  logo: located(text),
  scope: located(text),
  note: located(text),
};

export const readCover = map<CoverKeys>(
  'a map such as { title: "Notes 1.2, acceptance", for: Contoso AG }',
  COVER_TABLE,
);
