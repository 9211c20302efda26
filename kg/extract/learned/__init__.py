"""What the learned models see in a document, in the terms of the rules."""
