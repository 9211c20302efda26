"""The learned models: mentions, and which of them fill which slots of events. Computed in numpy."""
