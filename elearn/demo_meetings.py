"""The demo cell's meetings: three that were held, and the next one with its preparation.

They are planned, prepared and run by the actions that real presses and phones use. The first is read aloud
for the most part, the later ones less and less: so the measure of a meeting has something to show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts.models import Member
from elearn.demo_answers import response_to
from elearn.meetings import attendance, ideas, plan_actions, preparation, room_actions
from elearn.meetings.intake import Sent, write_answers
from elearn.meetings.models import Meeting
from elearn.meetings.own_polls import add_own_poll
from elearn.meetings.plan_actions import StepTexts
from elearn.meetings.rooms import LiveRoom
from elearn.topics.offered import OfferedTopic
from quizzes.live_names import MARKED, Command, State
from quizzes.questions import Question


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting of the past: how long ago, where, what is read for how long, what is asked."""

    days_ago: int
    title: str
    readings: tuple[tuple[str, int], ...]
    questions: int
    ideas: tuple[str, ...]
    # What is asked without names, then the answers to choose from.
    poll: tuple[str, ...] = ()


_HALL: Final = "Nhà văn hóa thôn"
_NOTICE_DAYS: Final = 9
_CONCLUSION: Final = "Kết luận của chủ trì"
_HELD: Final = (
    _Held(
        77,
        "Sinh hoạt chi bộ thường kỳ, học tập chuyên đề",
        (("Đọc chung tài liệu chuyên đề", 28), ("Đọc chung kế hoạch tháng", 14)),
        2,
        (),
    ),
    _Held(
        44,
        "Sinh hoạt chuyên đề",
        (("Đọc chung phần trọng tâm của tài liệu", 15),),
        4,
        (
            "Lập danh sách số điện thoại trực ban xã, dán ở nhà văn hóa thôn",
            "Mỗi tháng một đồng chí kể một tin mình đã kiểm chứng",
        ),
    ),
    _Held(
        14,
        "Sinh hoạt chi bộ thường kỳ, học tập chuyên đề",
        (("Đọc chung phần trọng tâm của tài liệu", 6),),
        6,
        (
            "Mỗi đồng chí nhận một việc cụ thể, báo cáo ở buổi sau",
            "Mời già làng cùng dự buổi sinh hoạt chuyên đề",
            "Gửi câu hỏi chuẩn bị sớm hơn, trước buổi họp ba ngày",
        ),
        ("Buổi sau nên họp vào lúc nào?", "Tối thứ sáu", "Sáng chủ nhật", "Chiều thứ bảy"),
    ),
)
# How long each state of the room takes, in seconds; what is read takes the minutes it was given.
_SECONDS: Final = {
    State.LOBBY: 180,
    State.COLLECTING: 300,
    State.READING: 40,
    State.VOTING: 75,
    State.COUNTED: 25,
    State.EXPLAINING: 90,
    State.DISCUSSING: 150,
    State.REVOTING: 50,
    State.RESULT: 80,
}


def hold_meetings(
    session: Session, members: Sequence[Member], topics: Sequence[OfferedTopic], now: datetime
) -> None:
    """Let the cell hold three meetings before `now` and plan the next one."""
    for number, (held, offered) in enumerate(zip(_HELD, topics, strict=False)):
        chance = Random(f"meeting:{number}")  # noqa: S311 # no secret
        _HeldMeeting(session, members, offered, held, chance, now).happen()
    if topics:
        _plan_the_next(session, members, topics[min(1, len(topics) - 1)], now)


def _evening(now: datetime, days_ago: int) -> datetime:
    day = clock.vietnam_day(now) - timedelta(days=days_ago)
    return datetime.combine(day, time(19, 30), clock.VIETNAM)


def _create(
    session: Session, secretary: Member, title: str, starts_at: datetime, minutes: int, now: datetime
) -> Meeting:
    meeting_id = db.new_id()
    plan_actions.create(
        session,
        secretary.cell_id,
        meeting_id=meeting_id,
        title=title,
        place=_HALL,
        starts_at=starts_at,
        planned_minutes=minutes,
        created_by=secretary.id,
        now=now,
    )
    return session.get_one(Meeting, (secretary.cell_id, meeting_id))


def _prepare(session: Session, meeting: Meeting, member: Member, chance: Random, now: datetime) -> None:
    for prepared in preparation.to_prepare(session, meeting, member.id, now):
        question = prepared.question
        response = response_to(question, chance, 0.5)
        preparation.answer(session, meeting, prepared, member.id, question.check(response), now)


def _plan_the_next(session: Session, members: Sequence[Member], offered: OfferedTopic, now: datetime) -> None:
    secretary, planned_on = members[0], now - timedelta(days=_NOTICE_DAYS)
    first_date = _evening(now, -3)
    meeting = _create(session, secretary, "Sinh hoạt chi bộ thường kỳ", first_date, 90, planned_on)
    plan_actions.add_topic_set(session, meeting, offered, _CONCLUSION, planned_on)
    step = StepTexts(title="Đồng chí muốn chi bộ làm ngay việc gì?", minutes=8)
    plan_actions.add_step(session, meeting, step_id=db.new_id(), kind="ideas", texts=step)
    asking = [one for one in plan_actions.steps_of(session, meeting) if one.kind in MARKED]
    for one in asking[:3]:
        one.opens_on = clock.vietnam_day(now) - timedelta(days=1)
    plan_actions.postpone(
        session, meeting, first_date + timedelta(days=2), secretary.id, now - timedelta(hours=20)
    )
    session.flush()
    chance = Random("preparation")  # noqa: S311 # no secret
    for member in members[5:14]:
        _prepare(session, meeting, member, chance, now - timedelta(hours=2))


