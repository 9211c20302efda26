"""Who is blamed for what is lost, and how much is remembered."""

from __future__ import annotations

from kg.model import Predicate, Span
from kg.rdf.corrections import KEPT, Correction, CorrectionKind, LostClaim, LostFact, blamed, merged

LEFT = LostFact("visit/1", Predicate.STATUS, "planned")
WENT = LostFact("visit/1", Predicate.DESTINATION, "place/LA")
PARTNER = LostFact("place/LA", Predicate.PARTNER_OF, "place/RU-TVE")
MOVED = LostFact("visit/2", Predicate.STATUS, "planned")


def correction(article: str, at: int, *claims: LostClaim) -> Correction:
    return Correction(article, CorrectionKind.REPLACEMENT, f"2024-05-{at:02}", "digest", None, claims)


def claim(fact: LostFact) -> LostClaim:
    return LostClaim(f"claim/{fact.predicate}", fact, Span(0, 4), "Едут")


def test_a_fact_goes_with_who_claimed_it_else_with_who_spoke_of_its_subject_else_with_nobody() -> None:
    claims = {"a": (claim(LEFT),), "b": (claim(WENT),)}
    one, other = blamed([correction("a", 1), correction("b", 2)], claims, [LEFT, WENT, PARTNER, MOVED])
    assert (one.claims, one.facts) == (claims["a"], (LEFT,))
    assert (other.claims, other.facts) == (claims["b"], (PARTNER, WENT))


def test_of_several_corrections_the_last_is_blamed() -> None:
    (found,) = blamed([correction("a", 1), correction("a", 2)], {"a": (claim(LEFT),)}, [])
    assert (found.at, found.claims) == ("2024-05-02", (claim(LEFT),))


def test_a_loss_is_told_where_it_happened_last() -> None:
    one, other = merged([correction("a", 1, claim(LEFT), claim(WENT))], [correction("a", 2, claim(LEFT))])
    assert (one.claims, other.claims) == ((claim(WENT),), (claim(LEFT),))


def test_one_correction_noted_twice_is_one_with_both_losses() -> None:
    (found,) = merged([correction("a", 1, claim(LEFT))], [correction("a", 1, claim(WENT))])
    assert found.claims == (claim(LEFT), claim(WENT))


def test_only_the_last_corrections_are_kept() -> None:
    found = merged([], [correction("a", day) for day in range(1, 2 * KEPT)])
    assert [each.at for each in found] == [f"2024-05-{day:02}" for day in range(KEPT, 2 * KEPT)]
