"""HTML of foreign files as plain text: what needs no parser reads as the parser would read it."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.html import to_text

WORDS = st.sampled_from(["a", "một ", " hai", "<br>", "<br/>", "&amp;", " ", "<span>b </span>"])
TEXT = st.lists(WORDS, max_size=4).map("".join)
BLOCK = st.recursive(
    st.one_of(TEXT, TEXT.map(lambda text: f"<p>{text}</p>")),
    lambda inside: st.lists(inside, max_size=4).map(lambda parts: f"<div>{''.join(parts)}</div>"),
    max_leaves=10,
)


@given(st.lists(BLOCK, max_size=4).map("".join))
def test_paragraphs_and_divisions_read_the_same_with_and_without_a_parser(html: str):
    # A tag that is not among the simple ones sends the whole text to the parser.
    assert to_text(html).text == to_text(html + "<b></b>").text
