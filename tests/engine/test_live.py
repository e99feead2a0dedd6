"""A room is moved by presses: where each leads, what may be answered, and what the clocks say."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from quizzes.live import LONGEST_STRETCH, NotNow, Room, Stale, commands, may_answer, press
from quizzes.live_names import Command, State, StepKind
from quizzes.votes import Advice, Decision, advice, final, tally

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
HALF = Fraction(1, 2)


def room_of(*steps: StepKind, timer: timedelta | None = None) -> Room:
    return Room(steps, NOON, timer=timer)


def pressed(room: Room, *presses: Command, share: Fraction | None = None, now: datetime = NOON) -> Room:
    """Press one after the other, each at the version the one before made."""
    for command in presses:
        room = press(room, command, room.version, now, share)
    return room


def states(room: Room, presses: int, share: Fraction | None) -> list[str]:
    """Return the states that NEXT leads through."""
    found = []
    for _ in range(presses):
        room = pressed(room, Command.NEXT, share=share)
        found.append(room.state.value)
    return found


@pytest.mark.parametrize(
    ("share", "way"),
    [
        (Fraction(1, 5), ["explaining", "revoting", "result"]),
        (Fraction(1, 2), ["discussing", "revoting", "result"]),
        (Fraction(4, 5), ["result"]),
        (None, ["result"]),
    ],
)
def test_next_alone_does_what_the_first_vote_advises(share: Fraction | None, way: list[str]) -> None:
    found = states(room_of("question", "conclusion"), 4 + len(way), share)
    assert found == ["reading", "voting", "counted", *way, "shown"]


def test_a_poll_is_asked_once_and_has_no_right_answer() -> None:
    assert states(room_of("poll"), 5, HALF) == ["reading", "voting", "counted", "result", "ended"]


def test_steps_that_tell_take_one_press_and_ideas_two() -> None:
    assert states(room_of("reading", "ideas", "story"), 5, None) == [
        "shown", "collecting", "result", "shown", "ended",
    ]  # fmt: skip


def test_a_second_press_at_the_same_version_changes_nothing() -> None:
    room = room_of("reading", "story")
    moved = press(room, Command.NEXT, 1, NOON)
    for again in Command:
        with pytest.raises(Stale):
            press(moved, again, 1, NOON)


@pytest.mark.parametrize(
    ("share", "wanted"),
    [
        (None, Advice.NOBODY),
        (Fraction(0), Advice.EXPLAIN_FIRST),
        (Fraction(299, 1000), Advice.EXPLAIN_FIRST),
        (Fraction(3, 10), Advice.DISCUSS),
        (Fraction(7, 10), Advice.DISCUSS),
        (Fraction(701, 1000), Advice.GO_ON),
        (Fraction(1), Advice.GO_ON),
    ],
)
def test_advice_changes_at_thirty_and_seventy_per_cent(share: Fraction | None, wanted: Advice) -> None:
    assert advice(share) is wanted


def test_the_host_may_decide_otherwise_than_advised() -> None:
    counted = pressed(room_of("question"), *[Command.NEXT] * 3)
    assert pressed(counted, Command.RESULT).state is State.RESULT
    assert pressed(counted, Command.EXPLAIN, Command.DISCUSS).state is State.DISCUSSING


def test_an_answer_is_taken_in_its_own_vote_alone() -> None:
    room = pressed(room_of("question", "question"), Command.NEXT)
    assert may_answer(room, 0, 1, NOON) is Decision.NOT_YET
    room = pressed(room, Command.NEXT)
    assert may_answer(room, 0, 1, NOON) is Decision.ALLOWED
    assert may_answer(room, 0, 2, NOON) is Decision.CLOSED
    assert may_answer(room, 1, 1, NOON) is Decision.CLOSED
    room = pressed(room, Command.NEXT)
    assert may_answer(room, 0, 1, NOON) is Decision.CLOSED
    assert may_answer(pressed(room, Command.END), 0, 1, NOON) is Decision.ENDED


def test_without_a_timer_nothing_is_too_late() -> None:
    room = pressed(room_of("question"), Command.NEXT, Command.NEXT)
    assert may_answer(room, 0, 1, NOON + timedelta(hours=9)) is Decision.ALLOWED
    assert Command.MORE_TIME not in commands(room)


def test_with_a_timer_an_answer_may_be_two_seconds_late_and_time_can_be_added() -> None:
    room = pressed(room_of("question", timer=timedelta(seconds=60)), Command.NEXT, Command.NEXT)
    assert may_answer(room, 0, 1, NOON + timedelta(seconds=62)) is Decision.ALLOWED
    late = NOON + timedelta(seconds=63)
    assert may_answer(room, 0, 1, late) is Decision.TOO_LATE
    longer = pressed(room, Command.MORE_TIME, now=late)
    assert longer.deadline == late + timedelta(seconds=30)
    assert may_answer(longer, 0, 1, late) is Decision.ALLOWED


def test_no_time_runs_out_while_the_room_is_paused() -> None:
    room = pressed(room_of("question", timer=timedelta(seconds=60)), Command.NEXT, Command.NEXT)
    paused = pressed(room, Command.PAUSE, now=NOON + timedelta(seconds=50))
    later = NOON + timedelta(minutes=10)
    assert may_answer(paused, 0, 1, later) is Decision.ALLOWED
    resumed = pressed(paused, Command.RESUME, now=later)
    assert resumed.deadline == later + timedelta(seconds=10)


def test_back_never_opens_a_question_whose_key_is_out() -> None:
    room = pressed(room_of("question", "story"), *[Command.NEXT] * 3, Command.RESULT, Command.NEXT)
    back = pressed(room, Command.BACK)
    assert (back.at, back.state) == (0, State.RESULT)
    assert may_answer(back, 0, 1, NOON) is Decision.CLOSED
    assert Command.REOPEN not in commands(back)


def test_a_vote_closed_too_early_is_opened_again() -> None:
    counted = pressed(room_of("question"), *[Command.NEXT] * 3)
    for command in (Command.REOPEN, Command.BACK):
        assert may_answer(pressed(counted, command), 0, 1, NOON) is Decision.ALLOWED


def test_a_skipped_question_can_still_be_asked() -> None:
    room = pressed(room_of("question", "story"), Command.NEXT, Command.NEXT, Command.SKIP)
    assert (room.at, room.state) == (1, State.SHOWN)
    assert pressed(room, Command.BACK).state is State.READING


def test_an_ended_meeting_goes_on_where_it_ended() -> None:
    ended = pressed(room_of("reading", "story"), Command.NEXT, Command.END)
    assert commands(ended) == {Command.REOPEN}
    again = pressed(ended, Command.REOPEN)
    assert (again.at, again.state) == (0, State.SHOWN)
    in_the_lobby = pressed(room_of("reading"), Command.END, Command.REOPEN)
    assert in_the_lobby.state is State.LOBBY


def test_what_the_state_does_not_have_is_refused() -> None:
    with pytest.raises(NotNow):
        pressed(room_of("reading"), Command.BACK)
    with pytest.raises(NotNow):
        pressed(room_of("poll"), *[Command.NEXT] * 3, Command.DISCUSS)


def test_the_clocks_tell_taking_part_from_being_read_to() -> None:
    room, now = room_of("reading", "question"), NOON
    for _minute in range(6):
        now += timedelta(minutes=1)
        room = pressed(room, Command.NEXT, share=HALF, now=now)
    # Told: reading together, the question being read, the count; active: the vote, the discussion.
    assert room.state is State.REVOTING
    assert (room.told, room.active) == (timedelta(minutes=3), timedelta(minutes=2))


def test_a_pause_and_a_night_do_not_count() -> None:
    room = pressed(room_of("discussion", "story"), Command.NEXT)
    paused = pressed(room, Command.PAUSE, now=NOON + timedelta(minutes=5))
    resumed = pressed(paused, Command.RESUME, now=NOON + timedelta(minutes=30))
    morning = pressed(resumed, Command.NEXT, now=NOON + timedelta(hours=20))
    assert morning.active == timedelta(minutes=5) + LONGEST_STRETCH


def test_the_second_vote_takes_the_place_of_the_first_one_by_one() -> None:
    assert final({"An": "a", "Bình": "b"}, {"Bình": "c", "Chi": "d"}) == {"An": "a", "Bình": "c", "Chi": "d"}


def test_raised_hands_count_like_answers() -> None:
    found = tally([(Fraction(1), 1), (HALF, 1), (Fraction(1), 4), (Fraction(0), 2)])
    assert (found.answered, found.right, found.share) == (8, 5, Fraction(5, 8))
    assert tally([]).share is None
