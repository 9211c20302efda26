"""Cues that evoke events → events, each with who and what fills its slots, and how surely."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.extract.reading import DateRef, Reading
from kg.model import Bond, Document, Tie

EVENTS = {
    "visit": "visit",
    "delegation": "visit",
    "meeting": "meeting",
    "agreement": "agreement",
    "owns": "owns",
}
DATE_ROLES = frozenset({"start", "end", "startend", "date"})
TOGETHER = -1.0  # log odds above which cues evoke one event
APART = -4.0


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: a thing's key, or the number of a date's cue; `said` is the surest mention of it."""

    role: str
    value: str | int
    score: float
    said: int


@dataclass(frozen=True, slots=True)
class Event:
    """What some cues evoke together: its slots, and log odds of its states."""

    kind: str
    cues: tuple[int, ...]
    fillers: tuple[Filler, ...]
    states: Mapping[str, float]
    score: float  # of the surest cue

    def of(self, role: str) -> list[Filler]:
        """The fillers of a slot, the surest first."""
        return sorted((f for f in self.fillers if f.role == role), key=lambda f: -f.score)


def find_events(document: Document, things: Mapping[int, str]) -> list[Event]:
    """Every event that cues evoke, in text order; `things` are the keys that cues of things stand for."""
    evoking = {i: EVENTS[cue.label] for i, cue in enumerate(document.cues) if cue.label in EVENTS}
    ties = _by_event(document.ties)
    groups = clusters(evoking, document.bonds)
    return [_event(document, evoking[group[0]], group, ties, things) for group in groups]


def find_post_events(document: Document, things: Mapping[int, str]) -> list[Event]:
    """The posts that cues name, each cue by itself."""
    ties = _by_event(document.ties)
    posts = [i for i, cue in enumerate(document.cues) if cue.label == "post"]
    return [_event(document, "post", (i,), ties, things) for i in posts]


def _by_event(ties: Iterable[Tie]) -> dict[int, list[Tie]]:
    found: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.event].append(tie)
    return found


def clusters(evoking: Mapping[int, str], bonds: Iterable[Bond]) -> list[tuple[int, ...]]:
    """Cues that evoke one event, each group in text order; `evoking` are their kinds of event.

    Groups are joined as long as the mean bond of two allows it, the nearest first.
    """
    scores = {(b.one, b.other): b.score for b in bonds if evoking.get(b.one, "") == evoking.get(b.other)}
    bonded = (pair for pair, score in scores.items() if score > TOGETHER)
    return sorted(group for part in _connected(evoking, bonded) for group in _joined(part, scores))


def _connected(cues: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The cues that pairs join, each part in order. networkx takes as long to import as numpy."""
    parts = {cue: [cue] for cue in cues}
    for one, other in pairs:
        if parts[one] is not parts[other]:
            joined = sorted([*parts[one], *parts[other]])
            parts.update(dict.fromkeys(joined, joined))
    return list({id(part): part for part in parts.values()}.values())


def _joined(part: Sequence[int], scores: Mapping[tuple[int, int], float]) -> list[tuple[int, ...]]:
    groups: list[tuple[int, ...]] = [(each,) for each in part]
    means = {pair: _mean(scores, *pair) for pair in combinations(groups, 2)}
    while means:
        score, one, other = max((mean, *pair) for pair, mean in means.items())
        if score <= TOGETHER:
            break
        joined = tuple(sorted((*one, *other)))
        groups = [each for each in groups if each not in (one, other)]
        means = {pair: mean for pair, mean in means.items() if one not in pair and other not in pair}
        means |= {(each, joined): _mean(scores, each, joined) for each in groups}
        groups.append(joined)
    return groups


def _mean(scores: Mapping[tuple[int, int], float], one: Sequence[int], other: Sequence[int]) -> float:
    """The mean bond of two groups' cues; those too far apart to be compared count as APART."""
    found = [scores.get((min(a, b), max(a, b)), APART) for a in one for b in other]
    return sum(found) / len(found)


def _event(
    document: Document,
    kind: str,
    cues: tuple[int, ...],
    ties: Mapping[int, list[Tie]],
    things: Mapping[int, str],
) -> Event:
    said = [dict(document.cues[i].states) for i in cues if document.cues[i].states]
    mean = {name: sum(each[name] for each in said) / len(said) for name in (said[0] if said else ())}
    return Event(
        kind,
        cues,
        tuple(_fillers([tie for cue in cues for tie in ties.get(cue, ())], things)),
        mean,
        max(document.cues[i].score for i in cues),
    )


def _fillers(ties: Iterable[Tie], things: Mapping[int, str]) -> list[Filler]:
    """The likeliest role of each thing and date, if it is likelier than none."""
    scores: dict[str | int, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        value = tie.filler if tie.role in DATE_ROLES else things.get(tie.filler)
        if value is not None:
            scores[value][tie.role].append(tie)
    found = []
    for value, roles in scores.items():
        logits = {role: _log_sum(tie.score for tie in each) for role, each in roles.items()}
        role = max(logits, key=lambda name: logits[name])
        score = math.exp(logits[role] - _log_sum([0.0, *logits.values()]))
        said = max(roles[role], key=lambda tie: tie.score).filler
        found.append(Filler(role, value, score, said))
    return found


def _log_sum(values: Iterable[float]) -> float:
    known = list(values)
    top = max(known)
    return top + math.log(sum(math.exp(value - top) for value in known))


def date_of(reading: Reading, place: tuple[int, int, int]) -> DateRef | None:
    """The date expression that covers the same words as a date's cue."""
    index, start, stop = place
    fitting = [ref for ref in reading.dates[index] if ref.start < stop and start < ref.stop]
    return max(fitting, key=lambda ref: min(ref.stop, stop) - max(ref.start, start), default=None)
