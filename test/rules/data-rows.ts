/** Lists, schemas and results. */
import { type Expected, error, type Rows, warning } from './expected.ts';

/** A tool that the official client cannot read costs it the whole list. */
const poisoned = (rules: string, more: Expected = {}): Expected =>
  error('list', 'one-bad-tool-poisons-list', error('schema', rules, more));
/** What a step adds to a cause that stands before it. */
const failed = (cause: string, more: Expected = {}): Expected => error('faulty', `${cause} unexpected-status`, more);
const missing = { echo: 'tool-missing', faulty: 'tool-missing', again: 'tool-missing' };

export const dataRows: Rows = {
  'tools-cap-missing': error('list', 'tools-cap-missing'),
  'zero-tools': error('list', 'zero-tools', { errors: missing }),
  'duplicate-names': error('list', 'duplicate-names'),
  'huge-list': warning('list', 'catalog-too-big'),
  'list-failed': error('list', 'list-failed', { says: /notes database/ }),
  'pagination-loop --variant=same': error('list', 'pagination-loop', { says: /after 2 pages .* brought no new tool/ }),
  'pagination-loop --variant=new': error('list', 'pagination-loop', { says: /after 2 pages .* brought no new tool/ }),
  'pagination-loop --variant=grows': error('list', 'pagination-loop', {
    says: /after 100 pages .* still a nextCursor/,
  }),
  'pagination-loop --variant=empty': error('list', 'pagination-loop'),
  'pagination-hidden': { notes: { list: 'pagination-hidden' } },
  'null-arrays --variant=tools': error('list', 'null-arrays'),
  'null-arrays --variant=schema': poisoned('null-arrays'),
  'null-arrays --variant=content': error('faulty', 'content-shape'),
  'inputschema-type --variant=missing': poisoned('inputschema-type'),
  'inputschema-type --variant=array': poisoned('inputschema-type'),
  'inputschema-type --variant=no-schema': poisoned('inputschema-type'),
  'inputschema-type --variant=boolean': poisoned('inputschema-type'),
  'outputschema-root': poisoned('outputschema-root', { errors: { faulty: 'content-shape' } }),
  'one-bad-tool-poisons-list --variant=no-type': poisoned('inputschema-type', { says: /3 good tools are lost too/ }),
  'one-bad-tool-poisons-list --variant=no-name': poisoned('tool-shape', { errors: { faulty: 'tool-missing' } }),
  'one-bad-tool-poisons-list --variant=title': poisoned('tool-shape'),
  'unresolved-ref': error('schema', 'unresolved-ref', { says: /Text/ }),
  'schema-uncompilable --variant=pattern': error('schema', 'schema-uncompilable'),
  'schema-uncompilable --variant=async': error('schema', 'schema-uncompilable'),
  'schema-uncompilable --variant=type': error('schema', 'schema-uncompilable'),
  'schema-too-big --variant=deep': error('schema', 'schema-too-big'),
  'schema-too-big --variant=wide': error('schema', 'schema-too-big', warning('list', 'catalog-too-big')),
  'schema-too-big --variant=long': error('schema', 'schema-too-big', warning('list', 'catalog-too-big')),
  'schema-format-unknown': warning('schema', 'schema-format-unknown'),
  'schema-format-unknown --format=uint32': { notes: { schema: 'schema-format-unknown' } },
  'schema-hang': warning('faulty', 'not-checked'),

  'json-dumps-in-tool': failed('json-dumps-in-tool', { says: /datetime/ }),
  'nested-asyncio-run --variant=open': failed('nested-asyncio-run', { says: /server\.py:15 in faulty/ }),
  'nested-asyncio-run --variant=masked': failed('nested-asyncio-run', { says: /server\.py:15 in faulty/ }),
  'error-masked-by-schema': error('faulty', 'unexpected-status', warning('faulty', 'error-masked-by-schema')),
  'content-shape --variant=missing': error('faulty', 'content-shape'),
  'content-shape --variant=string': error('faulty', 'content-shape'),
  'content-shape --variant=object': error('faulty', 'content-shape'),
  'content-shape --variant=type': error('faulty', 'content-shape', { says: /markdown/ }),
  'content-shape --variant=text-number': error('faulty', 'content-shape'),
  'content-shape --variant=null-result': error('faulty', 'content-shape'),
  'content-shape --variant=string-result': error('faulty', 'content-shape'),
  'content-shape --variant=no-mime': error('faulty', 'content-shape'),
  'schema-but-no-structured': error('faulty', 'schema-but-no-structured'),
  'structured-mismatch': error('faulty', 'structured-mismatch', { says: /\/length must be integer/ }),
  'bad-base64 --variant=characters': error('faulty', 'bad-base64'),
  'bad-base64 --variant=data-url': error('faulty', 'bad-base64'),
  'bad-base64 --variant=not-png': warning('faulty', 'bad-base64'),
  'repr-leak --variant=object': error('faulty', 'repr-leak'),
  'repr-leak --variant=python': error('faulty', 'repr-leak'),
  'repr-leak --variant=coroutine': error('faulty', 'repr-leak'),
  'repr-leak --variant=dataclass': warning('faulty', 'repr-leak'),
  'repr-leak --variant=structured': error('faulty', 'repr-leak'),
  'nan-infinity --variant=text': warning('faulty', 'nan-infinity'),
  'nan-infinity --variant=null': error('faulty', 'structured-mismatch', { says: /\/mean must be number/ }),
  'unsafe-int': warning('faulty', 'unsafe-int'),
  'empty-success': warning('faulty', 'empty-success'),
  'result-too-big': warning('faulty', 'result-too-big'),

  // Healthy, whatever they do.
  'asks-roots': {},
  progress: {},
};
