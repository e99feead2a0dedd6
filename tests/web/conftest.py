"""Who most tests of the pages begin with."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import SignIn, TestCell


@pytest.fixture
def dinh(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """Đồng chí Dính's phone."""
    return signed_in(cell.dinh)


@pytest.fixture
def secretary(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser."""
    return signed_in(cell.secretary)


@pytest.fixture
def host(secretary: FlaskClient) -> FlaskClient:
    """The secretary's laptop at the projector."""
    return secretary
