#!/usr/bin/env python
"""Django's command-line entry point."""

import logging
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    # The pool would say it again and again before the command says it once.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        from config.no_database import sentence

        if "--traceback" in sys.argv or not (why := sentence()):
            raise
        sys.exit(why)


if __name__ == "__main__":
    main()
