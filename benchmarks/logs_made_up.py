"""A made-up log of any size as Parquet: customers who go through 20 steps with jumps, their events interleaved by time.

Nothing of it was observed. Each customer has 1 to 19 events; the k-th is near step k; pauses are a power of two of seconds, drawn
once per customer, times 0 to 2; customers begin within 60 days; three segments.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

MADE = """
COPY (
  WITH customers AS (SELECT i AS customer, hash(i) AS h, 1 + hash(i + 7) % 19 AS many FROM range({customers}) t(i)),
  events AS (SELECT customer, h, unnest(range(many::BIGINT)) AS k FROM customers),
  drawn AS (SELECT customer, h, k, hash(customer * 64 + k) AS u FROM events)
  SELECT customer, 'step ' || lpad((least(19, greatest(0, k + (u % 5)::BIGINT - 2)))::VARCHAR, 2, '0') AS event,
    make_timestamp(1767225600000000 + (h % 5184000)::BIGINT * 1000000
      + ((k + (u % 1000) / 1000.0) * (1::BIGINT << (h % 14)::INT) * 1000000)::BIGINT) AS happened,
    ['new', 'known', 'loyal'][(1 + (h // 7) % 3)::BIGINT] AS segment
  FROM drawn ORDER BY happened
) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 500000)
"""


def made_up(events: int, folder: Path) -> Path:
    """The file of about so many events, made where it is not there yet."""
    path = folder / f"made-up-{events}.parquet"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        con = duckdb.connect()
        con.execute(
            f"SET temp_directory = '{folder}'; SET preserve_insertion_order = false; SET memory_limit = '6GB'"
        )
        con.execute(MADE.format(customers=events // 10, path=path))
    return path
