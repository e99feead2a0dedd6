"""Settings of the engine's tests."""

from hypothesis import settings

# How long an example takes says more about the machine than about the engine.
settings.register_profile("engine", deadline=None)
settings.load_profile("engine")
