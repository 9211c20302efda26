"""Tables of text, on a terminal and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from kg.cli.console import clean

GAP = "  "
Rows = Sequence[Sequence[str]]


def plain_table(columns: Sequence[str], rows: Rows) -> str:
    """Columns side by side, each as wide as its widest cell, for files and pipes."""
    lines = [tuple(columns), *(tuple(map(clean, row)) for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return GAP.join(padded).rstrip() + "\n"


def _width(cell: str) -> int:
    from rich.cells import cell_len

    return cell_len(cell)


def print_table(columns: Sequence[str], rows: Rows) -> None:
    """The same on a terminal: cells are folded to its width. Text is shown as it is, never as markup."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    Console().print(table)
