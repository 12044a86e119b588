"""Rego (regopy): each duty a package, all built into one bundle, with an entry point for each duty's outcome."""

from __future__ import annotations

from itertools import count

from regopy import Input, Interpreter

from ..formulas import Leaf, Rails, lines
from ..sample import Duty, Sample
from . import Ready
from .infix import facts


def prepared(sample: Sample) -> Ready:
    """The bundle, and an input document for each evaluation."""
    rego = Interpreter()
    entries = {name: f"duty{number}/outcome" for number, name in enumerate(sample.duties)}
    for number, duty in enumerate(sample.duties.values()):
        rego.add_module(f"duty{number}.rego", _package(f"duty{number}", duty))
    bundle = rego.build(None, list(entries.values()))
    asked = [(entries[each.duty], Input(facts(each))) for each in sample.evaluations]

    def decide() -> list[str]:
        outcomes = []
        for entry, document in asked:
            rego.set_input(document)
            outcomes.append(rego.query_bundle_entrypoint(bundle, entry)[0].expressions[0])
        return outcomes

    return lambda: decide


def _package(name: str, duty: Duty) -> str:
    rules: list[str] = []
    fresh = count()

    def literal(rails: Rails) -> str:
        if isinstance(rails, bool):
            return "true" if rails else "false"
        if isinstance(rails, Leaf):
            return f"input.a{rails.atom} == {'true' if rails.truth else 'false'}"
        part = f"part{next(fresh)}"
        bodies = ["; ".join(map(literal, rails.parts))] if rails.form == "all" else list(map(literal, rails.parts))
        rules.extend(f"{part} if {{ {body} }}" for body in bodies)
        return part

    table = lines(duty.skeleton)
    outcome = (
        f'outcome := "not applicable" if {{ {literal(table.not_applicable)} }}'
        f' else := "met" if {{ {literal(table.met)} }}'
        f' else := "unmet" if {{ {literal(table.unmet)} }}'
    )
    return "\n".join([f"package {name}", 'default outcome := "unsettled"', outcome, *rules])
