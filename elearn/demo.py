"""A demo cell to look around in: 18 members and three months of history, drawn from a fixed seed.

Everything is made by the actions that real people's requests use, at times in the past, so that every
page has something true to the rules to show. Names are common ones and mean nobody.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts import actions as accounts_actions
from elearn.accounts.models import Member, RoleGrant
from elearn.accounts.queries import number_of_cells
from elearn.accounts.secrets import link_token
from elearn.attempts import actions as attempts_actions
from elearn.attempts.queries import Terms, open_attempt
from elearn.config import Settings
from elearn.demo_answers import response_to
from elearn.demo_meetings import hold_meetings
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.paths import data_folder
from elearn.topics import actions as topics_actions
from elearn.topics.library import library
from elearn.topics.offered import OfferedTopic
from quizzes.attempt import thousandths
from quizzes.questions import Question, Response
from quizzes.quiz import Lesson, Mode, Policy

PIN: Final = "280365"
SEED: Final = 20260203
CELL_NAME: Final = "Chi bộ Thôn Nà Chì (bản dùng thử)"
NAMES: Final = (
    "Hoàng Văn Sơn",
    "Nguyễn Thị Hạnh",
    "Vàng Chá Sò",
    "Giàng Mí Lúa",
    "Sùng Mí Dính",
    "Vừ Thị Mỷ",
    "Lò Văn Thắng",
    "Nguyễn Văn An",
    "Trần Thị Ánh",
    "Phạm Đức Ân",
    "Lê Thị Bình",
    "Vũ Văn Dũng",
    "Hoàng Thị Đào",
    "Đặng Quốc Khánh",
    "Thào A Pao",
    "Ma Thị Yến",
    "Lý Seo Chúng",
    "Nông Văn Tuấn",
)
# The first holds the cell together; the second stands in.
_ROLES: Final = ((0, "secretary"), (1, "deputy"), (2, "host"))
# Days before today on which each topic was opened to the cell, and for how many days.
_WINDOWS: Final = ((88, 28), (52, 28), (12, 20))


def demo_settings(settings: Settings) -> Settings:
    """Return the settings with a database file of the demo's own: it never mixes with a real cell."""
    path = data_folder() / "demo.sqlite3"
    return replace(settings, database_url=f"sqlite:///{path.as_posix()}")


def fill_demo(address: str) -> list[str]:
    """Make the demo cell unless it is there, and return the lines that say how to sign in."""
    with db.database().writing() as session:
        if number_of_cells(session) == 0:
            make_demo_cell(session, clock.now())
            session.commit()
        return _how_to_sign_in(session, address)


def _how_to_sign_in(session: Session, address: str) -> list[str]:
    secretary = session.scalars(
        select(Member)
        .join(RoleGrant, (RoleGrant.cell_id == Member.cell_id) & (RoleGrant.member_id == Member.id))
        .where(RoleGrant.role == "secretary")
    ).first()
    member = session.scalars(select(Member).where(Member.name == NAMES[4])).first()
    people = [(word, person) for word, person in (("Bí thư", secretary), ("Đảng viên", member)) if person]
    return [f"{CELL_NAME} · PIN {PIN}"] + [
        f"  {word} {one.name}: mã {one.code}, {address}/vao/{link_token(one.code, one.link_serial)}"
        for word, one in people
    ]


def make_demo_cell(session: Session, now: datetime) -> list[Member]:
    """Make the cell, its members and what they did in the three months before `now`."""
    joined = now - timedelta(days=100)
    members = [accounts_actions.found_cell(session, CELL_NAME, NAMES[0], PIN, joined)]
    for name in NAMES[1:]:
        member = accounts_actions.add_member(session, members[0].cell_id, name, "", joined)
        member.pin_hash = members[0].pin_hash
        members.append(member)
    for index, role in _ROLES[1:]:
        accounts_actions.grant_role(session, members[index], role, joined.date())
    topics = list(library().offered().values())[: len(_WINDOWS)]
    for (days_ago, length), offered in zip(_WINDOWS, topics, strict=False):
        opens_on = clock.vietnam_day(now) - timedelta(days=days_ago)
        _assign(session, members[0], offered, opens_on, length)
        for member in members:
            # A seed for each: what one member does changes nothing for the next.
            chance = Random(f"{SEED}:{member.name}:{offered.topic.slug}")  # noqa: S311 # no secret
            _Studying(session, member, offered, chance, opens_on, length, now).happen()
    hold_meetings(session, members, topics, now)
    return members


