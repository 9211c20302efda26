"""What a person is asked about identity: pairs as cards, in order, and as a table for spreadsheets."""

from kg.review.cards import Card, Side
from kg.review.queue import Queue, cards
from kg.review.table import news, read_table, write_table

__all__ = ["Card", "Queue", "Side", "cards", "news", "read_table", "write_table"]
