"""Authors' Markdown as safe HTML."""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_ALLOWED_TAGS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "br"}
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink", "heading"])
_ADDRESS = re.compile(r"https?://[^\s;()<>]+[^\s;()<>.,]")


@lru_cache(maxsize=4096)
def html_of(text: str) -> Markup:
    """Return `text` as HTML that holds paragraphs, emphasis, lists and quotations only."""
    return Markup(nh3.clean(_PARSER.render(text), tags=_ALLOWED_TAGS, attributes={}))  # noqa: S704 # cleaned


@lru_cache(maxsize=4096)
def source_html(text: str) -> Markup:
    """Return a source with its web addresses made into links that tell the other site nothing."""
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        host = found[0].split("/")[2]
        link = Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(found[0], host)
        parts += [str(escape(text[end : found.start()])), str(link)]
        end = found.end()
    parts.append(str(escape(text[end:])))
    return Markup("".join(parts))  # noqa: S704 # every part was escaped above
