"""The untidy ways in which papers cite the law, each judged; and near misses of which nothing wrong must be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from dutybound.engine.checked_citations import CheckedPaper, Verdict, check_citations
from dutybound.engine.named_law import NamedLaw, read_named_law
from dutybound.engine.rulebook import CITATIONS, SHIPPED, load_rulebook
from dutybound.facts.papers import Line, Paper

DAY = date(2018, 9, 20)
#: What the cases call the instruments.
NAMES = {
    "CDA": "crime-and-disorder-act-1998",
    "DV": "domestic-violence-crime-and-victims-act-2004",
    "PJA": "police-and-justice-act-2006",
    "PRSRA": "police-reform-and-social-responsibility-act-2011",
    "DAA": "domestic-abuse-act-2021",
    "VPA": "victims-and-prisoners-act-2024",
    "REGS": "strategy-regulations-2007",
    "WALES": "strategy-regulations-wales-2007",
    "SCRUTINY": "scrutiny-regulations-2009",
    "INFO": "prescribed-information-2007",
    "ORDER": "prescribed-descriptions-2004",
}
IDS = {id: name for name, id in NAMES.items()}


@dataclass(frozen=True)
class Case:
    """A passage, and what must be said of each citation in it: "verdict: instrument provisions"."""

    text: str
    expected: tuple[str, ...]
    day: date = DAY


def case(text: str, *expected: str, day: str = "") -> Case:
    return Case(text, expected, date.fromisoformat(day) if day else DAY)


@cache
def table() -> NamedLaw:
    return read_named_law(SHIPPED / CITATIONS, CITATIONS, load_rulebook().instruments)


def checked(text: str, day: date | None = DAY) -> CheckedPaper:
    lines = tuple(Line(line, f"line {number}") for number, line in enumerate(text.split("\n"), 1))
    return check_citations(Paper("paper.txt", lines), table(), day)


def told(paper: CheckedPaper) -> list[str]:
    found = []
    for each in paper.citations:
        cited = "?"
        if each.cited:
            numbers = ", ".join(str(number) for number in each.cited.provisions)
            cited = f"{IDS.get(each.cited.law.id, each.cited.law.id)} {numbers}".strip()
        found.append(f"{each.verdict.value}: {cited}")
    return found


def ids(cases: Iterable[Case]) -> list[str]:
    return [each.text[:60].replace("\n", " ") for each in cases]


#: Ways of writing a citation that is right, or of which nothing more is said.
UNTIDY = [
    case("Section 17 of the Crime and Disorder Act 1998 requires due regard.", "right: CDA s 17"),
    case("Section 17 of the Crime & Disorder Act, 1998 applies.", "exists: CDA s 17"),
    case("SECTION 17 OF THE CRIME AND DISORDER ACT 1998", "exists: CDA s 17"),
    case("s17 Crime and Disorder Act 1998", "exists: CDA s 17"),
    case("s. 17 CDA 1998", "exists: CDA s 17"),
    case("S.17 of the CDA 1998", "exists: CDA s 17"),
    case("CDA 1998, s 17", "exists: CDA s 17"),
    case("Crime and Disorder Act 1998 (section 17)", "exists: CDA s 17"),
    case("the Crime and Disorder Act (1998), s.17", "exists: CDA s 17"),
    case("Section 17 of the Crime and Disorder Act", "exists: CDA s 17"),
    case("Section 17 of the crime and disorder act 1998", "exists: CDA s 17"),
    case("section 17 of the Crime and\nDisorder Act 1998", "exists: CDA s 17"),
    case("section\n17 of the Crime and Dis-\norder Act\n1998", "exists: CDA s 17"),
    case("Section\u00a017 of the Crime\u00a0and\u00a0Disorder Act\u00a01998", "exists: CDA s 17"),
    case("**Section 17** of the [Crime and Disorder Act 1998](https://example.org)", "exists: CDA s 17"),
    case(
        "Section 17 of the Crime and Disorder Act 1998 (as amended by the Police Reform Act 2002) asks for due regard.",
        "right: CDA s 17",
    ),
    case(
        "Section 17, as amended by the Police and Justice Act 2006, of the Crime and Disorder Act 1998",
        "exists: CDA s 17",
        "exists: PJA",
    ),
    case("sections 5, 6 and 7 of the Crime and Disorder Act 1998", "exists: CDA s 5, s 6, s 7"),
    case("ss. 5-7 CDA 1998", "exists: CDA s 5, s 6, s 7"),
    case("ss 5 to 7 of the Crime and Disorder Act 1998", "exists: CDA s 5, s 6, s 7"),
    case("sections 5 – 7 of the Crime and Disorder Act 1998", "exists: CDA s 5, s 6, s 7"),
    case("sections 5 & 6 of the Crime & Disorder Act 1998", "exists: CDA s 5, s 6"),
    case("section 5 and 6 of the Crime and Disorder Act 1998", "exists: CDA s 5, s 6"),
    case("section 5 and section 6 of the Crime and Disorder Act 1998", "exists: CDA s 5", "exists: CDA s 6"),
    case("sections 17 and 17A of the Crime and Disorder Act 1998", "exists: CDA s 17, s 17A"),
    case("section 17(1)(a) and (b) of the Crime and Disorder Act 1998", "exists: CDA s 17(1)(a), s 17(1)(b)"),
    case("section 17 (1) (a) of the Crime and Disorder Act 1998", "exists: CDA s 17(1)(a)"),
    case("section 17a of the Crime and Disorder Act 1998", "exists: CDA s 17A"),
    case("Section 19 of the Police & Justice Act 2006 asks for a scrutiny committee.", "right: PJA s 19"),
    case("Section 9(1) of the Domestic Violence Crime and Victims Act (2004)", "exists: DV s 9(1)"),
    case("s9(3) Domestic Violence, Crime & Victims Act 2004", "exists: DV s 9(3)"),
    case("The Domestic Violence, Crime and Victims Act 2004 (DVCVA). Section 9 DVCVA.", "exists: DV", "exists: DV s 9"),
    case("the Police and Justice Act 2006 (“the Act”). Section 19 of the Act", "exists: PJA", "exists: PJA s 19"),
    case(
        'the Police and Justice Act 2006 ("the 2006 Act"). Section 19 of the 2006 Act',
        "exists: PJA",
        "exists: PJA s 19",
    ),
    case(
        "The Police and Justice Act 2006 applies. By section 19 of the 2006 Act ...", "exists: PJA", "exists: PJA s 19"
    ),
    case("Regulation 4 of SI 2009/942", "exists: SCRUTINY reg 4"),
    case("regs 3 to 5 of SI 2007 No. 1830", "exists: REGS reg 3, reg 4, reg 5"),
    case(
        "Regulation 10 of the Crime and Disorder (Formulation and Implementation of Strategy) Regulations "
        "2007 (SI 2007/1830)",
        "exists: REGS reg 10",
    ),
    case("Regulation 4 of the Crime and Disorder (Overview and Scrutiny) Regulations 2009", "exists: SCRUTINY reg 4"),
    case("section 4 of the Crime and Disorder (Overview and Scrutiny) Regulations 2009", "exists: SCRUTINY reg 4"),
    case(
        "Reg. 12(4)(a) of the Formulation and Implementation of Strategy Regulations 2007", "exists: REGS reg 12(4)(a)"
    ),
    case(
        "Regulation 8 of the Crime and Disorder (Formulation and Implementation of Strategy) (Wales) Regulations 2007 "
        "asks for a partnership plan.",
        "right: WALES reg 8",
    ),
    case("Schedule 11 to the Police Reform and Social Responsibility Act 2011", "exists: PRSRA Sch 11"),
    case("paragraph 4 of Schedule 11 to the Police Reform and Social Responsibility Act 2011", "exists: PRSRA Sch 11"),
    case(
        "Schedule 11, paragraph 4 of the Police Reform and Social Responsibility Act 2011",
        "exists: PRSRA Sch 11 para 4",
    ),
    case("https://www.legislation.gov.uk/ukpga/1998/37/section/17", "exists: CDA s 17"),
    case("http://www.legislation.gov.uk/ukpga/1998/37/section/6/2003-04-01", "exists: CDA s 6"),
    case("section 17 of that Act binds us: see the Crime and Disorder Act 1998", "not_clear: ?", "exists: CDA"),
]


@pytest.mark.parametrize("each", UNTIDY, ids=ids(UNTIDY))
def test_untidy_citations_are_read(each: Case) -> None:
    assert told(checked(each.text, each.day)) == list(each.expected)


#: Citations that are wrong.
WRONG = [
    case("CSPs were set up by section 17 of the Crime and Disorder Act 1998.", "something_else: CDA s 17"),
    case(
        "Section 17 of the Crime and Disorder Act 1998 established Community Safety Partnerships.",
        "something_else: CDA s 17",
    ),
    case(
        "The creation of Community Safety Partnerships under s.17 of the CDA 1998 was welcome.",
        "something_else: CDA s 17",
    ),
    case(
        "Section 5 of the Crime and Disorder Act 1998 requires the council to consider crime and disorder in "
        "all its functions.",
        "something_else: CDA s 5",
    ),
    case(
        "Section 17 of the Crime and Disorder Act 1998 allows partners to share information.",
        "something_else: CDA s 17",
    ),
    case(
        "Section 17 of the Crime and Disorder Act 1998 requires the partnership to formulate a strategy.",
        "something_else: CDA s 17",
    ),
    case(
        "Section 17 of the Crime and Disorder Act 1998 gives the committee power to scrutinise the partnership.",
        "something_else: CDA s 17",
    ),
    case(
        "This committee is the crime and disorder committee under section 19 of the Crime and Disorder Act 1998.",
        "something_else: CDA s 19",
    ),
    case(
        "The partnership has a duty to undertake domestic homicide reviews under section 9 of the Crime and "
        "Disorder Act 1998.",
        "something_else: CDA s 9",
    ),
    case(
        "DHRs became a statutory requirement under section 10 of the Domestic Violence, Crime and Victims Act 2004.",
        "something_else: DV s 10",
    ),
    case(
        "Regulation 4 of the Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007 requires "
        "the group to hold a public meeting.",
        "something_else: REGS reg 4",
    ),
    case(
        "Under section 17 of the Crime and Disorder Act 1998, the partnership must produce a strategy to reduce crime.",
        "something_else: CDA s 17",
    ),
    case(
        "Regulation 12 of SI 2007/3076 requires a public meeting to be held.",
        "something_else: WALES reg 12",
    ),
    case("Section 5B of the Crime and Disorder Act 1998", "no_such_provision: CDA s 5B"),
    case("section 17(1)(e) of the Crime and Disorder Act 1998", "no_such_provision: CDA s 17(1)(e)"),
    case("Section 9(7) of the Domestic Violence, Crime and Victims Act 2004", "no_such_provision: DV s 9(7)"),
    case("Regulation 17 of SI 2007/1830", "no_such_provision: REGS reg 17"),
    case(
        "Regulation 8 of the Crime and Disorder (Overview and Scrutiny) Regulations 2009",
        "no_such_provision: SCRUTINY reg 8",
    ),
    case(
        "Regulation 13A of the Crime and Disorder (Formulation and Implementation of Strategy) (Wales) "
        "Regulations 2007",
        "no_such_provision: WALES reg 13A",
    ),
    case("Section 17 of the Crime and Disorder Act 1988", "no_such_provision: CDA s 17"),
    case("the Police and Justice Act 2009", "no_such_provision: PJA"),
    case("Plans go to the minister under section 6A of the Crime and Disorder Act 1998.", "not_in_force: CDA s 6A"),
    case("section 17(1)(d) of the Crime and Disorder Act 1998 binds us.", "not_in_force: CDA s 17(1)(d)"),
    case("section 5A of the Crime and Disorder Act 1998", "not_in_force: CDA s 5A", day="2012-01-15"),
    case("section 5A of the Crime and Disorder Act 1998", "exists: CDA s 5A", day="2012-01-16"),
    case(
        "Section 9 of the Domestic Violence, Crime and Victims Act 2004 binds us.",
        "not_in_force: DV s 9",
        day="2011-04-12",
    ),
    case(
        "Section 9 of the Domestic Violence, Crime and Victims Act 2004 binds us.", "exists: DV s 9", day="2011-04-13"
    ),
    case("section 8A of the Domestic Violence, Crime and Victims Act 2004", "not_in_force: DV s 8A", day="2025-06-01"),
    case("section 8A of the Domestic Violence, Crime and Victims Act 2004", "not_checked: DV s 8A", day="2026-06-01"),
    case("regulation 14A of SI 2007/1830", "not_in_force: REGS reg 14A", day="2012-11-21"),
    case("regulation 16(1) of SI 2007/1830", "not_in_force: REGS reg 16(1)"),
]


@pytest.mark.parametrize("each", WRONG, ids=ids(WRONG))
def test_a_wrong_citation_is_found(each: Case) -> None:
    assert told(checked(each.text, each.day)) == list(each.expected)


#: Near misses: whatever is said of these, nothing may be called wrong.
NEAR_MISSES = [
    "Section 17 of the Local Government Act 2000 established Community Safety Partnerships.",
    "Section 17 of the Human Rights Act 1998, and section 19 of the Children Act 2004.",
    "Sections 19 and 20 of the Police and Justice Act 2006 let the committee scrutinise the partnership.",
    "See section 4 of this report, and section 17 of the Constitution.",
    "Section 5: Financial implications. The Crime and Disorder Act 1998 has none.",
    "The Crime and Disorder Act 1998 binds us. Section 99 sets out our budget.",
    "The Crime and Disorder Act 1998 set up partnerships. Section 17 requires due regard to crime and disorder.",
    "Community Safety Partnerships were set up by the Crime and Disorder Act 1998. Section 17 of the Act "
    "binds councils.",
    "CSPs were established by the Crime and Disorder Act 1998, and section 17 of that Act binds the council.",
    "CSPs were established under sections 5 to 7 of the Crime and Disorder Act 1998.",
    "CSPs were established under section 6 of the Crime and Disorder Act 1998.",
    "The committee will scrutinise how the Council meets its duty under section 17 of the Crime and Disorder Act 1998.",
    "The scrutiny committee reviews the work of the partnership under section 6 of the Crime and Disorder Act 1998.",
    "The committee must itself have due regard to crime under section 17 of the Crime and Disorder Act 1998.",
    "The Council shares information with the police for its reviews under section 115 of the Crime and "
    "Disorder Act 1998.",
    "Information was shared to conduct the DHR under section 115 of the Crime and Disorder Act 1998.",
    "The DHR heard of an offence under section 5 of the Domestic Violence, Crime and Victims Act 2004.",
    "Partnerships were not created by section 17 of the Crime and Disorder Act 1998, as is often said.",
    "Community Safety Partnerships were created by section 5, rather than section 17, of the Crime and "
    "Disorder Act 1998.",
    "Section 1 and section 8 of the Crime and Disorder Act 1998 are about orders of the courts.",
    "Section 37 of the Crime and Disorder Act 1998 says what the youth justice system is for.",
    "Section 39 of the Crime and Disorder Act 1998 established youth offending teams.",
    "Section 66ZA of the Crime and Disorder Act 1998, section 10 of the Domestic Violence, Crime and Victims Act 2004.",
    "Section 5 of the Domestic Violence, Crime and Victims Act 2004: causing the death of a child.",
    "Section 14 of the Police and Justice Act 2006; section 1 of the Police Reform and Social Responsibility Act 2011.",
    "Section 68 of the Domestic Abuse Act 2021 and section 57 of the Domestic Abuse Act 2021.",
    "Section 6A of the Crime and Disorder Act 1998 was repealed in 2007.",
    "In 2004 plans went to the minister under section 6A of the Crime and Disorder Act 1998.",
    "Section 17(1)(d) of the Crime and Disorder Act 1998 will come into force in 2023.",
    "Section 8A of the Domestic Violence, Crime and Victims Act 2004 is not yet in force.",
    "s 17 of the 1998 Act.",
    "The Human Rights Act 1998 and the Crime and Disorder Act 1998 apply. s 5B of the 1998 Act.",
    "Police, Crime and Disorder Act 2003. Domestic Violence, Crime and Disorder Act 2004.",
    "The Crime and Disorder Act, 2003 saw it amended.",
    "Amended by the Police and Justice Act 2006, section 17 requires due regard to crime and disorder.",
    "Under the Crime and Disorder Act 1998 (Commencement No. 3) Order 1998, section 5 came into force.",
    "The Crime and Disorder (Formulation and Implementation of Strategy) (Amendment) Regulations 2012, regulation 2.",
    "Regulation 17 of the Crime and Disorder (Formulation and Implementation of Strategy) (Amendment) "
    "Regulations 2012.",
    "The Local Authority (Executive Arrangements) Regulations 2007, regulation 17, and regulation 18 of "
    "the 2007 Regulations.",
    "The council duly has a strategy in line with section 17 of the Crime and Disorder Act 1998.",
    "Section 149 of the Equality Act 2010 requires due regard, as does section 17 of the Crime and Disorder Act 1998.",
    "Section 17 of the Crime and Disorder Act 1998 and section 19 of the Police and Justice Act 2006 to "
    "scrutinise the CSP.",
    "Section 17 of the Crime and Disorder Act 1998 has implications for the partnership's strategy to reduce crime.",
    "The strategy group was established under regulation 3 of SI 2007/1830.",
    "The partnership was combined under section 5A of the Crime and Disorder Act 1998.",
    "The partnership's 17 members met under the Crime and Disorder Act 1998.",
    "Section 17 (1 of 3) of the Crime and Disorder Act 1998.",
    "Section 19 of the Victims and Prisoners Act 2024 renames domestic homicide reviews; it is reported "
    "to this committee.",
    "Section 20 of the Police Reform and Social Responsibility Act 2011 was before the scrutiny committee.",
    "Section 28 of the Police Reform and Social Responsibility Act 2011 requires the panel to scrutinise "
    "the commissioner.",
    "Section 5 of the Police Reform and Social Responsibility Act 2011 requires a police and crime plan.",
    "Section 5 of the Crime and Disorder Act 1998 requires the partnership to work with section 17 authorities.",
    "1. Section 17\n\nThe Crime and Disorder Act 1998 is considered in every report.",
    "Under section 17 of the Crime and Disorder Act 1998, the council must weigh crime in its strategy for housing.",
    "Under section 6 of the Crime and Disorder Act 1998, the partnership must produce a strategy.",
    "The committee met. Under section 115 of the Crime and Disorder Act 1998 the partnership must share information.",
    "The CSP has a duty to conduct DHRs and must have due regard to crime under section 17 of the CDA 1998.",
    "Section 38 of the Crime and Disorder Act 1998 requires councils to set up youth offending teams with partners.",
    "The committee is the Crime and Disorder Committee as required by the Crime and Disorder Act 1998, section 17 and "
    "the Police and Justice Act 2006, section 19.",
    "CSPs were set up under Sections 5-7 of the Crime and Disorder Act 1998 and Section 17 places duties on councils.",
    "The Board was established under section 17 of the Crime and Disorder Act 1998 to reduce crime.",
    "Article 8 of the European Convention on Human Rights and the Crime and Disorder Act 1998.",
    "Regulation 9 of the Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007 requires the "
    "county strategy group to prepare a community safety agreement from the strategic assessments.",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not_called_wrong(text: str) -> None:
    wrong = [each for each in checked(text).citations if each.verdict.misquotes]
    assert [(each.quoted, each.verdict.value, each.why) for each in wrong] == []


#: Parts of the law that the map does not hold: never called missing.
NOT_HELD = [
    "section 1 of the Crime and Disorder Act 1998",
    "section 8 of the Crime and Disorder Act 1998",
    "sections 37 to 39 of the Crime and Disorder Act 1998",
    "section 115(2)(z)(i) of the Police Reform and Social Responsibility Act 2011",
    "section 12 of the Domestic Violence, Crime and Victims Act 2004",
    "regulation 122 of SI 2007/1830",
    "Schedule 1 to SI 2007/1831",
    "Schedule 3 to the Crime and Disorder Act 1998",
    "section 9(1)(a) of the Domestic Violence, Crime and Victims Act 2004",
    "section 17(2)(a) of the Crime and Disorder Act 1998",
]


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_the_map_does_not_hold_is_not_checked(text: str) -> None:
    assert [each.verdict for each in checked(text).citations] == [Verdict.NOT_CHECKED]
