"""What a browser is called in a member's own list of devices."""

_BROWSERS = (
    ("Zalo/", "Zalo"),
    ("FBAN", "Facebook"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("coc_coc", "Cốc Cốc"),
    ("CriOS", "Chrome"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def kind_of(user_agent: str) -> str:
    """Return a browser's kind in two words ("Zalo, Android"): enough to recognise, nothing to follow."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "?")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "?")
    return f"{browser}, {system}"
