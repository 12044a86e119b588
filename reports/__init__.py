"""Findings made readable: one module a format. Reports only lay out; they decide nothing."""
