"""Dutybound audits community safety partnerships against the law that binds them."""

__version__ = "0.1.0"
