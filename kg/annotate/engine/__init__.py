"""Natasha's models computed for many texts at once: what slovnet finds, several times as fast."""
