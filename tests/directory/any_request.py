"""Requests that a machine makes up from the API's own description, right ones and wrong ones.

.venv/bin/python -m tests.bench.any_request        2 000 of them
"""

from __future__ import annotations

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance,
]  # fmt: skip


def ask_anything(app: Flask, each: int) -> int:
    """How many were asked: so many for each operation, right and wrong ones. Raises what was not right."""
    schema = schemathesis.openapi.from_wsgi("/hsds/openapi.json", app)
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        strategy = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        if operation.body or operation.query:
            strategy |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

        @settings(
            max_examples=each, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=strategy)
        def ask(case):
            nonlocal asked
            asked += 1
            case.validate_response(case.call(), checks=CHECKS)

        ask()
    return asked
