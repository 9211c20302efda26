"""How near extracted graphs come to gold annotations, per kind of fact.

report = score(Path("gold"), Path("graphs"))
print(table(report))
"""

from kg.evaluate.gold import Gold, gold_articles, read_gold, without_graph
from kg.evaluate.metric import Error, Figures, Report, Share, score
from kg.evaluate.table import as_json, error_lines, table

__all__ = [
    "Error",
    "Figures",
    "Gold",
    "Report",
    "Share",
    "as_json",
    "error_lines",
    "gold_articles",
    "read_gold",
    "score",
    "table",
    "without_graph",
]
