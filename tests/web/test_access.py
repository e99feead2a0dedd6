"""Every address × everybody: another cell's or person's things are never read or written.

A route without a row here fails the last test.
"""

from dataclasses import dataclass
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts.secrets import link_token
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.authoring_routes import OWN_TOPIC
from tests.web.cells_hands import who_left
from tests.web.meeting_hands import plan, run, shown_idea
from tests.web.paper_hands import printing_of
from tests.web.picture_hands import send_picture
from tests.web.planning_hands import plan_meeting
from tests.web.routes import MEMBER, NOBODY, OPEN, OWN_CELL, OWN_SECRETARY, OWNER, ROUTES, SECRETARY
from tests.web.taking import Taking, start

# Sent last, because they take away a thing that is asked for before, or sign somebody out.
LAST: Final = (
    "POST /sinh-hoat/<id:meeting_id>/buoc/<id:step_id>/bo",
    "POST /chi-bo/dang-vien/<id:member_id>/dat-lai-pin",
    "POST /chi-bo/dang-vien/<id:member_id>/chuyen-di",
    "POST /ra",
)
# Who is let in, by who may: a visitor is sent to the sign-in page, a member may not lead, what is
# another cell's does not exist.
VISITOR, MEMBER_ITSELF, OTHER_MEMBER, OWN_LEADER, FOREIGN_LEADER = (
    "nobody",
    "the member",
    "another member",
    "the secretary",
    "another cell's secretary",
)
LET_IN: Final = {
    OPEN: {VISITOR, MEMBER_ITSELF, OTHER_MEMBER, OWN_LEADER, FOREIGN_LEADER},
    MEMBER: {MEMBER_ITSELF, OTHER_MEMBER, OWN_LEADER, FOREIGN_LEADER},
    OWNER: {MEMBER_ITSELF},
    OWN_CELL: {MEMBER_ITSELF, OTHER_MEMBER, OWN_LEADER},
    NOBODY: set(),
    OWN_SECRETARY: {OWN_LEADER},
    SECRETARY: {OWN_LEADER, FOREIGN_LEADER},
}


@dataclass(frozen=True)
class Scene:
    """Browsers of everybody, and the addresses of Dính's things."""

    browsers: dict[str, FlaskClient]
    things: dict[str, str]


@pytest.fixture
def scene(app: Flask, cell: TestCell, other_cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Scene:
    """Dính with an open and an ended attempt, somebody who left, and everybody who might want to look."""
    left = who_left(app, cell, the_clock)
    owner = signed_in(cell.dinh)
    ended: Taking = start(app, owner, "practice")
    ended.hand_in()
    attempt = start(app, owner, "exam")
    with app.app_context():
        token = link_token(cell.dinh.code, cell.dinh.link_serial)
    secretary = signed_in(cell.secretary)
    room = run(app, secretary, plan(app, cell, the_clock))
    planned = plan_meeting(app, secretary)
    planned.add_question()
    planned.open_for_preparation()
    assert secretary.post(f"/soan/chep/{TOPIC}").location == OWN_TOPIC
    assert secretary.post(f"{OWN_TOPIC}/cong-bo").status_code == 303
    assert send_picture(secretary, f"{OWN_TOPIC}/bai/bai-mot").status_code == 303
    return Scene(
        {
            VISITOR: app.test_client(),
            MEMBER_ITSELF: owner,
            OTHER_MEMBER: signed_in(cell.binh),
            OWN_LEADER: secretary,
            FOREIGN_LEADER: signed_in(other_cell.secretary),
        },
        {
            "token": token,
            "attempt": attempt.address,
            "ended": ended.address,
            "member": str(cell.dinh.id),
            "left": str(left.id),
            "room": f"/buoi/{room.id}",
            "held": f"/sinh-hoat/{room.id}",
            "plan": planned.address,
            "step": str(planned.steps[0].id),
            "code": room.row.code,
            "idea": str(shown_idea(app, room)),
            "printing": str(printing_of(app, cell, the_clock)),
        },
    )


def place_of(route: str) -> int:
    """Return when a route is asked for: those that take something away last, in their order."""
    return LAST.index(route) + 1 if route in LAST else 0


def test_everybody_gets_to_what_is_theirs_and_to_nothing_else(scene: Scene) -> None:
    wrong = []
    ordered = sorted(ROUTES.items(), key=lambda row: (place_of(row[0]), row[0].startswith("POST"), row[0]))
    for route, (who_may, address) in ordered:
        method, _rule = route.split(" ", 1)
        # The strangers first: a door that opens to them must not look open because the owner went before.
        for person in (VISITOR, FOREIGN_LEADER, OTHER_MEMBER, OWN_LEADER, MEMBER_ITSELF):
            answer = scene.browsers[person].open(address.format(**scene.things), method=method)
            let_in = answer.status_code not in (401, 403, 404) and "/vao?" not in (answer.location or "")
            if let_in != (person in LET_IN[who_may]):
                wrong.append(f"{person}: {method} {address} → {answer.status_code} {answer.location or ''}")
    assert not wrong, "\n".join(wrong)


def test_every_route_has_its_row(app: Flask) -> None:
    routes = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(ROUTES)
