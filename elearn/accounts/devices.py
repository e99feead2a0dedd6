"""What a browser is called in a member's own list of devices."""

from flask_babel import gettext as _

# Zalo calls itself "Zalo android/12100628", "Zalo iOS/502" or "Zalo/1.0"; letter case does not count.
_BROWSERS = (
    ("zalo", "Zalo"),
    ("fban", "Facebook"),
    ("edg", "Edge"),
    ("samsungbrowser", "Samsung Internet"),
    ("coc_coc", "Cốc Cốc"),
    ("crios", "Chrome"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("ios/", "iOS"),
    ("windows", "Windows"),
    ("macintosh", "Mac"),
    ("linux", "Linux"),
)
# Stored for what is not recognised: the words for it depend on who reads.
_UNKNOWN = "?"


def kind_of(user_agent: str) -> str:
    """Return a browser's kind in two words ("Zalo, Android"): enough to recognise, nothing to follow."""
    known = user_agent.lower()
    browser = next((name for mark, name in _BROWSERS if mark in known), _UNKNOWN)
    system = next((name for mark, name in _SYSTEMS if mark in known), _UNKNOWN)
    return f"{browser}, {system}"


def kind_in_words(kind: str) -> str:
    """Return a stored kind for a person to read: "another browser" where nothing was recognised."""
    browser, _comma, system = kind.partition(", ")
    words = str(_("another browser")) if browser == _UNKNOWN else browser
    return words if system in ("", _UNKNOWN) else f"{words}, {system}"
