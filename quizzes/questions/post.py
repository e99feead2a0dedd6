"""A message as it looks on a phone: is it real, what about it is suspicious, what to check first (`post`)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import comb
from typing import ClassVar, Final, Literal, NamedTuple, Self, cast

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import (
    InvalidResponse,
    Judgement,
    Marking,
    Option,
    Question,
    Response,
    drawn,
    read_common,
    read_options,
    refuse_repeats,
    written_common,
    written_options,
)

VERDICTS: Final = {"true": N_("Real"), "false": N_("Fake"), "unknown": N_("Not enough evidence")}
PartKind = Literal["sender", "time", "text", "picture", "counts"]
KINDS: Final = ("sender", "time", "text", "picture", "counts")
PARTS: Final = (2, 8)
CHECKS: Final = (2, 5)

_HALF, _QUARTER = Fraction(1, 2), Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class PostPart:
    """One part of a message that can be tapped; a picture's text describes it; `feedback` says why (not)."""

    id: str
    kind: PartKind
    text: str
    suspicious: bool = False
    feedback: str = ""


class PostMarks(NamedTuple):
    """The three marks of a post, each from 0 to 1, which no sum replaces."""

    verdict: Fraction
    signs: Fraction
    check: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Question):
    """A simulated message; a response is `(verdict, check id, *ids of the parts marked as suspicious)`."""

    type: ClassVar[str] = "post"

    verdict: str
    parts: tuple[PostPart, ...]
    checks: tuple[Option, ...]
    right_check: str
    _suspicious: frozenset[str] = field(init=False, repr=False, compare=False)
    _texts: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index parts and checks once, because marking must be fast."""
        suspicious = frozenset(part.id for part in self.parts if part.suspicious)
        object.__setattr__(self, "_suspicious", suspicious)
        texts = {f"sign:{part.id}": part.text for part in self.parts}
        texts |= {f"check:{check.id}": check.text for check in self.checks}
        object.__setattr__(self, "_texts", texts)

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting what makes the message or its key contradict itself."""
        verdict = table.one_of("verdict", tuple(VERDICTS))
        parts = tuple(_read_part(row) for row in table.tables("parts", *PARTS))
        refuse_repeats(table, "parts", (part.id for part in parts))
        refuse_repeats(table, "parts", (part.text for part in parts))
        _check_kinds(table, parts)
        _check_signs(table, verdict, parts)
        checks, right_check = _read_checks(table)
        return cls(**read_common(table), verdict=verdict, parts=parts, checks=checks, right_check=right_check)

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        return written_common(self) | {
            "verdict": self.verdict,
            "parts": [_written_part(part) for part in self.parts],
            "checks": written_options(self.checks, (self.right_check,)),
        }

    @property
    def verdicts(self) -> tuple[Option, ...]:
        """The three verdicts, with msgids as texts, always in the same order."""
        return tuple(Option(verdict, msgid) for verdict, msgid in VERDICTS.items())

    @property
    def signs(self) -> tuple[PostPart, ...]:
        """The suspicious parts; none in a real message."""
        return tuple(part for part in self.parts if part.suspicious)

    @property
    def choices(self) -> tuple[Option, ...]:
        """The verdicts, then the parts as "sign:id" and the checks as "check:id"."""
        return self.verdicts + tuple(Option(name, text) for name, text in self._texts.items())

    @property
    def right_response(self) -> Response:
        """The right verdict and check, and every suspicious part."""
        return (self.verdict, self.right_check, *(part.id for part in self.signs))

    def check(self, response: Response) -> Response:
        """Return verdict, check ("" for none) and marked parts in the message's order.

        Raises InvalidResponse for an unknown id and where the verdict is missing.
        """
        if self.is_blank(response):
            return ()
        verdict, check, *marked = (*response, "") if len(response) == 1 else response
        given = set(marked)
        known = {part.id for part in self.parts}
        if verdict not in VERDICTS or (check and f"check:{check}" not in self._texts) or not given <= known:
            raise InvalidResponse(f"not an answer to the post {self.id!r}: {response!r}")
        return (verdict, check, *(part.id for part in self.parts if part.id in given))

    def shown(self, seed: str) -> Self:
        """Return the question with its checks in the order drawn from seed; the message keeps its order."""
        return replace(self, checks=drawn(self.checks, seed, self.id))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the verdict as a msgid, the marked parts' texts, then the check's text."""
        checked = self.check(response)
        if not checked:
            return ()
        verdict, check, *marked = checked
        signs = tuple(self._texts[f"sign:{part}"] for part in marked)
        return (VERDICTS[verdict], *signs, *((self._texts[f"check:{check}"],) if check else ()))

    def wrong_choice_ids(self, response: Response) -> tuple[str, ...]:
        """Return the verdict, the parts that are not suspicious and the check, each if it is wrong."""
        checked = self.check(response)
        if not checked:
            return ()
        verdict, check, *marked = checked
        signs = tuple(f"sign:{part}" for part in marked if part not in self._suspicious)
        return (
            *((verdict,) if verdict != self.verdict else ()),
            *signs,
            *((f"check:{check}",) if check and check != self.right_check else ()),
        )

    @property
    def guess_score(self) -> Fraction:
        """The mean over all verdicts, checks and ways to mark parts, each as likely."""
        others, found = len(self.parts) - len(self._suspicious), len(self._suspicious)
        ways = ((right, wrong) for right in range(found + 1) for wrong in range(others + 1))
        earned = sum(
            comb(found, right) * comb(others, wrong) * max(0, right - wrong) for right, wrong in ways
        )
        signs = Fraction(earned if found else 1, max(found, 1) * 2 ** len(self.parts))
        verdict, check = Fraction(1, len(VERDICTS)), Fraction(1, max(len(self.checks), 1))
        return _HALF * verdict + _QUARTER * signs + _QUARTER * check

    def judgement(self, response: Response) -> Judgement | None:
        """Return what the verdict says; None where the post is neither or nothing was answered."""
        checked = self.check(response)
        if self.verdict == "unknown" or not checked:
            return None
        return Judgement(self.verdict == "true", {"true": True, "false": False}.get(checked[0]))

    def marks(self, response: Response) -> PostMarks:
        """Return the three marks apart, all 0 for a blank response; raise InvalidResponse as check does.

        Verdict and check are right or not. Signs earn (suspicious parts marked - others marked) / suspicious
        parts, never below 0; where nothing is suspicious, marking nothing earns 1 and anything else 0.
        """
        checked = self.check(response)
        if not checked:
            return PostMarks(Fraction(0), Fraction(0), Fraction(0))
        verdict, check, *marked = checked
        right = len(self._suspicious.intersection(marked))
        signs = (
            Fraction(max(0, 2 * right - len(marked)), len(self._suspicious))
            if self._suspicious
            else Fraction(not marked)
        )
        return PostMarks(Fraction(verdict == self.verdict), signs, Fraction(check == self.right_check))

    def _marking(self, checked: Response) -> Marking:
        """Mark verdict / 2 + signs / 4 + check / 4 (docs/topic-format.md, `post`)."""
        marks = self.marks(checked)
        return Marking(_HALF * marks.verdict + _QUARTER * marks.signs + _QUARTER * marks.check)


def _read_part(row: Table) -> PostPart:
    part = PostPart(
        row.identifier(),
        cast(PartKind, row.one_of("kind", KINDS)),
        row.text("text"),
        row.flag("suspicious"),
        row.text("feedback", optional=True),
    )
    if part.suspicious and not part.feedback:
        row.problem(
            N_("A suspicious part does not say why it is suspicious."),
            N_('Add feedback = "…": what a reader should have noticed.'),
        )
    if part.id in VERDICTS:
        row.problem(
            N_("A part cannot have the id of a verdict."),
            N_("Give the part another id, as in “a” or “b”."),
        )
    return part


def _written_part(part: PostPart) -> dict[str, object]:
    row: dict[str, object] = {"id": part.id, "kind": part.kind, "text": part.text}
    if part.suspicious:
        row["suspicious"] = True
    if part.feedback:
        row["feedback"] = part.feedback
    return row


def _check_kinds(table: Table, parts: Sequence[PostPart]) -> None:
    counted = Counter[str](part.kind for part in parts)
    if parts and (counted["sender"] != 1 or not counted["text"]):
        table.problem(
            N_("A post has exactly one sender and at least one text."),
            N_('Add a part with kind = "sender" or kind = "text", or remove a second sender.'),
        )
    for kind in ("time", "picture", "counts"):
        if counted[kind] > 1:
            table.problem(
                N_("A post has at most one part of the kind “%(kind)s”."),
                N_("Remove one, or put both into one text."),
                kind=kind,
            )


def _check_signs(table: Table, verdict: str, parts: Sequence[PostPart]) -> None:
    count = sum(part.suspicious for part in parts)
    if verdict == "true" and count:
        table.problem(
            N_("The post is real, but a part is marked suspicious."),
            N_("Remove “suspicious = true”, or change the verdict."),
        )
    if verdict == "false" and not count:
        table.problem(
            N_("The post is fake, but no part is marked suspicious."),
            N_("Add suspicious = true and a feedback to the parts that give it away."),
        )
    if parts and count == len(parts):
        table.problem(
            N_("Every part is marked suspicious."),
            N_("Leave at least one part that is not, so that there is a choice."),
        )


def _read_checks(table: Table) -> tuple[tuple[Option, ...], str]:
    checks, right_ids = read_options(table, "checks", *CHECKS)
    if len(right_ids) != 1:
        table.problem(
            N_("%(count)s checks are marked right; there must be exactly one."),
            N_("Keep “right = true” on the check to make first."),
            count=str(len(right_ids)),
        )
    right = right_ids[0] if right_ids else ""
    if any(check.id == right and not check.feedback for check in checks):
        table.problem(
            N_("The check to make first does not say why."),
            N_('Add feedback = "…" to the check that is right.'),
        )
    return checks, right
