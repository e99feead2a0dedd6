"""The libraries that hold a piece of state for the application."""

from flask_login import LoginManager

from elearn.cookies import FormTokens


class Members(LoginManager):
    """Flask-Login, without tying a session to an address: phones change theirs all day."""

    def _session_protection_failed(self) -> bool:
        # Asked for every request; the library would first make a digest of address and browser.
        return False


login_manager = Members()
csrf = FormTokens()
