"""The order in which a document is read: names, posts, groups, then what happened."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.agreements import Agreement, find_agreements
from kg.extract.anaphora import find_anaphors
from kg.extract.areas import area
from kg.extract.assemble import Findings, assemble, facts_of, no_findings
from kg.extract.bodies import find_bodies
from kg.extract.confidence import weigh
from kg.extract.deals import find_deals
from kg.extract.dealtypes import with_deals
from kg.extract.groups import Senders, find_groups
from kg.extract.holding import Holding
from kg.extract.learned.joining import with_models
from kg.extract.learned.things import enter_cues
from kg.extract.meetings import Meeting, find_meetings
from kg.extract.moving import join_moved
from kg.extract.occupations import find_occupations
from kg.extract.ownership import Ownership, find_ownerships, is_owner, of_posts
from kg.extract.partners import add_senders, find_partnerships, places_of_people
from kg.extract.parts import Part, Role
from kg.extract.people import find_people
from kg.extract.places import find_places
from kg.extract.posts import find_posts
from kg.extract.predicates import find_predicated, with_predicated
from kg.extract.quotations import find_quotations
from kg.extract.reading import Reading, new_reading
from kg.extract.roster import find_roles
from kg.extract.settling import settle_visits
from kg.extract.sides import visit_at
from kg.extract.stops import find_stops
from kg.extract.times import resolve_dates
from kg.extract.vetting import vetted
from kg.extract.visit import Visit
from kg.extract.visits import find_visits
from kg.extract.zones.containment import Containment, find_zones
from kg.model import Document, Extraction, Kind, Status


def extract(document: Document, *, rules: bool = True) -> Extraction:
    """All nodes, mentions and facts of one document; deterministic.

    Without `rules` events are those that the document's cues evoke, nothing else.
    """
    reading = new_reading(document)
    resolve_dates(reading)
    find_people(reading)
    find_places(reading)
    zoned = find_zones(reading)
    find_bodies(reading)
    enter_cues(reading)
    posts = find_posts(reading)
    find_anaphors(reading, posts)
    posts = with_predicated(posts, find_predicated(reading, posts))
    senders = find_groups(reading)
    found = _findings(reading, senders, posts) if rules else no_findings()
    deals, owned = (find_deals(reading), find_ownerships(reading)) if rules else ([], [])
    by_rules = facts_of(reading, _of_general_news(reading, found, deals, owned, zoned)) if rules else None
    by_models = facts_of(reading, _vetted(reading, no_findings())) if document.cues else None
    found = _of_general_news(reading, _vetted(reading, found), deals, owned, zoned)
    quotations = find_quotations(reading) if rules else []
    found = replace(found, visits=join_moved(reading, found.visits), quotations=quotations)
    return weigh(assemble(reading, found), by_rules, by_models)


def _vetted(reading: Reading, found: Findings) -> Findings:
    """What rules have found, completed by what the models find and the sentences say."""
    return vetted(reading, found, with_models(reading, found))


def _of_general_news(
    reading: Reading,
    found: Findings,
    deals: list[Agreement],
    owned: list[Ownership],
    zoned: list[Containment],
) -> Findings:
    """With deals, ownership and zones, which rules alone know; owners and founders hold no post."""
    return replace(
        found,
        posts=[post for post in found.posts if not is_owner(post)],
        agreements=with_deals(reading, found.agreements, deals),
        ownerships=[*owned, *of_posts(reading, found.posts)],
        containments=zoned,
    )


def _findings(reading: Reading, senders: Senders, posts: list[Holding]) -> Findings:
    places = places_of_people(reading, posts)
    roles = find_roles(reading, senders)
    led = {r.sentence for r in roles if r.part is Part.HEAD}
    visits = find_visits(reading, senders, posts, places, led)
    _place_roles(reading, visits, roles, places)
    find_stops(reading, visits, _post_tokens(posts))
    for visit in visits:
        add_senders(reading, visit, posts, places)
    visits = [v for v in visits if v.senders or v.people]
    settle_visits(reading, visits)
    meetings = find_meetings(reading, visits, places)
    meetings = [_called_off(visits, m) for m in meetings if _is_public(reading, m, posts)]
    agreements = find_agreements(reading, places, visits)
    partnerships = find_partnerships(reading, visits, meetings, agreements, places)
    return Findings(posts, find_occupations(reading), visits, meetings, agreements, partnerships)


def _is_public(reading: Reading, meeting: Meeting, posts: list[Holding]) -> bool:
    """Somebody with a post or some body takes part: friends and couples meet too."""
    holders = {p.person for p in posts}
    return any(k in holders or reading.things[k].kind is not Kind.PERSON for k in meeting.participants)


def _called_off(visits: list[Visit], meeting: Meeting) -> Meeting:
    """A meeting planned for a visit that was called off does not take place either."""
    visit = visit_at(visits, meeting.sentence)
    off = visit is not None and visit.status is Status.CANCELLED and meeting.status is Status.PLANNED
    return replace(meeting, status=Status.CANCELLED) if off else meeting


def _post_tokens(posts: list[Holding]) -> set[tuple[int, int]]:
    return {(p.sentence, i) for p in posts for i in range(p.start, p.stop)}


def _place_roles(reading: Reading, visits: list[Visit], roles: list[Role], places: dict[str, str]) -> None:
    for role in roles:
        visit = _visit_at(reading, visits, role, places)
        if visit is not None:
            _put(visit, role)


def _visit_at(reading: Reading, visits: list[Visit], role: Role, places: dict[str, str]) -> Visit | None:
    """The visit that a sentence speaks of: one of its own clauses, else the nearest main one; hosts and
    guests fit their side."""
    fitting = [v for v in visits if _fits(reading, v, role, places)]
    here = [v for v in fitting if any(t.sentence == role.sentence for t in v.trips)]
    if here:
        return here[-1]
    main = [v for v in fitting if not v.background]
    before = [v for v in main if v.first <= role.sentence]
    return max(before, key=lambda v: v.first, default=None) or min(main, key=lambda v: v.first, default=None)


def _fits(reading: Reading, visit: Visit, role: Role, places: dict[str, str]) -> bool:
    known = places.get(role.thing) or (role.thing if role.part is Part.SENDER else None)
    side = area(reading, known) if known else None
    if side is None:
        return True
    return (side in visit.areas) == (role.part is Part.HOST) or not visit.areas


def _put(visit: Visit, role: Role) -> None:
    match role.part:
        case Part.HEAD:
            visit.members.pop(role.thing, None)
            visit.head.setdefault(role.thing, role.sentence)
        case Part.MEMBER if role.thing not in visit.head:
            visit.members.setdefault(role.thing, role.sentence)
        case Part.SENDER:
            visit.senders.setdefault(role.thing, role.sentence)
        case Part.HOST:
            visit.hosts.setdefault(role.thing, role.sentence)
            if role.arrival is not None and visit.start is None and not visit.background:
                visit.start = (role.arrival, role.sentence)
        case _:
            pass
