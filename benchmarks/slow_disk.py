"""elearn on a disk whose fsync takes 20 ms: each transaction that writes waits so long before its commit.

The whole process waits, as it does in SQLite's own fsync.
Served with: python -m benchmarks.slow_disk HOST PORT PROCESSES.
"""

import sys

from gevent import monkey

FSYNC_S = 0.02


def main() -> None:
    """Serve as elearn.serving does, with slow commits."""
    monkey.patch_all()
    from sqlalchemy import Connection, Engine, event

    from elearn import serving

    sleep = monkey.get_original("time", "sleep")

    def slow(_connection: Connection) -> None:
        # What only reads is never committed.
        sleep(FSYNC_S)

    event.listen(Engine, "commit", slow)
    serving.serve(serving.site, sys.argv[1], *map(int, sys.argv[2:]))


if __name__ == "__main__":
    main()
