import type { Level } from '../../model.ts';
import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

/** Formats of OpenAPI's registry and of widespread generators (pydantic, schemars): harmless, though not JSON Schema's. */
const FAMILIAR = new Set([
  ...['int', 'int8', 'int16', 'int128', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uint128', 'double-int'],
  ...['decimal', 'decimal128', 'char', 'commonmark', 'html', 'http-date', 'media-range', 'base64', 'base64url'],
  ...['path', 'file-path', 'directory-path', 'json-string', 'multi-host-uri', 'ipvanyaddress', 'ipvanyinterface'],
  ...['ipvanynetwork', 'ipv4network', 'ipv6network', 'ipv4interface', 'ipv6interface', 'time-delta', 'date-span'],
  ...['uuid1', 'uuid3', 'uuid4', 'uuid5', 'uuid6', 'uuid7', 'uuid8', 'partial-date-time', 'color', 'ulid'],
]);

export const schemaFormatUnknown = schemaCheck(
  {
    id: 'schema-format-unknown',
    level: 'warning',
    otherLevels: ['info'],
    title: 'A schema names a format that JSON Schema does not have.',
    hint: 'Validators ignore it and some hosts warn about it: drop the format, or say it by "pattern" or "minimum".',
    spec: SPEC.schemaValidation,
  },
  levelOf,
);

function levelOf(format: unknown): Level {
  return typeof format === 'string' && FAMILIAR.has(format) ? 'info' : 'warning';
}
