"""The command line: `elearn serve` and what its operator needs beside it."""

import os
import sys
from pathlib import Path

import click
import segno
from sqlalchemy.exc import OperationalError

from elearn import migrations, serving
from elearn.accounts import actions, queries
from elearn.accounts.secrets import link_token
from elearn.app import create_app
from elearn.cli_convert import convert_command
from elearn.cli_statistics import statistics
from elearn.config import BadSetting, Settings, settings_from
from elearn.db import Database
from elearn.demo import demo_settings, fill_demo
from elearn.explaining import why
from quizzes.formats.checks import check_shipped
from quizzes.formats.problems import Problem
from quizzes.formats.topic import read_topic_folder


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="elearn")
def main() -> None:
    """Study, quizzes and scores for a Party cell (chi bộ).

    Start with “elearn serve --demo” to look around, or “elearn serve” for your own cell. Settings are
    environment variables (docs/configuration.md); the database is one SQLite file unless
    ELEARN_DATABASE_URL says otherwise.
    """


main.add_command(convert_command)


def _settings() -> Settings:
    try:
        return settings_from()
    except BadSetting as error:
        raise click.ClickException(str(error)) from error


def _ready_database(settings: Settings) -> Database:
    """Return the database, brought up to date."""
    try:
        database = Database(settings.database_url)
        migrations.upgrade(database.engine)
    except OperationalError as error:
        raise click.ClickException(f"The database cannot be opened: {error.orig}") from error
    return database


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--lan", is_flag=True, help="Open it to phones on the same Wi-Fi and print that address.")
@click.option(
    "--demo", is_flag=True, help="A demo cell: 18 members, three months of history, in a file of its own."
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes (one on Windows). More than one wants ELEARN_REDIS_URL.",
)
def serve(host: str, port: int, lan: bool, demo: bool, workers: int) -> None:
    """Bring the database up to date and serve the site."""
    settings = _settings()
    host = "0.0.0.0" if lan else host  # noqa: S104 # asked for with --lan
    if not serving.port_is_free(host, port):
        raise click.ClickException(f"Port {port} is in use. Try --port {port + 1}.")
    if demo:
        settings = demo_settings(settings)
        os.environ["ELEARN_DATABASE_URL"] = settings.database_url
    database = _ready_database(settings)
    address = serving.address_for("127.0.0.1" if lan else host, port, lan, settings.public_url)
    click.echo(f"elearn: {address}")
    if lan and address.startswith("http://127."):
        click.echo("No network: connect to the Wi-Fi or start this machine's hotspot, then start again.")
    _print_qr(address)
    if demo:
        _print_demo(settings, address)
    else:
        _print_first_link(database, address)
    database.dispose()
    serving.become(serving.server_command(host, port, workers))


def _print_demo(settings: Settings, address: str) -> None:
    with create_app(settings).app_context():
        for line in fill_demo(address):
            click.echo(line)


def _print_qr(address: str) -> None:
    # A terminal that cannot write block characters still gets the address above.
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.startswith("utf"):
        segno.make(address, error="l").terminal(compact=True)


def _print_first_link(database: Database, address: str) -> None:
    with database.writing() as session:
        if queries.number_of_cells(session) == 0:
            token = actions.new_setup_token(session)
            session.commit()
            click.echo("First run. The secretary names the cell and sets a PIN with this link, once:")
            click.echo(f"  {address}/khoi-dau/{token}")


@main.command("new-cell")
@click.option("--address", default="http://127.0.0.1:8080", show_default=True, help="The site's address.")
def new_cell(address: str) -> None:
    """Print a one-time link with which another cell is named."""
    settings = _settings()
    with _ready_database(settings).writing() as session:
        token = actions.new_setup_token(session)
        session.commit()
    click.echo(f"{settings.public_url or address}/khoi-dau/{token}")


@main.command("new-link")
@click.argument("code")
@click.option("--address", default="http://127.0.0.1:8080", show_default=True, help="The site's address.")
def new_link(code: str, address: str) -> None:
    """Reset the PIN of the member with this CODE and print a new sign-in link.

    For a secretary who forgot their PIN: everybody else asks the secretary.
    """
    settings = _settings()
    _ready_database(settings)
    app = create_app(settings)
    with app.app_context(), app.extensions["database"].writing() as session:
        member = queries.member_with_code(session, code)
        if member is None:
            raise click.ClickException(f"No member has the code {code}.")
        actions.reset_sign_in(session, member)
        session.commit()
        click.echo(f"{settings.public_url or address}/vao/{link_token(member.code, member.link_serial)}")


@main.group()
def topics() -> None:
    """Work with topics as text files."""


@topics.command("check")
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--shipped", is_flag=True, help="Also hold them to the rules for topics that ship with the product."
)
def check_topics(folders: tuple[Path, ...], shipped: bool) -> None:
    """Read topic FOLDERS and list every problem with its remedy."""
    found: list[tuple[Path, Problem]] = []
    for folder in folders:
        reading = read_topic_folder(folder)
        all_problems = [*reading.problems]
        if reading.topic is not None and shipped:
            all_problems += check_shipped(reading.topic)
        found += [(folder, problem) for problem in all_problems]
    for folder, problem in found:
        place = f" · {problem.place}" if problem.place else ""
        click.echo(f"{folder / problem.file}{place}: {problem.message % problem.values}")
        click.echo(f"    {problem.remedy % problem.values}")
    if found:
        raise click.ClickException(f"{len(found)} problems.")
    click.echo("No problems.")


topics.add_command(why)
main.add_command(statistics)


@main.command()
def database() -> None:
    """Bring the database up to date and say where it is."""
    settings = _settings()
    engine = _ready_database(settings).engine
    click.echo(str(engine.url.render_as_string(hide_password=True)))
