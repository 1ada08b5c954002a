/** Keywords that ajv reads otherwise than JSON Schema does. */
import { _, type Ajv, type CodeKeywordDefinition, type KeywordCxt, Name } from 'ajv';

/** Replaces them in one instance, before anything is compiled. */
export function mendKeywords(ajv: Ajv): void {
  replace(ajv, 'enum', allowEmptyEnum);
  if (!ajv.opts.unevaluated) return;
  replace(ajv, 'if', () => evaluateIf);
  replace(ajv, 'unevaluatedItems', knowUnevaluated);
}

type Code = CodeKeywordDefinition['code'];

function replace(ajv: Ajv, keyword: string, change: (code: Code) => Code): void {
  const original = ajv.getKeyword(keyword) as CodeKeywordDefinition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...original, code: change(original.code) });
}

/** `enum: []` is legal (JSON Schema 2020-12 Validation §6.1.2: SHOULD have an element); nothing fits it. */
function allowEmptyEnum(original: Code): Code {
  return (cxt) => (cxt.schema.length === 0 ? cxt.fail() : original(cxt));
}

/** What `if` evaluates counts only where it holds, and then also without `then` and `else` (2020-12 Core §11, §10.2.2.1). */
function evaluateIf(cxt: KeywordCxt): void {
  const { gen, parentSchema } = cxt;
  const valid = gen.let('valid', true);
  const holds = gen.name('_valid');
  const condition = { keyword: 'if', compositeRule: true, createErrors: false, allErrors: false } as const;
  cxt.mergeValidEvaluated(cxt.subschema(condition, holds), holds);
  cxt.reset();
  const ifClause = gen.let('ifClause');
  cxt.setParams({ ifClause });
  const clause = (keyword: string) => () => {
    if (parentSchema[keyword] === undefined) return;
    const evaluated = cxt.subschema({ keyword }, holds);
    gen.assign(valid, holds);
    cxt.mergeValidEvaluated(evaluated, valid);
    gen.assign(ifClause, _`${keyword}`);
  };
  gen.if(holds, clause('then'), clause('else'));
  cxt.pass(valid, () => cxt.error(true));
}

/** How many items are evaluated may be known only when there is a value: a number, `true` for all, or nothing. */
function knowUnevaluated(original: Code): Code {
  return (cxt) => {
    const { gen, data, it } = cxt;
    if (it.items instanceof Name) {
      it.items = gen.const('evaluated', _`${it.items} === true ? ${data}.length : ${it.items} || 0`);
    }
    original(cxt);
  };
}
