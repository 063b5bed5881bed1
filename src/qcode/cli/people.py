"""`qcode people`, `crosstab`: who says what, in cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from qcode.cli.counting import Asked, counts
from qcode.cli.giving import check_target, statement

if TYPE_CHECKING:
    pass


@counts("speakers")
def people(
    by_code: Annotated[
        bool, typer.Option("--by-code", help="A row a code: whether it is one person's.")
    ] = False,
    *,
    asked: Asked,
) -> None:
    """List the participants: attributes, talk, codes.

    With --by-code: how many mention each code, and how much of it is one person's.
    """
    from qcode.analysis.people import concentration, participants

    found = asked.found
    if by_code:
        table = concentration(found.segments, found.transcripts, found.codebook)
        title = f"Who has most of each code: {found.what}"
    else:
        table = participants(found.segments, found.transcripts)
        title = f"Participants: {found.what}"
    asked.give(table, statement(found, title))


@counts("speakers")
def crosstab(
    by: Annotated[str, typer.Argument(metavar="ATTRIBUTE", help="Of participants: site, age ...")],
    tests: Annotated[
        bool, typer.Option("--tests", help="Fisher's test, or chi-square, and its effect size.")
    ] = False,
    *,
    asked: Asked,
) -> None:
    """Count participants who mention each code, by an attribute.

    Cases are counted, never turns: turns of one person are not independent. A test is withheld,
    with the reason, where what it assumes does not hold; of many tests some come out by chance.
    """
    from qcode.analysis.crosstab import crosstab as crosstab_of

    check_target(asked.output)
    found = asked.found
    made = crosstab_of(found.segments, found.transcripts, found.codebook, by, tests=tests)
    about = statement(
        found,
        f"Participants who mention each code, by {by}: {found.what}",
        unit="case: a participant, a speaker of one transcript who answers",
        of="participants with this value",
    )
    asked.give(made.table, about)
    if tests:
        to = asked.output
        beside = to and to.with_name(f"{to.stem}_tests{to.suffix}")
        number = len(made.tests)
        told = replace(
            about, title=f"Tests by {by}: {number} codes, p not corrected for their number"
        )
        asked.give(made.tests, told, to=beside)
