"""The graph of identity decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from kg.identity import Judgement, Ref, Verdict, anchor
from kg.link import Resolution, resolve
from kg.model import Extraction, Kind
from kg.rdf import vocabulary as v
from kg.rdf.identity import identity_quads
from kg.rdf.quads import article_quads, consolidated_quads
from kg.rdf.validate import validate
from kg.rdf.vocabulary import PREFIXES
from tests.factory import Tale

BASE = "https://example.org/id/"
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def minister(letter: str, name: str) -> Extraction:
    tale = Tale(letter, "2024-06-12")
    tale.person(name, "министр торговли", tale.place("Самарская область"))
    return tale.done()


NAMES = {"a": "Пётр Зимин", "b": "Павел Зимин", "c": "П. Зимин", "d": "Пётр Зимин"}
TOLD = [minister(*one) for one in NAMES.items()]


def told(letter: str) -> Extraction:
    return TOLD[list(NAMES).index(letter)]


def person(letter: str) -> Ref:
    return letter, next(node.key for node in told(letter).nodes if node.kind is Kind.PERSON)


def judge(verdict: Verdict, pair: str) -> Judgement:
    one, other = (anchor(told(letter), person(letter)[1]) for letter in pair)
    when = "2026-11-20T10:00:00+03:00"
    return Judgement(verdict, Kind.PERSON, one, other, "Вера <b>", when, 'один\n"пост"')


def published(resolution: Resolution) -> list[Quad]:
    return list(identity_quads(resolution.identity, resolution.entities, TOLD, resolution.entity_of, BASE))


def asked(quads: Iterable[Quad], pattern: str) -> list[Mapping[str, str]]:
    """The solutions of a pattern over the identity graph."""
    store = ox.Store()
    store.extend(quads)
    found = store.query(f"{PROLOGUE}SELECT * {{ GRAPH <{BASE}graph/identity> {{ {pattern} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]


DECISION = """?d a kg:IdentityDecision ; kg:verdict ?verdict ; prov:wasAttributedTo ?agent .
  OPTIONAL { ?d kg:score ?score } OPTIONAL { ?d dct:description ?why }
  OPTIONAL { ?d prov:generatedAtTime ?when } OPTIONAL { ?agent rdfs:label ?by }"""


def test_automatic_decisions_have_scores_and_grounds() -> None:
    found = asked(published(resolve(TOLD)), DECISION)
    assert {(row["verdict"], row["score"], row["by"]) for row in found} == {
        ("same", "1", "kg"),
        ("unsure", "0.65", "kg"),
    }
    assert sorted(row["why"] for row in found)[-1] == "the same name and posts"
    assert all("when" not in row for row in found)


def test_a_judgement_is_published_with_who_when_and_why() -> None:
    quads = published(resolve(TOLD, judgements={1: judge(Verdict.DIFFERENT, "ad")}))
    (row,) = [row for row in asked(quads, DECISION) if row["verdict"] == "different"]
    assert (row["by"], row["when"], row["why"]) == ("Вера <b>", "2026-11-20T10:00:00+03:00", 'один\n"пост"')
    assert "score" not in row


@pytest.mark.parametrize(
    ("verdict", "link"), [(Verdict.DIFFERENT, "owl:differentFrom"), (Verdict.UNSURE, "skos:closeMatch")]
)
def test_links_stand_both_ways(verdict: Verdict, link: str) -> None:
    resolution = resolve(TOLD, judgements={1: judge(verdict, "ab")})
    ends = {BASE + resolution.entity_of[person(letter)] for letter in "ab"}
    found = [{row["one"], row["other"]} for row in asked(published(resolution), f"?one {link} ?other")]
    assert found.count(ends) == 2


def test_unsure_pairs_are_close_matches() -> None:
    resolution = resolve(TOLD)
    one, other = (BASE + resolution.entity_of[person(letter)] for letter in "bc")
    assert asked(published(resolution), f"<{one}> skos:closeMatch <{other}>") == [{}]


def test_an_id_merged_away_leads_to_the_one_that_is_kept() -> None:
    apart = resolve(TOLD)
    merged = resolve(TOLD, apart.entity_of, judgements={1: judge(Verdict.SAME, "ab")})
    gone, kept = (apart.entity_of[person(letter)] for letter in "ba")
    assert {"gone": BASE + gone, "kept": BASE + kept} in asked(published(merged), "?gone owl:sameAs ?kept")
    assert gone not in {entity.id for entity in merged.entities}


def test_from_scratch_a_merged_id_leads_on_too() -> None:
    scratch = resolve(TOLD, judgements={1: judge(Verdict.SAME, "ab")})
    assert asked(published(scratch), "?gone owl:sameAs ?kept") == [
        {"gone": BASE + resolve(TOLD).entity_of[person("b")], "kept": BASE + scratch.entity_of[person("a")]}
    ]


def test_what_is_compared_stands_in_the_articles_graphs() -> None:
    resolution = resolve(TOLD, judgements={1: judge(Verdict.DIFFERENT, "ad")})
    articles = {q.subject for one in TOLD for q in article_quads(one, resolution.entity_of, BASE)}
    compared = [quad.object for quad in published(resolution) if quad.predicate == v.COMPARES]
    assert compared and set(compared) <= articles


def test_places_posts_and_delegations_have_no_decisions() -> None:
    resolution = resolve(TOLD)
    kinds = {entity.id.split("/")[0] for entity in resolution.entities if len(entity.members) > 1}
    assert "place" in kinds and "post" in kinds
    decided = {
        row["thing"].removeprefix(BASE).split("/")[0]
        for row in asked(published(resolution), "?d kg:decides ?thing")
    }
    assert decided == {"person"}


def test_the_union_of_the_graphs_is_sound() -> None:
    resolution = resolve(TOLD, judgements={1: judge(Verdict.SAME, "ab"), 2: judge(Verdict.DIFFERENT, "ad")})
    quads = published(resolution)
    quads += consolidated_quads(resolution.entities, TOLD, resolution.entity_of, BASE)
    quads += [quad for one in TOLD for quad in article_quads(one, resolution.entity_of, BASE)]
    graph = Graph().parse(data="\n".join(f"{quad.triple} ." for quad in quads), format="nt")
    assert validate(graph).results == ()
    declared = {str(subject) for subject in Graph().parse("ontology/kg.ttl").subjects()}
    classes = {q.object.value for q in quads if q.predicate == v.TYPE and isinstance(q.object, NamedNode)}
    assert ({q.predicate.value for q in quads} | classes) - declared == set()


def test_the_same_decisions_give_the_same_quads() -> None:
    judgements = {1: judge(Verdict.SAME, "ab"), 2: judge(Verdict.UNSURE, "ac")}
    one, other = (resolve(told, judgements=judgements) for told in (TOLD, TOLD[::-1]))
    assert set(published(one)) == set(published(other))
