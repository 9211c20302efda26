"""How near extracted graphs come to gold annotations, per kind of fact.

report = score(Path("gold"), Path("graphs"))
print(table(report))
"""

from kg.evaluate.facts import FactsByKind
from kg.evaluate.gold import Gold, gold_articles, read_gold, without_graph
from kg.evaluate.metric import Error, Figures, Report, Share, score
from kg.evaluate.reliability import Bin, Judgement, bins, calibration_error, judged, judgements
from kg.evaluate.table import as_json, error_lines, table

__all__ = [
    "Bin",
    "Error",
    "FactsByKind",
    "Figures",
    "Gold",
    "Judgement",
    "Report",
    "Share",
    "as_json",
    "bins",
    "calibration_error",
    "error_lines",
    "gold_articles",
    "judged",
    "judgements",
    "read_gold",
    "score",
    "table",
    "without_graph",
]
