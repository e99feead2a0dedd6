"""Every write about people: plain functions that never commit and never see Flask's request."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts import secrets
from elearn.accounts.models import AccessRecord, Cell, Device, Installation, Member, RoleGrant
from elearn.accounts.queries import installation_value, open_grants_of
from elearn.accounts.terms import Term
from elearn.clock import vietnam_day
from quizzes.vietnamese import person_sort_text

SETUP_TOKEN = "setup-token"  # noqa: S105 # the name of a row, not a secret
SECRET_KEY = "secret-key"  # noqa: S105 # the name of a row, not a secret
ACCESS_RECORDS_DAYS = 730


def secret_key_of(session: Session) -> str:
    """Return the installation's secret, made on the first call.

    It lives in the database, so that one file is the backup.
    """
    known = installation_value(session, SECRET_KEY)
    if known is None:
        # Several processes may start on an empty database: all of them must use the same key.
        db.insert_unless_there(session, Installation, name=SECRET_KEY, value=secrets.new_token())
        known = installation_value(session, SECRET_KEY)
    return str(known)


def new_setup_token(session: Session) -> str:
    """Return a one-time token with which a new cell is named; the one before it is void."""
    token = secrets.new_token()
    session.merge(Installation(name=SETUP_TOKEN, value=secrets.digest_of(token)))
    return token


def setup_token_is_valid(session: Session, token: str) -> bool:
    """Say whether `token` still opens the first-run page."""
    return installation_value(session, SETUP_TOKEN) == secrets.digest_of(token)


def use_setup_token(session: Session, token: str) -> bool:
    """Use up `token`; False when it was used or replaced before."""
    gone = session.execute(
        delete(Installation)
        .where(Installation.name == SETUP_TOKEN, Installation.value == secrets.digest_of(token))
        .returning(Installation.name)
    ).all()
    return len(gone) == 1


def found_cell(session: Session, cell_name: str, secretary_name: str, pin: str, now: datetime) -> Member:
    """Make a cell and its first secretary, who has a PIN already."""
    cell = Cell(name=cell_name, created_at=now)
    session.add(cell)
    session.flush()
    secretary = add_member(session, cell.id, secretary_name, "", now)
    secretary.pin_hash = secrets.hash_pin(pin)
    grant_role(session, secretary, "secretary", vietnam_day(now))
    return secretary


def add_member(session: Session, cell_id: int, name: str, note: str, now: datetime) -> Member:
    """Add a person to a cell with a code of their own."""
    while True:
        member = Member(
            cell_id=cell_id,
            name=name,
            note=note,
            sort_text=person_sort_text(name),
            code=secrets.new_code(),
            joined_at=now,
        )
        try:
            with session.begin_nested():
                session.add(member)
            return member
        except IntegrityError:
            # Another member already has this code; draw again. Anything else would fail for ever.
            if session.scalar(select(Member.id).where(Member.code == member.code)) is None:
                raise


def rename_member(member: Member, name: str, note: str) -> None:
    """Correct a member's name and note."""
    member.name, member.note, member.sort_text = name, note, person_sort_text(name)


def grant_role(session: Session, member: Member, role: str, today: date) -> None:
    """Give a member a role from `today` until it is taken back; once more changes nothing."""
    if role not in open_grants_of(session, member, today):
        set_term(session, member, role, None, Term(today))


def set_term(session: Session, member: Member, role: str, grant: RoleGrant | None, term: Term) -> None:
    """Give a member a role for a term, in place of an open grant of it if there is one."""
    if grant is not None and grant.granted_on != term.since:
        session.delete(grant)
        session.flush()
        grant = None
    if grant is None:
        grant = RoleGrant(cell_id=member.cell_id, member_id=member.id, role=role, granted_on=term.since)
        session.add(grant)
    grant.until = term.until


def take_back(session: Session, grant: RoleGrant, today: date) -> None:
    """Take a role back: yesterday was its last day; one that had not begun then leaves no record."""
    if grant.granted_on < today:
        grant.until = today - timedelta(days=1)
    else:
        session.delete(grant)


def set_pin(session: Session, member: Member, pin: str) -> None:
    """Set a member's PIN."""
    member.pin_hash = secrets.hash_pin(pin)


def set_first_pin(session: Session, member: Member, pin_hash: str) -> bool:
    """Set the PIN of a member who has none; False when somebody set one a moment before."""
    changed = session.execute(
        update(Member)
        .where(Member.cell_id == member.cell_id, Member.id == member.id, Member.pin_hash.is_(None))
        .values(pin_hash=pin_hash)
        .returning(Member.id)
    ).all()
    return bool(changed)


def reset_sign_in(session: Session, member: Member) -> None:
    """Void a member's links, PIN and devices: a new link is needed to come in again."""
    member.pin_hash = None
    member.link_serial += 1
    session.execute(delete(Device).where(Device.cell_id == member.cell_id, Device.member_id == member.id))


def renew_link(member: Member) -> None:
    """Void a member's links, but keep the PIN and the devices."""
    member.link_serial += 1


def move_out(session: Session, member: Member, now: datetime) -> None:
    """Let a member leave: they cannot sign in any more, and what they did stays."""
    reset_sign_in(session, member)
    member.left_at = now
    today = vietnam_day(now)
    for grant in open_grants_of(session, member, today).values():
        take_back(session, grant, today)


def move_back(member: Member) -> None:
    """Let a member who left return with everything they did."""
    member.left_at = None


def sign_in(session: Session, member: Member, kind: str, now: datetime, today: date) -> str:
    """Remember a device of `member` and return the token its cookie holds."""
    token = secrets.new_token()
    session.add(
        Device(
            cell_id=member.cell_id,
            member_id=member.id,
            token_digest=secrets.digest_of(token),
            kind=kind,
            signed_in_at=now,
            last_seen_on=today,
        )
    )
    return token


def end_device(session: Session, cell_id: int, member_id: int, device_id: int) -> bool:
    """End one of a member's devices; False when they have no such device."""
    ended = session.execute(
        delete(Device)
        .where(Device.cell_id == cell_id, Device.member_id == member_id, Device.id == device_id)
        .returning(Device.id)
    ).all()
    return bool(ended)


def end_device_with(session: Session, token: str) -> None:
    """End the device that has this token, if there is one."""
    if token:
        session.execute(delete(Device).where(Device.token_digest == secrets.digest_of(token)))


def note_seen(session: Session, token: str, today: date) -> None:
    """Keep the day on which a device was last seen."""
    session.execute(
        update(Device).where(Device.token_digest == secrets.digest_of(token)).values(last_seen_on=today)
    )


def record_access(
    session: Session, cell_id: int, member_ids: Iterable[int], viewer_id: int, what: str, today: date
) -> None:
    """Record that `viewer_id` looked at what is held about these members; once a day for each kind.

    The cell's records older than two years are removed with it, so that no background worker is needed. An
    export, which asks for much already, leaves that to the next look.
    """
    if what != "export":
        too_old = AccessRecord.day < today - timedelta(days=ACCESS_RECORDS_DAYS)
        session.execute(delete(AccessRecord).where(AccessRecord.cell_id == cell_id, too_old))
    known = {"cell_id": cell_id, "viewer_id": viewer_id, "what": what, "day": today}
    # Looking at one's own things needs no record.
    rows = [
        {"id": db.new_id(), "member_id": member_id, **known}
        for member_id in member_ids
        if member_id != viewer_id
    ]
    db.insert_those_missing(session, AccessRecord, rows)
