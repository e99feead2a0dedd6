"""The libraries that hold a piece of state for the application."""

from flask_compress import Compress
from flask_login import LoginManager
from flask_wtf import CSRFProtect

login_manager = LoginManager()
csrf = CSRFProtect()
compress = Compress()
