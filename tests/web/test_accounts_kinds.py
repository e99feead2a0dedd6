"""What a member's devices are called in the list of their own page."""

import pytest
from flask import Flask

from elearn.accounts.devices import kind_in_words, kind_of
from tests.conftest import PIN, TestCell

PHONE = "Mozilla/5.0 (Linux; Android 10; SM-A107F) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "kind"),
    [
        (f"{PHONE} Zalo android/12100628 ZaloTheme/light ZaloLanguage/vi", "Zalo, Android"),
        ("Zalo android/12100628", "Zalo, Android"),
        (f"{IPHONE} Zalo iOS/502 ZaloTheme/light", "Zalo, iPhone"),
        ("Zalo iOS/502", "Zalo, iOS"),
        (f"{WINDOWS} Zalo/1.0", "Zalo, Windows"),
        (PHONE, "Chrome, Android"),
        (f"{WINDOWS} Edg/120.0", "Edge, Windows"),
        (f"{IPHONE} CriOS/120.0", "Chrome, iPhone"),
        ("curl/8.0", "?, ?"),
    ],
)
def test_a_device_is_called_by_its_browser_and_system(user_agent: str, kind: str) -> None:
    assert kind_of(user_agent) == kind


def test_what_is_not_recognised_has_words_in_the_language_of_the_page(app: Flask) -> None:
    for language, words in (("vi", "trình duyệt khác"), ("en", "another browser")):
        with app.test_request_context(
            headers={"Accept-Language": language, "Cookie": f"ngon-ngu={language}"}
        ):
            assert kind_in_words("?, ?") == words
            assert kind_in_words("?, Linux") == f"{words}, Linux"
            assert kind_in_words("Opera, ?") == "Opera"
            assert kind_in_words("Zalo, Android") == "Zalo, Android"


@pytest.mark.parametrize("path", ["/toi", "/toi/du-lieu", "/toi/du-lieu/chu"])
def test_the_list_of_devices_shows_words_and_the_time_of_signing_in(
    app: Flask, cell: TestCell, path: str
) -> None:
    phone = app.test_client()
    phone.post("/vao", data={"code": cell.binh.code, "pin": PIN}, headers={"User-Agent": "curl/8.0"})
    page = phone.get(path).text
    assert "trình duyệt khác" in page
    assert "?, ?" not in page
    assert "đăng nhập 08:00, 23/11/2026" in page
