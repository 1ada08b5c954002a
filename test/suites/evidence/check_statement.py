"""Reads an in-toto statement on stdin with the project's own protobuf bindings: no field that they do not know."""
import json
import sys

from google.protobuf import json_format
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement

text = sys.stdin.read()
statement = Statement.copy_from_pb(json_format.Parse(text, statement_pb2.Statement()))
statement.validate()
predicate = json.loads(text)["predicate"]
result = json_format.ParseDict(predicate, test_result_pb2.TestResult())
assert result.result in ("PASSED", "WARNED", "FAILED"), result.result
assert len(result.configuration) > 0
print(len(statement.pb.subject), len(result.passed_tests), len(result.warned_tests), len(result.failed_tests))