def _assign(session: Session, secretary: Member, offered: OfferedTopic, opens_on: date, length: int) -> None:
    policy = offered.topic.quiz.policy
    topics_actions.assign(
        session,
        secretary.cell_id,
        offered,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=length),
        tries=policy.tries or 2,
        minutes=policy.minutes,
        assigned_by=secretary.id,
        now=clock.start_of_day(opens_on),
    )


class _Studying:
    """One member with one topic: some finish, some are half way, some never open it."""

    def __init__(
        self,
        session: Session,
        member: Member,
        offered: OfferedTopic,
        chance: Random,
        opens_on: date,
        length: int,
        now: datetime,
    ) -> None:
        self.session, self.member, self.offered, self.chance, self.now = session, member, offered, chance, now
        # Those who lead the cell lead by example.
        self.diligence = max(chance.random(), 0.9 if member.name in NAMES[:2] else 0.0)
        self.knows = 0.45 + 0.5 * chance.random()
        day = opens_on + timedelta(days=int(length * chance.random() * 0.8))
        at = time(chance.choice((6, 12, 19, 20, 21)), chance.randrange(60))
        self.moment = datetime.combine(day, at, clock.VIETNAM)

    def happen(self) -> None:
        """Let the member read, practise and take the exam as far as they got."""
        if self.diligence < 0.15 or self.moment > self.now - timedelta(hours=3):
            return
        lessons = self.offered.topic.lessons
        read = lessons if self.diligence > 0.4 else lessons[: max(1, len(lessons) // 2)]
        for lesson in read:
            self._read(lesson, finished=lesson is not read[-1] or self.diligence > 0.3)
        if self.diligence > 0.55:
            self._take("practice", share=1.0)
        if self.diligence > 0.4:
            self._take("exam", share=0.85 + 0.15 * self.chance.random())

    def _tick(self, minutes: float) -> datetime:
        self.moment += timedelta(minutes=minutes)
        return self.moment

    def _read(self, lesson: Lesson, *, finished: bool) -> None:
        key: dict[str, int | str] = {
            "cell_id": self.member.cell_id,
            "member_id": self.member.id,
            "topic": self.offered.topic.slug,
        }
        opened_at = self._tick(1)
        cards = len(lesson.cards) if finished else max(1, len(lesson.cards) // 2)
        for card in lesson.cards[:cards]:
            self._tick(0.7)
            if card.question is not None:
                self._check(card.question, key)
        self.session.add(
            Bookmark(
                **key,
                lesson=lesson.slug,
                card=cards if finished else cards + 1,
                opened_at=opened_at,
                moved_at=self.moment,
                finished_at=self.moment if finished else None,
            )
        )

    def _check(self, question: Question, key: Mapping[str, int | str]) -> None:
        response = self._response(question)
        mark = thousandths(question.mark(response).mark)
        self.session.add(
            CheckAnswer(
                **key,
                question=question.id,
                response=attempts_actions.stored(response),
                mark=mark,
                first_mark=mark,
                answered_at=self.moment,
            )
        )

    def _take(self, mode: Mode, share: float) -> None:
        started = self._tick(60 * 24 * self.chance.random())
        if started > self.now - timedelta(hours=1):
            return  # That would lie in the future.
        attempt = attempts_actions.start(
            self.session,
            self.member.cell_id,
            self.member.id,
            self.offered,
            mode,
            1,
            Terms(Policy(tries=2, minutes=60), None),
            started,
            f"{SEED}:{self.member.name}",
        )
        opened = open_attempt(self.session, attempt)
        for question_id in opened.order[: round(len(opened.order) * share)]:
            question = opened.quiz.question(question_id)
            attempts_actions.answer(self.session, opened, question, self._response(question), self._tick(0.6))
        attempts_actions.hand_in(self.session, attempt.cell_id, attempt.id, self._tick(0.5))

    def _response(self, question: Question) -> Response:
        return response_to(question, self.chance, self.knows)
