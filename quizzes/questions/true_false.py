"""True, false or not enough evidence, and why (`true_false`)."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar, Final, Self

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import (
    RIGHT,
    WRONG,
    InvalidResponse,
    Judgement,
    Marking,
    Option,
    Question,
    Response,
    drawn,
    read_common,
    read_options,
    written_common,
    written_options,
)

VERDICTS: Final = {"true": N_("True"), "false": N_("False"), "unknown": N_("Not enough evidence")}
_HALF = Marking(Fraction(1, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """A statement to judge; a response is `(verdict,)` or, with reasons, `(verdict, reason id)`."""

    type: ClassVar[str] = "true_false"

    verdict: str
    unknown_offered: bool = False
    reasons: tuple[Option, ...] = ()
    right_reason: str = ""
    _texts: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the reasons once, because marking must be fast."""
        object.__setattr__(self, "_texts", {reason.id: reason.text for reason in self.reasons})

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting a verdict not offered or reasons without one right."""
        verdict = table.one_of("verdict", tuple(VERDICTS))
        unknown_offered = table.flag("unknown_offered")
        if verdict == "unknown" and not unknown_offered:
            table.problem(
                N_("The right verdict is “unknown”, which is not offered."),
                N_("Add the line unknown_offered = true."),
            )
        reasons, right_reason = _read_reasons(table)
        return cls(
            **read_common(table),
            verdict=verdict,
            unknown_offered=unknown_offered,
            reasons=reasons,
            right_reason=right_reason,
        )

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        table = written_common(self) | {"verdict": self.verdict}
        if self.unknown_offered:
            table["unknown_offered"] = True
        if self.reasons:
            table["reasons"] = written_options(self.reasons, (self.right_reason,))
        return table

    @property
    def verdicts(self) -> tuple[Option, ...]:
        """The verdicts offered, with msgids as texts, always in the same order."""
        offered = tuple(Option(verdict, msgid) for verdict, msgid in VERDICTS.items())
        return offered if self.unknown_offered else offered[:2]

    @property
    def choices(self) -> tuple[Option, ...]:
        """The verdicts, then the reasons in the order shown."""
        return self.verdicts + self.reasons

    @property
    def right_response(self) -> Response:
        """The right verdict, with the right reason where reasons are offered."""
        return (self.verdict, self.right_reason) if self.reasons else (self.verdict,)

    @property
    def guess_score(self) -> Fraction:
        """One in so many verdicts; a reason to pick as well costs the half that a wrong one loses."""
        verdict = Fraction(1, len(self.verdicts))
        return verdict * (1 + Fraction(1, len(self.reasons))) / 2 if self.reasons else verdict

    def judgement(self, response: Response) -> Judgement | None:
        """Return what the verdict says; None where the statement is neither or nothing was answered."""
        checked = self.check(response)
        if self.verdict == "unknown" or not checked:
            return None
        return Judgement(self.verdict == "true", {"true": True, "false": False}.get(checked[0]))

    def check(self, response: Response) -> Response:
        """Return the verdict and the reason if one is given; raise InvalidResponse for a reason alone."""
        if self.is_blank(response):
            return ()
        verdict, *reason = response
        if verdict not in VERDICTS or (verdict == "unknown" and not self.unknown_offered):
            raise InvalidResponse(f"not a verdict offered by {self.id!r}: {response!r}")
        if not any(reason):
            return (verdict,)
        if len(reason) != 1 or reason[0] not in self._texts:
            raise InvalidResponse(f"not one reason of {self.id!r}: {response!r}")
        return response

    def shown(self, seed: str) -> Self:
        """Return the question with its reasons in the order drawn from seed; verdicts keep their order."""
        return replace(self, reasons=drawn(self.reasons, seed, self.id))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the verdict as a msgid, then the reason's text."""
        checked = self.check(response)
        return tuple(VERDICTS[part] for part in checked[:1]) + tuple(
            self._texts[part] for part in checked[1:]
        )

    def wrong_choice_ids(self, response: Response) -> tuple[str, ...]:
        """Return the verdict and the reason, each if it is wrong."""
        return tuple(part for part in self.check(response) if part not in (self.verdict, self.right_reason))

    def _marking(self, checked: Response) -> Marking:
        """Mark verdict and reason (docs/topic-format.md): a right reason saves no wrong verdict."""
        if checked[0] != self.verdict:
            return WRONG
        if not self.reasons or checked[1:] == (self.right_reason,):
            return RIGHT
        return _HALF


def _read_reasons(table: Table) -> tuple[tuple[Option, ...], str]:
    if not table.has("reasons"):
        table.tables("reasons", 0, 5)
        return (), ""
    reasons, right_ids = read_options(table, "reasons", 2, 5)
    if len(right_ids) != 1:
        table.problem(
            N_("%(count)s reasons are marked right; there must be exactly one."),
            N_("Keep “right = true” on one reason."),
            count=str(len(right_ids)),
        )
    if any(reason.id in VERDICTS for reason in reasons):
        table.problem(
            N_("A reason cannot have the id of a verdict."),
            N_("Give the reason another id, as in “a” or “b”."),
        )
    return reasons, right_ids[0] if right_ids else ""
