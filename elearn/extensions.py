"""The libraries that hold a piece of state for the application."""

from flask_login import LoginManager

from elearn.cookies import FormTokens

login_manager = LoginManager()
csrf = FormTokens()
