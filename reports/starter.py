"""The commented starter dossier that `dutybound new` writes."""

STARTER = """\
# A dossier: what is known of one or more partnerships, on one day. Lines that start with # are remarks.
# What you leave out is taken as not known, never as "no". To say that a thing was not done, say so under none,
# with its source. All the words that can be used: docs/dossier.md, or: dutybound schema dossier

dossier:
  title: Anytown community safety partnership
  as_at: 2026-03-02          # the one day on which what is said here holds

sources:                     # where the facts come from; name one of these ids under each fact that needs it
  file: {title: Committee file, kind: minute, date: 2026-02}

partnerships:                # an area of England or Wales is known by its name: babergh, camden, cardiff
  anytown-csp: {title: Anytown partnership, areas: [babergh]}

plans:
  plan-2025:
    covers: [babergh]
    for: 2025/26             # a year from 1 April; a month is 2025-03, a day 2025-03-12
    adopted: 2025-03-12
    published: {value: 2025-04, source: file, at: page 3}
    sent: {suffolk-pcc: 2025-04}

assessments:
  assessment-2025: {covers: [babergh], prepared: 2025-11}

none:                        # only a statement like this closes a list and can make a gap
  - {what: meetings, kind: public, of: [babergh], from: 2024-04-01, source: file, at: page 5}

# Then:  dutybound check FILE      is it well written?
#        dutybound audit FILE      what does the law ask, and what was found?
#        dutybound ask FILE        what should be asked next, and of whom?
"""
