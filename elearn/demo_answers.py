"""What the people of the demo cell answer: rightly as often as they know, else as people err."""

from random import Random

from quizzes.questions import (
    Case,
    Match,
    MultipleChoice,
    Order,
    Poll,
    Post,
    Question,
    Response,
    ShortText,
    SingleChoice,
    TrueFalse,
)


def response_to(question: Question, chance: Random, knows: float) -> Response:
    """Return a response that is right with probability `knows`; to a poll, an opinion."""
    match question:
        case Poll():
            return (chance.choice(question.options).id,)
        case Case():
            return question.packed([response_to(part, chance, knows) for part in question.parts])
    if chance.random() < knows:
        return question.right_response
    return _wrong_response(question, chance)


def _wrong_response(question: Question, chance: Random) -> Response:
    """Return a response such as somebody gives who does not know."""
    match question:
        case SingleChoice():
            # People who do not know mostly fall for the same option.
            wrong = [option.id for option in question.options if option.id != question.right_id]
            return (wrong[0] if chance.random() < 0.6 else chance.choice(wrong),)
        case MultipleChoice():
            return question.check(tuple(chance.sample([option.id for option in question.options], 2)))
        case TrueFalse():
            verdict = chance.choice([v.id for v in question.verdicts if v.id != question.verdict])
            return (verdict, question.reasons[0].id) if question.reasons else (verdict,)
        case Post():
            return _misjudged(question, chance)
        case ShortText():
            return ("chưa nhớ",)
        case Match():
            rights = [right.id for right in question.rights][: len(question.pairs)]
            return tuple(rights[1:] + rights[:1])
        case Order():
            return tuple(chance.sample(question.key, len(question.key)))
    return ()


def _misjudged(post: Post, chance: Random) -> Response:
    """Return a judgement that errs in one or more of its three parts."""
    verdict = chance.choice([verdict.id for verdict in post.verdicts if verdict.id != post.verdict])
    marked = [part.id for part in post.parts if chance.random() < 0.4]
    return post.check((verdict, chance.choice(post.checks).id, *marked))
