"""All rows of the database, kept once and put back for each test that begins with the same."""

from dataclasses import dataclass

from django.db import connection, transaction

_TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> 'django_migrations' ORDER BY tablename
"""
_SEQUENCES = """
    SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL
"""


@dataclass(frozen=True)
class Snapshot:
    """The rows of each table as PostgreSQL copies them, and where each sequence stands."""

    rows: dict[str, bytes]
    sequences: list[tuple[str, int]]

    @classmethod
    def taken(cls) -> "Snapshot":
        """Return what the database holds now."""
        with connection.cursor() as cursor:
            cursor.execute(_TABLES)
            tables = [name for (name,) in cursor.fetchall()]
            rows = {}
            for table in tables:
                with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copied:
                    rows[table] = b"".join(bytes(part) for part in copied)
            cursor.execute(_SEQUENCES)
            return cls(rows, cursor.fetchall())

    def put_back(self) -> None:
        """Let the database hold this and nothing else. Triggers and keys were kept to before."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(self.rows)}")
            for table, content in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                    copy.write(content)
            for name, last in self.sequences:
                cursor.execute("SELECT setval(%s, %s)", [name, last])
