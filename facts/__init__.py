"""What is known: the models of a dossier, and how one is read and checked. Knows nothing of rules."""
