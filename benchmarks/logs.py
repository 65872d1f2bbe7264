"""Measures logs to counts, shares and median times beside others, in one run: `python benchmarks/logs.py`.

Every figure is a process of its own, with its imports, on a made-up log (benchmarks/logs_made_up.py). It reports and asserts nothing.
pm4py and retentioneering need `pip install pm4py` and `pip install retentioneering`; the latter may live in an environment of its own:
`--retentioneering path/to/python`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from logs_made_up import made_up

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "benchmarks.md"
MARKS = "<!-- figures: written by benchmarks/logs.py -->", "<!-- end of figures of logs -->"

CLOCK = "import json, resource, sys, time; BEGIN = time.perf_counter(); PATH = sys.argv[1]; OUT = {}\n"
END = """
OUT.setdefault('seconds', time.perf_counter() - BEGIN - OUT.pop('not counted', 0))
used = resource.getrusage(resource.RUSAGE_SELF)
OUT.setdefault('cpu', used.ru_utime + used.ru_stime)
OUT['peak'] = used.ru_maxrss / 1e6
print(json.dumps(OUT))
"""
FRAME = "import pandas as pd\nb = time.perf_counter(); frame = pd.read_parquet(PATH); OUT['not counted'] = time.perf_counter() - b\n"
READ = "import pandas as pd\nframe = pd.read_parquet(PATH)\n"
SQL = """
import duckdb
con = duckdb.connect(); con.execute("SET preserve_insertion_order = false")
con.execute(f'''CREATE TEMP TABLE m AS SELECT customer, event, segment, happened, lead(event) OVER w AS target,
  epoch_us(lead(happened) OVER w) - epoch_us(happened) AS gap
  FROM read_parquet('{PATH}', file_row_number = true) WINDOW w AS (PARTITION BY customer ORDER BY happened, file_row_number)''')
"""
SAME = """
import duckdb
con = duckdb.connect(); con.execute("SET preserve_insertion_order = false")
FILE = f"read_parquet('{PATH}', file_row_number = true)"
con.execute(f"CREATE TEMP TABLE a AS SELECT event, (row_number() OVER () - 1)::TINYINT AS code FROM (SELECT DISTINCT event FROM {FILE})")
con.execute(f"CREATE TEMP TABLE s AS SELECT segment, (row_number() OVER () - 1)::TINYINT AS seg FROM (SELECT DISTINCT segment FROM {FILE})")
con.execute(f'''CREATE TEMP TABLE m AS SELECT * EXCLUDE (seen), seen IS NULL AS begins, (coalesce(seen, 0) >> code) & 1 = 0 AS new FROM (
  SELECT code, seg, ts, lead(code) OVER w AS target, lead(ts) OVER w - ts AS gap,
    bit_or(1::BIGINT << code) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS seen
  FROM (SELECT customer, code, seg, epoch_us(happened) AS ts, file_row_number AS row FROM {FILE} JOIN a USING (event) JOIN s USING (segment))
  WINDOW w AS (PARTITION BY customer ORDER BY ts, row))''')
con.execute('''SELECT code, target, seg, ts // 86400000000 AS day, begins, count(*), sum(new::INT), sum(gap / 1e6),
  sum((gap / 1e6) * (gap / 1e6)), min(ts), max(ts) FROM m GROUP BY ALL''').fetchnumpy()
con.execute('''SELECT code, target, seg, ts // 604800000000 AS week, floor(log2(nullif(gap, 0)) * 8) AS bin, count(*) FROM m
  WHERE gap IS NOT NULL GROUP BY ALL''').fetchnumpy()
con.execute('''SELECT code, seg, ts // 86400000000 AS day, count(*), sum(new::INT), min(ts), max(ts) FROM m
  WHERE target IS NULL AND ts > (SELECT max(ts) FROM m) - 86400000000 GROUP BY ALL''').fetchnumpy()
"""
MINE = """
from cjm_widgets.engine.logs import log
edges = log({what}, case="customer", activity="event", at="happened", segment="segment"{more}).edges()
edges.moves(); OUT['moves'] = len(edges.moves()); OUT['events'] = edges.events; OUT['rows'] = len(edges.frame)
"""
AFTER = """
def timed(run):
    found = []
    for _ in range(7):
        b = time.perf_counter(); run(); found.append((time.perf_counter() - b) * 1e3)
    return sorted(found)[3]
OUT['seconds'] = time.perf_counter() - BEGIN; used = resource.getrusage(resource.RUSAGE_SELF)
OUT['cpu'] = used.ru_utime + used.ru_stime
some = lambda: edges.where(segment='new', since='2026-01-10', until='2026-02-01')
OUT['after'] = {'filter and moves': timed(lambda: some().moves()), 'filter and steps': timed(lambda: some().steps()),
  'all moves': timed(edges.moves), 'all steps': timed(edges.steps), 'merge': timed(lambda: edges + edges)}
