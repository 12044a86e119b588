"""stub"""
from __future__ import annotations
from .generate import *
from dutybound.engine.statuses import Status

def settled(f):
    if f.status is Status.POWER: return f.use != "not known"
    return f.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED, Status.DUE)

def said(f): return f"power {f.use}" if f.status is Status.POWER else f.status.value

def contradictions(less, more, what):
    bykey = {key(f): f for f in more.findings}
    out = []
    for j in less.judgments:
        f = j.finding
        if not settled(f): continue
        g = bykey.get(key(f)) or bykey.get((f.rule, f.partnership, f.period, f.part))
        if g is None:
            out.append((f.id, said(f), "missing")); continue
        a, b = said(f), said(g)
        if a == b:
            if f.late_by and g.late_by and not (f.late_by[0]<=g.late_by[0]<=g.late_by[1]<=f.late_by[1]): out.append((f.id,a,f"{f.late_by}-{g.late_by}"))
            if f.since != g.since: out.append((f.id,a,f"since {f.since} {g.since}"))
            continue
        if (a,b)==("compliant","met_late") and not f.timing_known: continue
        if (a,b)==("compliant","cannot_tell") and not f.timing_known and g.cause=="law unsettled": continue
        if (a,b)==("compliant","not_applicable") and any(p.open for v in j.views for p in (v.arises,v.applies,*v.exceptions)): continue
        if not settled(g) and what.startswith("drop"): continue
        out.append((f.id, a, b if settled(g) else f"{b} ({g.cause})"))
    return out
