"""Every IRI that the graph uses. `ontology/kg.ttl` says what the terms mean."""

from __future__ import annotations

from types import MappingProxyType

from pyoxigraph import NamedNode

from kg.model import Kind, Predicate, Topic

KG = "https://w3id.org/entity-kg/ontology#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
GEO = "http://www.opengis.net/ont/geosparql#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TOPICS = "https://w3id.org/entity-kg/topics#"
WD = "http://www.wikidata.org/entity/"
WDT = "http://www.wikidata.org/prop/direct/"
GEONAMES = "https://sws.geonames.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = MappingProxyType(
    {
        "dct": DCT,
        "foaf": FOAF,
        "geo": GEO,
        "itsrdf": ITSRDF,
        "kg": KG,
        "nif": NIF,
        "oa": OA,
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SCHEMA,
        "sem": SEM,
        "skos": SKOS,
        "topics": TOPICS,
        "wd": WD,
        "wdt": WDT,
        "xsd": XSD,
    }
)

CLASSES = MappingProxyType({kind: NamedNode(KG + kind) for kind in Kind})
CONTAINED_IN_PLACE = NamedNode(SCHEMA + Predicate.CONTAINED_IN_PLACE)
PROPERTIES = MappingProxyType(
    {predicate: NamedNode(KG + predicate) for predicate in Predicate}
    | {Predicate.CONTAINED_IN_PLACE: CONTAINED_IN_PLACE}
)

CONCEPTS = MappingProxyType({topic: NamedNode(TOPICS + topic) for topic in Topic})

ARTICLE = NamedNode(KG + "Article")
MENTION = NamedNode(KG + "Mention")
CLAIM = NamedNode(KG + "Claim")
EVIDENCE = NamedNode(KG + "Evidence")
STATUS_REPORT_CLASS = NamedNode(KG + "StatusReport")
REPORTED_DATE_CLASS = NamedNode(KG + "ReportedDate")
TENURE_CLASS = NamedNode(KG + "Tenure")
IDENTITY_DECISION = NamedNode(KG + "IdentityDecision")
INVALIDATED_CLAIM = NamedNode(KG + "InvalidatedClaim")
INVALIDATED_FACT = NamedNode(KG + "InvalidatedFact")
REPLACEMENT = NamedNode(KG + "Replacement")
RETRACTION = NamedNode(KG + "Retraction")
NEWS_ARTICLE = NamedNode(SCHEMA + "NewsArticle")

REFERS_TO = NamedNode(KG + "refersTo")
IN_ARTICLE = NamedNode(KG + "inArticle")
LINK_REASON = NamedNode(KG + "linkReason")
CONFIDENCE = NamedNode(KG + "confidence")
HAS_EVIDENCE = NamedNode(KG + "evidence")
EXTRACTOR = NamedNode(KG + "extractor")
STATUS_REPORT = NamedNode(KG + "statusReport")
REPORTED_STATUS = NamedNode(KG + "reportedStatus")
REPORTED_DATE = NamedNode(KG + "reportedDate")
TEXTS = NamedNode(KG + "texts")
CHOSEN_BECAUSE = NamedNode(KG + "chosenBecause")
TENURE = NamedNode(KG + "tenure")
OF_POST = NamedNode(KG + "ofPost")
REPORTED_FROM = NamedNode(KG + "reportedFrom")
REPORTED_TO = NamedNode(KG + "reportedTo")
REPORTED_LEFT = NamedNode(KG + "reportedLeft")
REPRINT_OF = NamedNode(KG + "reprintOf")
VERDICT = NamedNode(KG + "verdict")
DECIDES = NamedNode(KG + "decides")
COMPARES = NamedNode(KG + "compares")
SCORE = NamedNode(KG + "score")
REASON = NamedNode(KG + "reason")
CONTENT_DIGEST = NamedNode(KG + "contentDigest")

BEGIN_INDEX = NamedNode(NIF + "beginIndex")
END_INDEX = NamedNode(NIF + "endIndex")
ANCHOR_OF = NamedNode(NIF + "anchorOf")

IDENTIFIER = NamedNode(DCT + "identifier")
DESCRIPTION = NamedNode(DCT + "description")
HEADLINE = NamedNode(SCHEMA + "headline")
DATE_PUBLISHED = NamedNode(SCHEMA + "datePublished")
URL = NamedNode(SCHEMA + "url")
PUBLISHER = NamedNode(SCHEMA + "publisher")
ARTICLE_BODY = NamedNode(SCHEMA + "articleBody")
LATITUDE = NamedNode(SCHEMA + "latitude")
LONGITUDE = NamedNode(SCHEMA + "longitude")

TYPE = NamedNode(RDF + "type")
SUBJECT = NamedNode(RDF + "subject")
PREDICATE = NamedNode(RDF + "predicate")
OBJECT = NamedNode(RDF + "object")
LABEL = NamedNode(RDFS + "label")
SUB_CLASS_OF = NamedNode(RDFS + "subClassOf")
SUB_PROPERTY_OF = NamedNode(RDFS + "subPropertyOf")
INVERSE_OF = NamedNode(OWL + "inverseOf")
SAME_AS = NamedNode(OWL + "sameAs")
DIFFERENT_FROM = NamedNode(OWL + "differentFrom")
CLOSE_MATCH = NamedNode(SKOS + "closeMatch")
PREF_LABEL = NamedNode(SKOS + "prefLabel")
ALT_LABEL = NamedNode(SKOS + "altLabel")
NOTATION = NamedNode(SKOS + "notation")
WAS_DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
WAS_QUOTED_FROM = NamedNode(PROV + "wasQuotedFrom")
WAS_ATTRIBUTED_TO = NamedNode(PROV + "wasAttributedTo")
GENERATED_AT_TIME = NamedNode(PROV + "generatedAtTime")
AGENT = NamedNode(PROV + "Agent")
SOFTWARE_AGENT = NamedNode(PROV + "SoftwareAgent")
WAS_INVALIDATED_BY = NamedNode(PROV + "wasInvalidatedBy")
ACTIVITY = NamedNode(PROV + "Activity")
ENDED_AT_TIME = NamedNode(PROV + "endedAtTime")
USED = NamedNode(PROV + "used")

XSD_DATE = NamedNode(XSD + "date")
XSD_DATE_TIME = NamedNode(XSD + "dateTime")
XSD_DECIMAL = NamedNode(XSD + "decimal")
XSD_INTEGER = NamedNode(XSD + "integer")
