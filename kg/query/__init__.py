"""Questions to a store: SPARQL, saved questions with parameters, and what the sources say of a thing."""

from kg.query.answer import Answer, Format, Request
from kg.query.explain import Decision, ExplainedFact, Explanation, Source, explain, find
from kg.query.history import Reported
from kg.query.process import ask
from kg.query.saved import Parameter, Question, question, questions

__all__ = [
    "Answer",
    "Decision",
    "ExplainedFact",
    "Explanation",
    "Format",
    "Parameter",
    "Question",
    "Reported",
    "Request",
    "Source",
    "ask",
    "explain",
    "find",
    "question",
    "questions",
]
