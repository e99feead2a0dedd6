"""A whole cell signing in at the same moment, against the real server: nobody freezes anybody."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from flask import Flask

from elearn.accounts import actions
from tests.browser.server import LiveServer
from tests.conftest import PIN, TestCell

# Killed servers and phones that wait for an answer: not two of them at once.
pytestmark = pytest.mark.xdist_group("patience")

PATIENCE_S = 20


def sign_in(address: str, code: str, pin: str) -> int:
    """Sign in as a browser does, and return the last page's status."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{address}/vao", timeout=PATIENCE_S) as page:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
    assert token
    fields = urlencode({"csrf_token": token[1], "code": code, "pin": pin}).encode()
    try:
        with browser.open(f"{address}/vao", fields, timeout=PATIENCE_S) as page:
            return int(page.status)
    except HTTPError as refused:
        return refused.code


def test_twenty_members_sign_in_at_the_same_moment(
    live: LiveServer, backstage: Flask, people: TestCell
) -> None:
    with backstage.app_context(), backstage.extensions["database"].writing() as session:
        members = [
            actions.add_member(session, people.id, f"Đảng viên {name}", "", people.secretary.joined_at)
            for name in "ABCDEGHIKLMNOPQRSTUV"
        ]
        for member in members:
            member.pin_hash = people.secretary.pin_hash
        codes = [member.code for member in members]
        session.commit()
    with ThreadPoolExecutor(len(codes)) as pool:
        statuses = list(pool.map(lambda code: sign_in(live.url, code, PIN), codes))
    assert statuses == [200] * len(codes)


def test_wrong_pins_at_the_same_moment_stop_nobody(live: LiveServer, people: TestCell) -> None:
    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda _: sign_in(live.url, people.binh.code, "918273"), range(12)))
    assert set(statuses) == {422}
    assert sign_in(live.url, people.dinh.code, PIN) == 200
