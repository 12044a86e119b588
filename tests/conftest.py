"""What all tests share: properties try the same examples in every run, so that a failure can be had again."""

from hypothesis import settings

settings.register_profile("same in every run", derandomize=True, database=None, deadline=None)
settings.load_profile("same in every run")
