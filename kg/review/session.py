"""Asking pair by pair: where one stands, what an answer means, what is written down."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kg.identity import Judgement, Verdict
from kg.review.cards import Card, Side

KEYS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE, "t": Verdict.NONE}
BACK, QUIT, SKIP = "b", "q", ""
WORDS = {"same": "s", "different": "d", "unsure": "u", "none": "t", "back": BACK, "quit": QUIT, "skip": SKIP}
RUSSIAN = str.maketrans("ывгеий", "sdutbq")  # the same keys on a Russian keyboard


class Session:
    """A walk through cards. Every judgement is handed to `keep` at once, so that nothing is lost."""

    PROMPT = "s same · d different · u unsure · t take back · Enter skip · b back · q quit: "

    def __init__(self, cards: Sequence[Card], by: str | None, keep: Callable[[Judgement], None]) -> None:
        self._cards, self._by, self._keep = cards, by, keep
        self._place = 0
        self._judged = set[int]()
        self.given = 0

    @property
    def left(self) -> int:
        """The pairs that nobody has judged yet."""
        return len(self._cards) - len(self._judged)

    def shown(self) -> str | None:
        """The card to be judged; None at the end."""
        if self._place >= len(self._cards):
            return None
        return f"\n{self._place + 1} of {len(self._cards)} · {shown(self._cards[self._place])}"

    def answer(self, line: str) -> str:
        """Takes an answer: a key, perhaps with a reason after it. What to say to it."""
        word, _, why = line.partition(" ")
        key = WORDS.get(word.lower(), word.lower().translate(RUSSIAN))
        if key == SKIP:
            self._place += 1
            return "skipped"
        if key == BACK:
            self._place = max(self._place - 1, 0)
            return "back"
        if key == QUIT:
            return self.quit()
        return self._judge(KEYS[key], why.strip()) if key in KEYS else f"{word!r} is none of the keys"

    def quit(self) -> str:
        """Ends the walk."""
        self._place = len(self._cards)
        return "quit"

    def _judge(self, verdict: Verdict, why: str) -> str:
        card = self._cards[self._place]
        said = Judgement(verdict, card.kind, card.one.anchor, card.other.anchor, why=why or None)
        self._keep(signed(said, self._by))
        if verdict is Verdict.NONE:
            self._judged.discard(self._place)
        else:
            self._judged.add(self._place)
        self._place += 1
        self.given += 1
        return "taken back" if verdict is Verdict.NONE else verdict.value


def signed(judgement: Judgement, by: str | None) -> Judgement:
    """The judgement with its judge and moment, where it has none."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(judgement, by=judgement.by or by or user(), when=judgement.when or now)


def user() -> str | None:
    """The name under which the user is logged in, if any."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run under a number without a name
        return None


def shown(card: Card) -> str:
    """A card as lines of text."""
    said = card.judgement
    grounds = (
        [f"  for: {card.reason}", f"  against: {card.against}"] if card.against else [f"  {card.reason}"]
    )
    judged = [f"  by {said.by or '?'}, {said.when or '?'}: {said.why or ''}"] if said else []
    head = f"{card.kind} · score {card.score:.2f}"
    return "\n".join([head, *grounds, *judged, *side_lines("A", card.one), *side_lines("B", card.other)])


def side_lines(letter: str, side: Side) -> list[str]:
    """One side: name and posts, the article, its sentence."""
    name = " — ".join(filter(None, (side.anchor.name, side.about)))
    source = " · ".join(filter(None, (side.published, side.title, side.anchor.article)))
    more = f" (of {side.reports} articles)" if side.reports > 1 else ""
    return [f"  {letter}  {name}", f"     {source}{more}", f"     «{side.sentence}»"]
