"""What `short_text` and `number` share: one text is typed."""

from dataclasses import dataclass
from typing import Self

from quizzes.questions.base import Question, Response
from quizzes.vietnamese import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class OneText(Question):
    """One text to type; a response is `(cleaned text,)`."""

    def is_blank(self, response: Response) -> bool:
        """Tell whether nothing was typed but spaces and invisible characters."""
        return not any(map(clean, response))

    def shown(self, seed: str) -> Self:
        """Return the question itself: it has no parts to put in order."""
        return self

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the cleaned text."""
        return self.check(response)
