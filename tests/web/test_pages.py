"""Pages leave compressed, and each in its language, with words that were put in when they were compiled."""

import gzip

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import DictLoader

from elearn.compression import SMALLEST_BYTES
from elearn.i18n import COOKIE
from elearn.i18n.pages import pages_of

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_is_the_same_compressed(client: FlaskClient) -> None:
    plain = client.get("/vao/khong-co")
    packed = client.get("/vao/khong-co", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == packed.content_length < len(plain.data)
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (packed, plain))


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_a_browser_that_takes_no_gzip_gets_none(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/vao/khong-co", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) > SMALLEST_BYTES


def test_each_browser_reads_its_own_language(app: Flask, client: FlaskClient) -> None:
    english = app.test_client()
    english.set_cookie(COOKIE, "en")
    for _time in range(2):
        assert "Đăng nhập" in client.get("/vao").text
        assert "Sign in" in english.get("/vao").text


def written(app: Flask, template: str, language: str, **values: object) -> str:
    """Return what a template comes to in a language."""
    own = pages_of(app).in_language(language)
    own.loader = DictLoader({"t.html": template})
    return own.get_template("t.html").render(**values)


def test_fixed_words_are_put_in_once_and_others_are_looked_up(app: Flask) -> None:
    text = '{{ _("Sign in") }}|{{ _(word) }}|{{ _("Question %(n)d", n=number) }}|{{ language }}'
    assert written(app, text, "en", word="Sign in", number=3) == "Sign in|Sign in|Question 3|en"
    assert written(app, text, "vi", word="Sign in", number=3) == "Đăng nhập|Đăng nhập|Câu 3|vi"


def test_values_in_words_are_escaped(app: Flask) -> None:
    text = '{{ _("Question %(n)s", n=name) }}{{ ngettext("%(num)d day left", "%(num)d days left", 2) }}'
    assert written(app, text, "en", name="<b>") == "Question &lt;b&gt;2 days left"
