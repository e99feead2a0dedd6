"""A topic as it is on offer."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.formats.topic import digest
from quizzes.quiz import Topic

QUIZ_FILE = "quiz.toml"


@dataclass(frozen=True, slots=True)
class OfferedTopic:
    """A topic as it is on offer now, with the text of its quiz that attempts are pinned to."""

    topic: Topic
    quiz_text: str
    quiz_digest: str

    @property
    def number_of_cards(self) -> int:
        """How many cards the topic's lessons have together."""
        return sum(len(lesson.cards) for lesson in self.topic.lessons)


def offered_of(topic: Topic, files: Mapping[str, str]) -> OfferedTopic:
    """Return a topic and the files it was read from as what is on offer."""
    text = files[QUIZ_FILE]
    return OfferedTopic(topic, text, digest(text))


def in_order(offered: Mapping[str, OfferedTopic]) -> dict[str, OfferedTopic]:
    """Return topics in the order in which their authors want them."""
    return dict(sorted(offered.items(), key=lambda item: (item[1].topic.order, item[0])))
