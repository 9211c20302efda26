"""How the shipped gazetteer is made; run by `scripts/build_gazetteer.py`."""