class _HeldMeeting:
    """One meeting from its plan to its end."""

    def __init__(
        self,
        session: Session,
        members: Sequence[Member],
        offered: OfferedTopic,
        held: _Held,
        chance: Random,
        now: datetime,
    ) -> None:
        self.session, self.members, self.offered, self.held = session, members, offered, held
        self.chance = chance
        self.moment = _evening(now, held.days_ago)
        # Everybody's luck is their own, and some are away.
        self.there = [member for member in members if chance.random() < 0.88]
        self.knows = {member.id: 0.3 + 0.4 * chance.random() for member in members}

    def happen(self) -> None:
        """Plan the meeting, run its room step by step, and confirm who was there."""
        secretary = self.members[0]
        starts_at = self.moment
        meeting = _create(
            self.session, secretary, self.held.title, starts_at, 90, starts_at - timedelta(days=_NOTICE_DAYS)
        )
        self._agenda(meeting, starts_at - timedelta(days=_NOTICE_DAYS))
        codes = (f"{self.held.days_ago:02}GHK{number}" for number in count(3))
        live = room_actions.open_the_room(self.session, meeting, self.members[2].id, self.moment, codes)
        for member in self.there[2:]:
            room_actions.join(self.session, live, member.id, self.moment + timedelta(seconds=40))
        while not live.is_over:
            self._let_speak(live)
            self.moment += self._stay(live)
            live = room_actions.press(self.session, live, Command.NEXT, live.room.version, self.moment, codes)
        everybody = [member.id for member in self.members]
        present = {member.id for member in self.there}
        attendance.confirm_presence(self.session, meeting, everybody, present, secretary.id)

    def _agenda(self, meeting: Meeting, at: datetime) -> None:
        for title, minutes in self.held.readings:
            self._add(meeting, "reading", title, minutes)
        for question in self.offered.topic.meeting_questions[: self.held.questions]:
            plan_actions.add_question(self.session, meeting, self.offered, question, at)
        if self.held.poll:
            asked, *options = self.held.poll
            add_own_poll(
                self.session, meeting, step_id=db.new_id(), prompt=asked, options=options, many=False,
                minutes=4, now=at,
            )  # fmt: skip
        if self.held.ideas:
            self._add(meeting, "ideas", "Việc chi bộ ta làm ngay tháng này", 8)
            self._add(meeting, "discussion", "Phân công ai làm việc gì", 8)
        self._add(meeting, "conclusion", _CONCLUSION, 5)

    def _add(self, meeting: Meeting, kind: str, title: str, minutes: int) -> None:
        texts = StepTexts(title=title, minutes=minutes)
        plan_actions.add_step(self.session, meeting, step_id=db.new_id(), kind=kind, texts=texts)

    def _stay(self, live: LiveRoom) -> timedelta:
        if live.room.state is State.SHOWN and live.step is not None:
            return timedelta(minutes=live.step.minutes)
        return timedelta(seconds=_SECONDS[live.room.state])

    def _let_speak(self, live: LiveRoom) -> None:
        if live.room.state is State.COLLECTING:
            self._say_ideas(live)
        elif live.open_round is not None and live.question is not None:
            self._answer(live, live.open_round, live.question)

    def _answer(self, live: LiveRoom, round_id: int, question: Question) -> None:
        """Let those who are there answer; after the discussion more of them know."""
        if not live.is_secret:
            # As the author wrote it: the order on the wall is another in each demo cell.
            question = self.offered.topic.question(question.id)
        better = 0.3 if live.room.state is State.REVOTING else 0.0
        sent = []
        for seat, member in enumerate(self.there):
            if live.is_secret and seat < 2:
                continue  # Nobody casts a ballot for somebody else.
            response = response_to(question, self.chance, self.knows[member.id] + better)
            # The first two have no phone: the host enters what they say.
            proxy = self.members[2].id if seat < 2 else None
            at = self.moment + timedelta(seconds=5 + seat)
            sent.append(
                Sent(live.cell_id, live.meeting_id, round_id, member.id, response, at, entered_by=proxy)
            )
        write_answers(self.session, sent)

    def _say_ideas(self, live: LiveRoom) -> None:
        for number, text in enumerate(self.held.ideas):
            author = self.there[number].id if number == 0 else None
            ideas.send_idea(self.session, live, text, "idea", author)
        self.session.flush()
        said = ideas.ideas_of(self.session, live.cell_id, live.meeting_id, shown_only=False)
        for idea in said:
            ideas.set_idea_state(self.session, live, idea.id, "shown")
            for member in self.there[: 11 - 4 * self.held.ideas.index(idea.text)]:
                ideas.find_good(self.session, live, idea.id, member.id)
