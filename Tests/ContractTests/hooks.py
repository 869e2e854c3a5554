"""What schemathesis must know of Tastemaker beyond the OpenAPI document: texts in languages of our own, and what may not be done.

JSON Schema cannot say what a rule, a moment that is not in the future, or a signed cursor is. The document names them by `format`;
here each format has a strategy of valid texts, so that a valid request is valid. What breaks the formats is tried beside them, in the
mode for wrong data, and by fuzzers of our own (`FilterTests`, `NetworkFuzzTests`).
"""

import json
import os
from datetime import datetime, timezone, timedelta

import schemathesis
from hypothesis import strategies as st
from schemathesis.transport.serialization import Binary

# MARK: Formats

GENRES = ["Comedy", "Drama", "Horror", "Romance", "Thriller", "Animation"]

tests = st.one_of(
    st.sampled_from(GENRES).map(lambda genre: f'genre = "{genre}"'),
    st.integers(1900, 2030).map(lambda year: f"year >= {year}"),
    st.integers(30, 240).map(lambda minutes: f"duration < {minutes} min"),
    st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=20).map(lambda text: f'title contains "x{text}"'),
    st.sampled_from(["seen", "not liked", "has year", "all", "completion > 0.5", "not (finished or listed)"]),
)
conditions = st.lists(tests, min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from([" and ", " or "]).map(lambda joint: joint.join(parts))
)
statements = st.one_of(
    conditions.map(lambda condition: f"exclude {condition}"),
    conditions.map(lambda condition: f'boost 0.5 where {condition} when device = "tv"'),
    conditions.map(lambda condition: f"limit 2 in 10 where {condition}"),
    st.just('pin "toy-story-1995" at 2 when hour between 6 and 20'),
)
times = st.datetimes(datetime(1900, 1, 1), datetime.now() - timedelta(days=2)).flatmap(
    lambda time: st.sampled_from(["Z", "+00:00", "-11:30", "+14:00", ".25Z", ".123456+02:00", "z"]).map(
        lambda end: time.replace(microsecond=0).isoformat() + end
    )
)

schemathesis.openapi.format("rule-condition", conditions)
schemathesis.openapi.format("rules", st.lists(statements, min_size=1, max_size=4).map("; ".join))
schemathesis.openapi.format("facet", st.just("genre"))
schemathesis.openapi.format("facet-value", st.sampled_from(GENRES))
schemathesis.openapi.format("date-time", times)
schemathesis.openapi.format("source-path", st.just("contract.csv"))
schemathesis.openapi.format("target-path", st.text("abcdefghijkl", min_size=6, max_size=12))
# Only the server makes cursors: they come from its answers, by links, and in the mode for wrong data.
schemathesis.openapi.format("cursor", st.nothing())
# What can be said of an intent depends on the model: the classes of its heads, as a profile names them.
profile = json.loads(os.environ.get("CONTRACT_INTENTS") or "{}")
heads = {head["parameter"]: [value["value"] for value in head["values"]] for head in profile.get("intent", {}).get("heads", [])}
for aspect, parameter in (("kind", "intent"), ("genre", "intent.genre"), ("format", "intent.format"), ("recency", "intent.recency")):
    values = st.sampled_from(heads[parameter]) if parameter in heads else st.nothing()
    schemathesis.openapi.format(f"intent-{aspect}", values)

# MARK: Lines of JSON

lines = st.lists(
    st.one_of(
        st.builds(lambda n: b'{"user": "contract-%d", "item": "toy-story-1995", "kind": "play"}' % n, st.integers(0, 9)),
        st.builds(lambda n: b'{"id": "contract-%d", "title": "A title"}' % n, st.integers(0, 9)),
        st.binary(max_size=60).map(lambda bytes: bytes.replace(b"\n", b" ")),
        st.just(b""),
    ),
    min_size=1,
    max_size=20,
).map(lambda lines: Binary(b"\n".join(lines) + b"\n"))
schemathesis.openapi.media_type("application/x-ndjson", lines)

# MARK: What would end the run


@schemathesis.hook
def filter_case(context, case):
    """The key of this run is not revoked by the run, and what serves goes on predicting intents."""
    path = case.path_parameters or {}
    if case.operation.path.endswith("/promote") and not str(path.get("name", "")).startswith("heads"):
        return False
    # A model that a job trains has no heads.
    if case.operation.path == "/v1/jobs" and isinstance(case.body, dict) and case.body.get("promotes") is not False:
        if case.body.get("kind") in ("train", "compare"):
            return False
    return path.get("key") != os.environ.get("CONTRACT_KEY_ID")
