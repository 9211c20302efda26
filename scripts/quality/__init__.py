"""`python -m scripts.quality [SHARED]`: every figure of docs/quality.md, each against its floor."""
