"""ZEN (GoRules): each duty a decision graph, as its editor makes them, with one node for its expression."""

from __future__ import annotations

import json
from typing import Any

import zen

from ..sample import Sample
from . import Ready
from .infix import expression, facts


def prepared(sample: Sample) -> Ready:
    """A decision for each duty, evaluated on a mapping for each evaluation."""
    engine = zen.ZenEngine()
    decisions = {
        name: engine.create_decision(json.dumps(_graph(expression(duty, " and ", " or "))))
        for name, duty in sample.duties.items()
    }
    asked = [(decisions[each.duty], facts(each)) for each in sample.evaluations]

    def decide() -> list[str]:
        return [decision.evaluate(context)["result"]["outcome"] for decision, context in asked]

    return lambda: decide


def _graph(text: str) -> dict[str, Any]:
    outcome = {"id": "outcome", "key": "outcome", "value": text}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "facts", "name": "facts", "type": "inputNode", "content": {}},
            {"id": "duty", "name": "duty", "type": "expressionNode", "content": {"expressions": [outcome]}},
            {"id": "result", "name": "result", "type": "outputNode", "content": {}},
        ],
        "edges": [
            {"id": "in", "sourceId": "facts", "targetId": "duty", "type": "edge"},
            {"id": "out", "sourceId": "duty", "targetId": "result", "type": "edge"},
        ],
    }
