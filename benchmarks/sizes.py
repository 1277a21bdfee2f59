"""What a response takes on the disk of PostgreSQL, with its indexes: run by ``bench_progress`` on a
server of its own, whose superuser can leave out what responses refer to."""

from __future__ import annotations

import os

ROWS = int(os.environ.get("BENCH_STORED", "200000"))
ITEMS = 16_000
"""As many questions as a full bank holds; each answered a dozen times and more."""
TABLE = "quizzes_response"
FILL = f"""
    INSERT INTO {TABLE} (attempt_id, item_id, option_id, certainty, is_right, committed_at)
    SELECT n, item, 4 * item + n % 4, 1 + n % 3, n % 3 > 0, now() + n * interval '7 seconds'
    FROM (
        SELECT n, 1 + (n * 7919::bigint) % {ITEMS} AS item FROM generate_series(1, {ROWS}) AS n
    ) AS asked
"""  # noqa: S608
INDEXES = """
    SELECT indexrelname, pg_relation_size(indexrelid)
    FROM pg_stat_user_indexes WHERE relname = %s ORDER BY 2 DESC
"""


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILL)
        cursor.execute(f"VACUUM ANALYZE {TABLE}")
        cursor.execute("SELECT pg_table_size(%s), pg_total_relation_size(%s)", [TABLE, TABLE])
        table, total = cursor.fetchone()
        cursor.execute(INDEXES, [TABLE])
        parts = [("the row itself", table), *cursor.fetchall()]
    print(f"bytes per response on PostgreSQL, {ROWS:,} of them, over {ITEMS:,} questions")
    for name, size in parts:
        print(f"  {name:58}{size / ROWS:8.1f}")
    print(f"  {'together':58}{total / ROWS:8.1f}")


if __name__ == "__main__":
    main()
