"""The limit that elearn is measured against: a bare Flask page with one SELECT and one committed INSERT.

Same server, same driver, same durability; no templates, no forms, no session, no compression.
Served with: python -m benchmarks.bare HOST PORT PROCESSES.
"""

import os
import sys

from flask import Flask
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from elearn.engine import open_engine
from elearn.serving import serve

metadata = MetaData()
pages = Table("bare_pages", metadata, Column("id", Integer, primary_key=True), Column("text", String(200)))
visits = Table("bare_visits", metadata, Column("id", Integer, primary_key=True), Column("page", Integer))


def prepare(url: str) -> None:
    """Make the two tables and the one row that every request reads."""
    engine = open_engine(url)
    metadata.drop_all(engine)
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(pages).values(id=1, text="Chi bộ Tổ 5"))
    engine.dispose()


def wsgi() -> Flask:
    """Return the bare application on the database in ELEARN_DATABASE_URL."""
    engine = open_engine(os.environ["ELEARN_DATABASE_URL"])
    app = Flask("bare")
    # Built once: what is measured is the request, not the making of a statement.
    read, write = select(pages.c.text).where(pages.c.id == 1), insert(visits).values(page=1)

    @app.get("/")
    def page() -> str:
        with engine.begin() as connection:
            text = connection.execute(read).scalar_one()
            connection.execute(write)
        return f"<!doctype html><title>{text}</title>"

    return app


if __name__ == "__main__":
    serve(wsgi, sys.argv[1], *map(int, sys.argv[2:]))
