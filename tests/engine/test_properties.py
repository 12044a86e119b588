"""stub"""
from __future__ import annotations
from .generate import *

SETTLED = {"gap", "met_late", "compliant", "not_applicable", "not_in_force"}

def meaning(f):
    if f.status.value == "power":
        return f"power {f.use}"
    return f.status.value

def settled(f):
    return f.status.value in SETTLED or (f.status.value == "power" and f.use != "not known")

ALLOWED = {
    ("compliant", "met_late"), ("compliant", "not_applicable"),
}

def counterpart(f, more, bykey):
    g = bykey.get(key(f))
    if g is None and f.partnership:
        g = bykey.get((f.rule, f.partnership, f.period, f.part))
    return g

def contradictions(less, more):
    bykey = {key(f): f for f in more.findings}
    out = []
    for f in less.findings:
        if not settled(f): continue
        g = counterpart(f, more, bykey)
        if g is None:
            out.append((f.id, meaning(f), "missing")); continue
        a, b = meaning(f), meaning(g)
        if a != b and (a, b) not in ALLOWED:
            out.append((f.id, a, b if settled(g) else f"{b} ({g.cause})"))
    return out
