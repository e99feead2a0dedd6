"""What every application of a test run would make anew and alike: addresses, and the code of templates."""

from types import CodeType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Map, Rule, RuleFactory

from elearn.i18n.pages import PageEnvironment


class SharedCode(BytecodeCache):
    """The code of templates, compiled once for each language; a changed template has another checksum."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code when another application has compiled it."""
        bucket.code = self._codes.get(_key_of(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code for the next application."""
        if bucket.code is not None:
            self._codes[_key_of(bucket)] = bucket.code


def _key_of(bucket: Bucket) -> tuple[str, str, str]:
    environment = bucket.environment
    assert isinstance(environment, PageEnvironment)
    return environment.language_now(), bucket.key, bucket.checksum


class SharedAddresses(Map):
    """Addresses that the first application adds; every other finds its own there, already compiled."""

    def __init__(self, **options: Any) -> None:
        self._there: set[tuple[str, str, frozenset[str]]] = set()
        super().__init__(**options)

    def add(self, rulefactory: RuleFactory) -> None:
        """Add an address unless it is there, for the same view and the same methods."""
        assert isinstance(rulefactory, Rule)
        key = (rulefactory.rule, rulefactory.endpoint, frozenset(rulefactory.methods or ()))
        if key not in self._there:
            self._there.add(key)
            super().add(rulefactory)
