"""What a phone posts to answer a question, for the questions of the test topic and any other."""

from collections.abc import Mapping

from quizzes.questions import (
    Match,
    MultipleChoice,
    Order,
    Question,
    Response,
    ShortText,
    SingleChoice,
    TrueFalse,
)

Posted = Mapping[str, str | list[str]]


def posted(question: Question, response: Response) -> Posted:
    """Return the form fields that give `response`."""
    match question:
        case SingleChoice():
            return {"answer": response[0]}
        case MultipleChoice():
            return {"answers": list(response)}
        case TrueFalse():
            return {"verdict": response[0], "reason": response[1] if len(response) > 1 else ""}
        case ShortText():
            return {"text": response[0]}
        case Match():
            return {f"pair-{left}": right for (left, _), right in zip(question.pairs, response, strict=True)}
        case Order():
            return {f"place-{item}": str(place) for place, item in enumerate(response, 1)}
    raise AssertionError(f"no form for {question.type}")


def right(question: Question) -> Posted:
    """Return the form fields of the right answer."""
    return posted(question, question.right_response)
