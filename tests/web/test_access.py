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
from tests.web.cells_hands import who_left
from tests.web.meeting_hands import plan, run, shown_idea
from tests.web.paper_hands import printing_of
from tests.web.planning_hands import plan_meeting
from tests.web.taking import Taking, start

# Who may: everybody; any member; the owner of the thing; the owner's secretary; any secretary.
OPEN, MEMBER, OWNER, OWN_SECRETARY, SECRETARY = "open", "member", "owner", "own secretary", "secretary"
# Any member of the cell whose meeting it is; nobody at all.
OWN_CELL, NOBODY = "own cell", "nobody at all"

LESSON: Final = f"/chuyen-de/{TOPIC}/bai/bai-mot"

# "METHOD rule": (who may, an address of the thing that belongs to Dính of Tổ 5).
ROUTES: Final[dict[str, tuple[str, str]]] = {
    "GET /static/<version>/<path:path>": (OPEN, "/static/0/app.css"),
    "GET /favicon.ico": (OPEN, "/favicon.ico"),
    "GET /vao": (OPEN, "/vao"),
    "POST /vao": (OPEN, "/vao"),
    "GET /vao/<token>": (OPEN, "/vao/{token}"),
    "POST /vao/<token>": (OPEN, "/vao/{token}"),
    "GET /vao/<token>/khong-phai-toi": (OPEN, "/vao/{token}/khong-phai-toi"),
    "GET /khoi-dau/<token>": (OPEN, "/khoi-dau/gia-mao"),
    "POST /khoi-dau/<token>": (OPEN, "/khoi-dau/gia-mao"),
    "POST /ra": (OPEN, "/ra"),
    "GET /": (MEMBER, "/"),
    "GET /chuyen-de/<slug>": (MEMBER, f"/chuyen-de/{TOPIC}"),
    "GET /chuyen-de/<slug>/hoc-tiep": (MEMBER, f"/chuyen-de/{TOPIC}/hoc-tiep"),
    "GET /chuyen-de/<slug>/bai/<lesson>": (MEMBER, LESSON),
    "GET /chuyen-de/<slug>/bai/<lesson>/<int:number>": (MEMBER, f"{LESSON}/1"),
    "GET /chuyen-de/<slug>/bai/<lesson>/<int:number>/cau-hoi": (MEMBER, f"{LESSON}/2/cau-hoi"),
    "POST /chuyen-de/<slug>/bai/<lesson>/<int:number>/cau-hoi": (MEMBER, f"{LESSON}/2/cau-hoi"),
    "POST /chuyen-de/<slug>/bai/<lesson>/<int:number>/xong": (MEMBER, f"{LESSON}/1/xong"),
    "GET /chuyen-de/<slug>/bai/<lesson>/xong": (MEMBER, f"{LESSON}/xong"),
    "POST /chuyen-de/<slug>/lam-bai": (MEMBER, f"/chuyen-de/{TOPIC}/lam-bai"),
    "GET /luot/<id:attempt_id>/<int:number>": (OWNER, "{attempt}/1"),
    "POST /luot/<id:attempt_id>/<int:number>": (OWNER, "{attempt}/1"),
    "POST /luot/<id:attempt_id>/<int:number>/danh-dau": (OWNER, "{attempt}/1/danh-dau"),
    "GET /luot/<id:attempt_id>/nop": (OWNER, "{attempt}/nop"),
    "POST /luot/<id:attempt_id>/nop": (OWNER, "{attempt}/nop"),
    "GET /luot/<id:attempt_id>/ket-qua": (OWNER, "{ended}/ket-qua"),
    "GET /p": (OPEN, "/p"),
    "GET /p/<code>": (OPEN, "/p/{code}"),
    "POST /p/<code>": (OPEN, "/p/{code}"),
    "POST /p/<code>/khach": (OPEN, "/p/{code}/khach"),
    # A guest's browser alone has the room in its cookie; for anybody else there is nothing to see.
    "GET /p/xem": (NOBODY, "/p/xem"),
    "GET /p/xem/luong": (NOBODY, "/p/xem/luong"),
    "GET /p/xem/trang-thai": (NOBODY, "/p/xem/trang-thai"),
    "POST /buoi/<id:meeting_id>/vao": (OWN_CELL, "{room}/vao"),
    "GET /buoi/<id:meeting_id>/phong": (OWN_CELL, "{room}/phong"),
    "GET /buoi/<id:meeting_id>/luong": (OWN_CELL, "{room}/luong"),
    "GET /buoi/<id:meeting_id>/trang-thai": (OWN_CELL, "{room}/trang-thai"),
    "POST /buoi/<id:meeting_id>/tra-loi/<id:round_id>": (OWN_CELL, "{room}/tra-loi/1"),
    "POST /buoi/<id:meeting_id>/y-kien": (OWN_CELL, "{room}/y-kien"),
    "POST /buoi/<id:meeting_id>/y-kien/<id:idea_id>/ung-ho": (OWN_CELL, "{room}/y-kien/{idea}/ung-ho"),
    "POST /buoi/<id:meeting_id>/y-kien/<id:idea_id>/hien": (OWN_SECRETARY, "{room}/y-kien/{idea}/hien"),
    "POST /buoi/<id:meeting_id>/mo": (OWN_SECRETARY, "{room}/mo"),
    "GET /buoi/<id:meeting_id>/man-chieu": (OWN_SECRETARY, "{room}/man-chieu"),
    "GET /buoi/<id:meeting_id>/man-chieu/luong": (OWN_SECRETARY, "{room}/man-chieu/luong"),
    "GET /buoi/<id:meeting_id>/man-chieu/trang-thai": (OWN_SECRETARY, "{room}/man-chieu/trang-thai"),
    "GET /buoi/<id:meeting_id>/dieu-khien": (OWN_SECRETARY, "{room}/dieu-khien"),
    "GET /buoi/<id:meeting_id>/dieu-khien/luong": (OWN_SECRETARY, "{room}/dieu-khien/luong"),
    "GET /buoi/<id:meeting_id>/dieu-khien/trang-thai": (OWN_SECRETARY, "{room}/dieu-khien/trang-thai"),
    "POST /buoi/<id:meeting_id>/lenh": (OWN_SECRETARY, "{room}/lenh"),
    "POST /buoi/<id:meeting_id>/hen-gio": (OWN_SECRETARY, "{room}/hen-gio"),
    "GET /buoi/<id:meeting_id>/nhap-ho/<id:member_id>": (OWN_SECRETARY, "{room}/nhap-ho/{member}"),
    "POST /buoi/<id:meeting_id>/nhap-ho/<id:member_id>/<id:round_id>": (
        OWN_SECRETARY,
        "{room}/nhap-ho/{member}/1",
    ),
    "POST /buoi/<id:meeting_id>/gio-tay/<id:round_id>": (OWN_SECRETARY, "{room}/gio-tay/1"),
    "GET /sinh-hoat": (SECRETARY, "/sinh-hoat"),
    "GET /sinh-hoat/moi": (SECRETARY, "/sinh-hoat/moi"),
    "POST /sinh-hoat/moi": (SECRETARY, "/sinh-hoat/moi"),
    "GET /sinh-hoat/<id:meeting_id>": (OWN_SECRETARY, "{plan}"),
    "GET /sinh-hoat/<id:meeting_id>/sua": (OWN_SECRETARY, "{plan}/sua"),
    "POST /sinh-hoat/<id:meeting_id>/sua": (OWN_SECRETARY, "{plan}/sua"),
    "GET /sinh-hoat/<id:meeting_id>/hoan": (OWN_SECRETARY, "{plan}/hoan"),
    "POST /sinh-hoat/<id:meeting_id>/hoan": (OWN_SECRETARY, "{plan}/hoan"),
    "GET /sinh-hoat/<id:meeting_id>/huy": (OWN_SECRETARY, "{plan}/huy"),
    "POST /sinh-hoat/<id:meeting_id>/huy": (OWN_SECRETARY, "{plan}/huy"),
    "POST /sinh-hoat/<id:meeting_id>/giu-lai": (OWN_SECRETARY, "{plan}/giu-lai"),
    "GET /sinh-hoat/<id:meeting_id>/them": (OWN_SECRETARY, "{plan}/them"),
    "POST /sinh-hoat/<id:meeting_id>/bo-cau-hoi": (OWN_SECRETARY, "{plan}/bo-cau-hoi"),
    "GET /sinh-hoat/<id:meeting_id>/cau-hoi": (OWN_SECRETARY, "{plan}/cau-hoi"),
    "POST /sinh-hoat/<id:meeting_id>/cau-hoi": (OWN_SECRETARY, "{plan}/cau-hoi"),
    "GET /sinh-hoat/<id:meeting_id>/phieu-y-kien": (OWN_SECRETARY, "{plan}/phieu-y-kien"),
    "POST /sinh-hoat/<id:meeting_id>/phieu-y-kien": (OWN_SECRETARY, "{plan}/phieu-y-kien"),
    "GET /sinh-hoat/<id:meeting_id>/the-bai/<kind>": (OWN_SECRETARY, "{plan}/the-bai/story"),
    "GET /sinh-hoat/<id:meeting_id>/buoc/moi/<kind>": (OWN_SECRETARY, "{plan}/buoc/moi/story"),
    "POST /sinh-hoat/<id:meeting_id>/buoc/moi/<kind>": (OWN_SECRETARY, "{plan}/buoc/moi/story"),
    "GET /sinh-hoat/<id:meeting_id>/buoc/<id:step_id>": (OWN_SECRETARY, "{plan}/buoc/{step}"),
    "POST /sinh-hoat/<id:meeting_id>/buoc/<id:step_id>": (OWN_SECRETARY, "{plan}/buoc/{step}"),
    "POST /sinh-hoat/<id:meeting_id>/buoc/<id:step_id>/chuyen": (OWN_SECRETARY, "{plan}/buoc/{step}/chuyen"),
    "POST /sinh-hoat/<id:meeting_id>/buoc/<id:step_id>/bo": (OWN_SECRETARY, "{plan}/buoc/{step}/bo"),
    "GET /sinh-hoat/<id:meeting_id>/de-xuat": (OWN_SECRETARY, "{plan}/de-xuat"),
    "GET /sinh-hoat/<id:meeting_id>/to-dieu-hanh": (OWN_SECRETARY, "{plan}/to-dieu-hanh"),
    "GET /sinh-hoat/<id:meeting_id>/chuan-bi": (OWN_CELL, "{plan}/chuan-bi"),
    "GET /sinh-hoat/<id:meeting_id>/chuan-bi/<int:number>": (OWN_CELL, "{plan}/chuan-bi/1"),
    "POST /sinh-hoat/<id:meeting_id>/chuan-bi/<int:number>": (OWN_CELL, "{plan}/chuan-bi/1"),
    "GET /sinh-hoat/<id:meeting_id>/tong-ket": (OWN_SECRETARY, "{held}/tong-ket"),
    "POST /sinh-hoat/<id:meeting_id>/co-mat": (OWN_SECRETARY, "{held}/co-mat"),
    "GET /sinh-hoat/<id:meeting_id>/bien-ban": (OWN_SECRETARY, "{held}/bien-ban"),
    "POST /sinh-hoat/<id:meeting_id>/bien-ban.docx": (OWN_SECRETARY, "{held}/bien-ban.docx"),
    "GET /sinh-hoat/<id:meeting_id>/cua-toi": (OWN_CELL, "{held}/cua-toi"),
    "GET /ket-qua/<slug>/sinh-hoat": (SECRETARY, f"/ket-qua/{TOPIC}/sinh-hoat"),
    "GET /ket-qua/sinh-hoat/<id:meeting_id>/<id:member_id>": (
        OWN_SECRETARY,
        "/ket-qua{held}/{member}",
    ),
    "GET /ket-qua": (SECRETARY, "/ket-qua"),
    "GET /ket-qua/<slug>": (SECRETARY, f"/ket-qua/{TOPIC}"),
    "GET /ket-qua/<slug>/cau/<question_id>": (SECRETARY, f"/ket-qua/{TOPIC}/cau/mot"),
    "POST /ket-qua/<slug>/cau/<question_id>/bo": (SECRETARY, f"/ket-qua/{TOPIC}/cau/mot/bo"),
    "POST /ket-qua/<slug>/cau/<question_id>/tinh-lai": (SECRETARY, f"/ket-qua/{TOPIC}/cau/mot/tinh-lai"),
    "GET /ket-qua/toan-canh": (SECRETARY, "/ket-qua/toan-canh"),
    "GET /ket-qua/<slug>/so-sanh": (SECRETARY, f"/ket-qua/{TOPIC}/so-sanh"),
    "GET /ket-qua/theo-thang": (SECRETARY, "/ket-qua/theo-thang"),
    "GET /ket-qua/bao-cao": (SECRETARY, "/ket-qua/bao-cao"),
    "POST /ket-qua/bao-cao.docx": (SECRETARY, "/ket-qua/bao-cao.docx"),
    "GET /ket-qua/<slug>/bao-cao": (SECRETARY, f"/ket-qua/{TOPIC}/bao-cao"),
    "POST /ket-qua/<slug>/bao-cao.docx": (SECRETARY, f"/ket-qua/{TOPIC}/bao-cao.docx"),
    "GET /ket-qua/<slug>/nhac": (SECRETARY, f"/ket-qua/{TOPIC}/nhac"),
    "GET /ket-qua/<slug>.xlsx": (SECRETARY, f"/ket-qua/{TOPIC}.xlsx"),
    "GET /ket-qua/<slug>.csv": (SECRETARY, f"/ket-qua/{TOPIC}.csv"),
    "GET /ket-qua/dang-vien/<id:member_id>": (OWN_SECRETARY, "/ket-qua/dang-vien/{member}"),
    "POST /ket-qua/dang-vien/<id:member_id>/gia-han": (OWN_SECRETARY, "/ket-qua/dang-vien/{member}/gia-han"),
    "GET /ket-qua/luot/<id:attempt_id>": (OWN_SECRETARY, "/ket-qua{ended}"),
    "GET /giao-hoc/<slug>": (SECRETARY, f"/giao-hoc/{TOPIC}"),
    "POST /giao-hoc/<slug>": (SECRETARY, f"/giao-hoc/{TOPIC}"),
    "POST /giao-hoc/<slug>/thu-hoi": (SECRETARY, f"/giao-hoc/{TOPIC}/thu-hoi"),
    "GET /chuyen-de/<slug>/in": (SECRETARY, f"/chuyen-de/{TOPIC}/in"),
    "GET /chuyen-de/<slug>/sinh-hoat": (SECRETARY, f"/chuyen-de/{TOPIC}/sinh-hoat"),
    "GET /chuyen-de/<slug>/tren-giay": (SECRETARY, f"/chuyen-de/{TOPIC}/tren-giay"),
    "POST /chuyen-de/<slug>/tren-giay": (SECRETARY, f"/chuyen-de/{TOPIC}/tren-giay?number=1"),
    "GET /tren-giay/<id:printing_id>/in": (OWN_SECRETARY, "/tren-giay/{printing}/in"),
    "GET /tren-giay/<id:printing_id>/nhap/<letter>": (OWN_SECRETARY, "/tren-giay/{printing}/nhap/A"),
    "POST /tren-giay/<id:printing_id>/nhap/<letter>": (OWN_SECRETARY, "/tren-giay/{printing}/nhap/A"),
    "GET /chi-bo": (SECRETARY, "/chi-bo"),
    "GET /chi-bo/ten": (SECRETARY, "/chi-bo/ten"),
    "POST /chi-bo/ten": (SECRETARY, "/chi-bo/ten"),
    "GET /chi-bo/them": (SECRETARY, "/chi-bo/them"),
    "POST /chi-bo/them": (SECRETARY, "/chi-bo/them"),
    "GET /chi-bo/them-danh-sach": (SECRETARY, "/chi-bo/them-danh-sach"),
    "POST /chi-bo/them-danh-sach": (SECRETARY, "/chi-bo/them-danh-sach"),
    "POST /chi-bo/them-danh-sach/luu": (SECRETARY, "/chi-bo/them-danh-sach/luu"),
    "POST /chi-bo/them-tep": (SECRETARY, "/chi-bo/them-tep"),
    "GET /chi-bo/the-dang-nhap": (SECRETARY, "/chi-bo/the-dang-nhap"),
    "GET /chi-bo/dang-vien/<id:member_id>": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}"),
    "GET /chi-bo/dang-vien/<id:member_id>/sua": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}/sua"),
    "POST /chi-bo/dang-vien/<id:member_id>/sua": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}/sua"),
    "GET /chi-bo/dang-vien/<id:member_id>/vai-tro": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}/vai-tro"),
    "POST /chi-bo/dang-vien/<id:member_id>/vai-tro": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}/vai-tro"),
    "GET /chi-bo/dang-vien/<id:member_id>/chuyen-di": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}/chuyen-di"),
    "GET /chi-bo/dang-vien/<id:member_id>/dat-lai-pin": (
        OWN_SECRETARY,
        "/chi-bo/dang-vien/{member}/dat-lai-pin",
    ),
    "POST /chi-bo/dang-vien/<id:member_id>/lien-ket-moi": (
        OWN_SECRETARY,
        "/chi-bo/dang-vien/{member}/lien-ket-moi",
    ),
    "POST /chi-bo/dang-vien/<id:member_id>/tro-lai": (OWN_SECRETARY, "/chi-bo/dang-vien/{member}/tro-lai"),
    "POST /chi-bo/dang-vien/<id:member_id>/dat-lai-pin": (
        OWN_SECRETARY,
        "/chi-bo/dang-vien/{member}/dat-lai-pin",
    ),
    "POST /chi-bo/dang-vien/<id:member_id>/chuyen-di": (
        OWN_SECRETARY,
        "/chi-bo/dang-vien/{member}/chuyen-di",
    ),
    "GET /toi": (MEMBER, "/toi"),
    "GET /toi/du-lieu": (MEMBER, "/toi/du-lieu"),
    "GET /toi/du-lieu.json": (MEMBER, "/toi/du-lieu.json"),
    "GET /toi/du-lieu/chu": (MEMBER, "/toi/du-lieu/chu"),
    "POST /toi/hien-thi": (OPEN, "/toi/hien-thi"),
    "GET /toi/ma-pin": (MEMBER, "/toi/ma-pin"),
    "POST /toi/ma-pin": (MEMBER, "/toi/ma-pin"),
    "POST /toi/thiet-bi/<id:device_id>/ket-thuc": (MEMBER, "/toi/thiet-bi/1/ket-thuc"),
    "POST /toi/thiet-bi/ket-thuc-cac-may-khac": (MEMBER, "/toi/thiet-bi/ket-thuc-cac-may-khac"),
    "GET /toi/xoa": (MEMBER, "/toi/xoa"),
    "POST /toi/xoa": (OPEN, "/toi/xoa"),
    "GET /toi/da-xoa": (OPEN, "/toi/da-xoa"),
    "GET /toi/xoa-theo-yeu-cau/<id:member_id>": (OWN_SECRETARY, "/toi/xoa-theo-yeu-cau/{left}"),
    "POST /toi/xoa-theo-yeu-cau/<id:member_id>": (OWN_SECRETARY, "/toi/xoa-theo-yeu-cau/{left}"),
}
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
