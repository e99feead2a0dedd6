"""Refusing what must never be here: a file that carries a mark of state secrecy.

A mark stands alone on its line, in capitals or after "Độ mật:", as the rules for documents want it. A
question about secrecy, or an option "Tối mật", is no mark. Source of the three degrees: Luật Bảo vệ bí mật
nhà nước; product rule "State secrets".
"""

import re
import unicodedata
from typing import Final

from quizzes.formats.exchange import Report, Where
from quizzes.formats.problems import N_

_LONGEST_MARK: Final = 40
_ALONE = re.compile(r"\W*(?:TUYỆT|TỐI)?MẬT\W*")
_NAMED = re.compile(r"\W*(?:ĐỘ|MỨCĐỘ)MẬT:(?:TUYỆT|TỐI)?MẬT\W*")


def refuse_secret(text: str, report: Report) -> bool:
    """Tell whether a text carries a mark of secrecy on a line of its own, after noting the refusal."""
    for number, line in enumerate(text.splitlines(), start=1):
        if is_mark_of_secrecy(line):
            refuse(line, "line", str(number), report)
            return True
    return False


def refuse(mark: str, where: Where, place: str, report: Report) -> None:
    """Note that a file is refused for the mark of secrecy that stands at this place."""
    report.add(
        "left_out",
        where,
        place,
        N_("The file carries the mark of secrecy “%(mark)s” and is refused."),
        N_("Take it off this machine; never load documents that hold state secrets."),
        mark=mark.strip(),
    )


def is_mark_of_secrecy(line: str) -> bool:
    """Tell whether a line is nothing but MẬT, TỐI MẬT or TUYỆT MẬT, spaced or bracketed as one likes."""
    # Most lines are sentences: nothing is spent on those.
    if len(line) > _LONGEST_MARK or not ("M" in line or "m" in line):
        return False
    bare = "".join(unicodedata.normalize("NFC", line).split())
    return _ALONE.fullmatch(bare) is not None or _NAMED.fullmatch(bare.upper()) is not None
