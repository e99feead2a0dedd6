"""Texts of a GIFT question made plain: escapes shown, formats and HTML taken off, losses noted once."""

from quizzes.formats.exchange import Spot
from quizzes.formats.gift.blocks import shown, without_format
from quizzes.formats.markup import has_markup, words_of
from quizzes.formats.problems import N_
from quizzes.vietnamese import clean


class Texts:
    """Makes the texts of one question plain."""

    def __init__(self, spot: Spot, default: str = "moodle") -> None:
        """Begin a question, whose text says which format the others have."""
        self._spot = spot
        self._default = default
        self._noted: set[str] = set()

    def line(self, raw: str) -> str:
        """Return a raw text in one line."""
        return clean(self._words(raw))

    def lines(self, raw: str) -> str:
        """Return a raw text with its line breaks."""
        return clean(self._words(raw), keep_lines=True)

    def prompt(self, raw: str) -> str:
        """Return the question's own text; its format holds for the texts that name none."""
        _, self._default = without_format(raw, self._default)
        return self.lines(raw)

    def note_feedback(self) -> None:
        """Note that feedback was left out."""
        self._once(
            "left_out",
            N_("Feedback for single answers was left out."),
            N_("Put it into the explanation by hand."),
        )

    def _words(self, raw: str) -> str:
        text, name = without_format(raw.strip(), self._default)
        # Line breaks that were typed for looks are spaces; \n is a break (it is a hidden sign until shown).
        text = shown(" ".join(text.split("\n")) if name == "html" else text)
        if name == "markdown" and any(sign in text for sign in ("**", "__", "](", "`")):
            self._once(
                "changed",
                N_("Markdown stayed as it is written, with its signs."),
                N_("Take the signs out by hand."),
            )
        if name in ("plain", "markdown") or not has_markup(text):
            return text
        words, has_media = words_of(text)
        if has_media:
            self._once(
                "left_out",
                N_("A picture, drawing or formula object was left out."),
                N_("Describe it in words, or add it to the topic's media by hand."),
            )
        return words

    def _once(self, outcome: str, message: str, remedy: str) -> None:
        if message not in self._noted:
            self._noted.add(message)
            note = self._spot.left_out if outcome == "left_out" else self._spot.changed
            note(message, remedy)
