"""``stationctl case take``: a demand in the resident's own words."""

from __future__ import annotations

import click

from station_desktop.cli.cases import CHANNELS, answer
from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console.command import Command, OneOf, option
from station_desktop.domain.case.handling import LANES, NEEDS
from station_desktop.domain.catalogue import CATEGORIES


@click.command("take", cls=Command, help="case.take")
@option("--what", "what", required=True, help="own_what")
@option("--category", "category", required=True, type=OneOf(CATEGORIES), help="own_category")
@option("--lane", "lane", default="transfer", type=OneOf(LANES), help="lane")
@option("--where", "where", default="", help="own_where")
@option("--need", "need", type=OneOf(NEEDS), help="need")
@option("--resident", "resident", default="", metavar="ID", help="own_resident")
@option("--contact", "contact", default="", help="own_contact")
@option("--phone", "phone", default="", help="own_phone")
@option("--demand", "demand", default="", metavar="ID", help="own_demand")
@option("--channel", "channel", type=OneOf(CHANNELS), default="window", help="channel")
def take(
    what: str,
    category: str,
    lane: str,
    where: str,
    need: str | None,
    resident: str,
    contact: str,
    phone: str,
    demand: str,
    channel: str,
) -> None:
    """Open a case for what somebody says; nobody has to be registered for it."""
    from station_desktop.usecases.counter import demands, intake

    with at_work() as work:
        words = intake.OwnWords(
            what=what,
            category=category,
            lane=lane,
            resident=resident_of(work, resident).id if resident else "",
            contact=contact,
            phone=phone,
            place=where,
            need=need or "",
            channel=channel,
            demand=demands.get(work, demand).id if demand else "",
        )
        answer(work, intake.take_down(work, words))
