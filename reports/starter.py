"""The commented starter dossier that `dutybound new` writes."""

STARTER = """\
# A dossier: what is known of one or more partnerships, on one day.
# Lines that start with # are remarks. Anytown and Anyshire are made up.
# What you leave out is taken as not known, never as "no". To say that a thing
# was not done, say so under none, with its source.
# Every word that can be used: docs/dossier.md, or: dutybound schema dossier

dossier:
  title: Anytown community safety partnership
  as_at: 2026-03-02        # the one day on which what is said here holds

sources:                   # where the facts come from
  file: {title: Committee file, kind: minute, date: 2026-02}

# A real area needs no entry under areas, counties or bodies: write its id, such
# as camden or babergh, under partnerships (dutybound areas lists them).
areas:
  anytown: {title: Anytown, kind: two-tier district, county: anyshire}
counties:
  anyshire: {title: Anyshire, two_tier: yes}
bodies:
  anyshire-pcc: {title: the police and crime commissioner for Anyshire,
                 kind: police and crime commissioner, covers: [anytown]}

partnerships:
  anytown-csp: {title: Anytown partnership, areas: [anytown]}

plans:
  plan-2025:
    covers: [anytown]
    for: 2025/26           # a year from 1 April; a month is 2025-03
    adopted: 2025-03-12
    published: {value: 2025-04, source: file, at: page 3}
    sent: {anyshire-pcc: 2025-04}

assessments:
  assessment-2025: {covers: [anytown], prepared: 2025-11}

none:                      # only a statement like this can make a gap
  - {what: meetings, kind: public, of: [anytown], from: 2024-04-01,
     source: file, at: page 5}

# Then:  dutybound check FILE   is it well written?
#        dutybound audit FILE   what does the law ask, and what was found?
#        dutybound ask FILE     what should be asked next, and of whom?
"""