"""
CODE = {
    "DuckDB SQL by hand, counts and medians only": SQL
    + "con.execute('SELECT event, target, count(*), median(gap) FROM m GROUP BY ALL').fetchall()",
    "DuckDB SQL by hand, the same answer": SAME,
    "cjm_widgets, Parquet": MINE.format(what="PATH", more=""),
    "cjm_widgets, Parquet, 3 GB": MINE.format(what="PATH", more=", memory='3GB'"),
    "cjm_widgets, pandas frame": FRAME + MINE.format(what="frame", more=""),
    "pm4py, from Parquet": READ + "import pm4py\nframe['customer'] = frame['customer'].astype(str)\n"
    "kw = dict(activity_key='event', case_id_key='customer', timestamp_key='happened')\n"
    "pm4py.discover_dfg(frame, **kw); pm4py.discover_performance_dfg(frame, **kw)",
    "retentioneering, from Parquet": READ + "from retentioneering import Eventstream\n"
    "s = Eventstream(frame, {'path_cols': ['customer'], 'event_col': 'event', 'timestamp_col': 'happened'})\n"
    "[s.transition_graph_data(edge_weight=w) for w in ('count', 'proba_out', 'time_median')]",
}


@dataclass(frozen=True)
class Figure:
    """What one process took: seconds on the clock, of the processors, and its largest memory in GB; or why it failed."""

    name: str
    events: int
    seconds: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    said: str = ""
    after: tuple[tuple[str, float], ...] = ()


def measured(name: str, events: int, path: Path, python: str, limit: int) -> Figure:
    """One fresh process."""
    code = CLOCK + CODE[name] + (AFTER if name == "cjm_widgets, Parquet" else "") + END
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    try:
        run = subprocess.run(
            [python, "-c", code, str(path)],
            capture_output=True,
            text=True,
            env=env,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Figure(name, events, said=f"more than {limit} s")
    if run.returncode:
        return Figure(
            name, events, said=(run.stderr.strip().splitlines() or ["it ended without a word"])[-1][:160]
        )
    found = json.loads(run.stdout.strip().splitlines()[-1])
    return Figure(
        name,
        events,
        found["seconds"],
        found["cpu"],
        found["peak"],
        after=tuple(found.get("after", {}).items()),
    )


def lines(figures: list[Figure]) -> list[str]:
    """The figures as a table for docs and terminal."""
    out = ["| what | events | s | s of processor | peak GB |", "| --- | --- | --- | --- | --- |"]
    for one in figures:
        taken = (
            f"{one.seconds:.1f} | {one.cpu:.1f} | {one.peak:.1f}" if not one.said else f"{one.said} | - | -"
        )
        out.append(f"| {one.name} | {one.events:,} | {taken} |")
    for one in figures:
        if one.after:
            held = ", ".join(f"{name} {ms:.0f} ms" for name, ms in one.after)
            out += ["", f"After {one.events:,} events, on the small table: {held}."]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000_000, 100_000_000])
    parser.add_argument("--only", nargs="+", help="parts of names to measure")
    parser.add_argument(
        "--peers-up-to",
        type=int,
        default=10_000_000,
        help="frames, pm4py and retentioneering only up to so many events",
    )
    parser.add_argument(
        "--retentioneering", default=sys.executable, help="the Python retentioneering is installed in"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "benchmarks" / "out")
    parser.add_argument("--limit", type=int, default=600, help="seconds a process may take")
    parser.add_argument("--write-docs", action="store_true", help="put the figures into docs/benchmarks.md")
    given = parser.parse_args()
    figures = []
    for events in given.sizes:
        path = made_up(events, given.folder)
        for name in CODE:
            if (given.only and not any(part in name for part in given.only)) or (
                any(part in name for part in ("frame", "pm4py", "retentioneering"))
                and events > given.peers_up_to
            ):
                continue
            python = given.retentioneering if "retentioneering" in name else sys.executable
            figures.append(measured(name, events, path, python, given.limit))
            print(lines(figures[-1:])[2], flush=True)
    load = f"load average {os.getloadavg()[0]:.1f} at the end, {os.cpu_count()} processors"
    text = [
        f"Taken {date.today()} by `python benchmarks/logs.py`, {load}. The log is made up.",
        "",
        *lines(figures),
    ]
    print("\n".join(text))
    if given.write_docs:
        before, rest = DOCS.read_text(encoding="utf-8").split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        DOCS.write_text(f"{before}{MARKS[0]}\n" + "\n".join(text) + f"\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
