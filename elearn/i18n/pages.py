"""Templates compiled once for each language, with its words inside: a page looks no word up.

Flask asks one environment for a template and gets it in the language of the request. A call whose arguments
are fixed, of a function that depends on them and the language alone, is made when the template is compiled:
of `_("Sign in")` and `static_url("app.css")` the page holds only what they return.
"""

from collections.abc import Callable, MutableMapping
from typing import Any, cast

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

MakeGlobal = Callable[[str], Any]


class PageEnvironment(Environment):
    """Flask's environment of templates, which keeps one of its own for each language."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self.language_now: Callable[[], str] = str
        self._makers: dict[str, MakeGlobal] = {}
        self._by_language: dict[str, PageEnvironment] = {}
        # What may be called while a template is compiled; filled in a language's own environment.
        self._fixed: dict[str, Callable[..., Any]] = {}

    def add_spoken_global(self, name: str, make: MakeGlobal) -> None:
        """Give templates what `make` returns for their language.

        A function must depend on nothing but the language and its arguments: calls with fixed arguments are
        made once.
        """
        self._makers[name] = make

    def in_language(self, language: str) -> "PageEnvironment":
        """Return the environment of a language, made when it is first asked for."""
        if language not in self._by_language:
            self._by_language[language] = self._speaking(language)
        return self._by_language[language]

    def compile_all(self, language: str) -> None:
        """Compile every template of a language now, so that no page waits for it."""
        own = self.in_language(language)
        for name in own.list_templates(extensions=["html"]):
            own.get_template(name)

    def _speaking(self, language: str) -> "PageEnvironment":
        own = self.overlay()
        made = {name: make(language) for name, make in self._makers.items()}
        own.globals = {**self.globals, **made}
        own._fixed = {name: value for name, value in made.items() if callable(value)}
        own._by_language = {}
        own.language_now = lambda: language
        return own

    def get_or_select_template(
        self, template_name_or_list: Any, parent: str | None = None, globals: Any = None
    ) -> Template:
        """Return a template in the language of the request."""
        if self.overlayed:
            return super().get_or_select_template(template_name_or_list, parent, globals)
        return self.in_language(self.language_now()).get_or_select_template(template_name_or_list)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the environment's globals themselves: a chain of mappings is slow to copy for every page."""
        return {**self.globals, **d} if d else self.globals

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        # Jinja's hook for other ways to make code of a parsed template.
        spoken = _FixedCalls(self._fixed).visit(source)
        return super()._generate(cast(nodes.Template, spoken), name, filename, defer_init)


class _FixedCalls(NodeTransformer):
    """Puts what a call returns in the place of the call, where all its arguments are fixed."""

    def __init__(self, functions: dict[str, Callable[..., Any]]) -> None:
        self._functions = functions

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 # named after the node
        """Replace a call of a known function; visit the parts of any other."""
        if isinstance(node.node, nodes.Name) and node.node.name in self._functions:
            try:
                given = [part.as_const() for part in node.args]
                named = {part.key: part.value.as_const() for part in node.kwargs}
            except nodes.Impossible:
                return self.generic_visit(node)
            if node.dyn_args is None and node.dyn_kwargs is None:
                value = self._functions[node.node.name](*given, **named)
                return nodes.Const(value, lineno=node.lineno, environment=node.environment)
        return self.generic_visit(node)


def pages_of(app: Flask) -> PageEnvironment:
    """Return the environment of an application's templates."""
    return cast(PageEnvironment, app.jinja_env)
