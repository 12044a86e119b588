"""How law meets facts: the rule language, its evaluation, firing, and findings. Knows no report format."""
