"""Reads the house for test_house.py: which modules there are, what each imports, how long its functions are."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cjm_widgets"
PAGE = ROOT / "js" / "src"
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""")


def modules() -> dict[str, Path]:
    """The package's modules by dotted name."""
    return {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    """The room of a module: `model`, `frames`, ..., or the name of a module at the top, `` for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(module: str, path: Path, lazy: bool = True) -> set[str]:
    """The dotted names a module imports; without `lazy`, only what is loaded with it."""
    nodes = ast.walk(tree(path)) if lazy else _loaded(tree(path).body)
    known = modules()
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, path, node)
            inner = {f"{base}.{alias.name}" for alias in node.names} & known.keys()
            found |= inner or {base}
    return found


def _base(module: str, path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    up = node.level - (path.name == "__init__.py")
    parent = module.split(".")[: len(module.split(".")) - up]
    return ".".join([*parent, *([node.module] if node.module else [])])


def _loaded(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Statements that run on import: not inside functions, not under TYPE_CHECKING."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If) and "TYPE_CHECKING" not in ast.dump(statement.test):
            yield from _loaded([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try | ast.ClassDef):
            yield from _loaded(statement.body)


def python_files() -> list[Path]:
    """Every Python file people write, tests and benchmarks included."""
    return sorted(
        p for f in ("cjm_widgets", "js", "tests", "notebooks", "benchmarks") for p in (ROOT / f).rglob("*.py")
    )


def page_files() -> list[Path]:
    """The page's sources and their tests."""
    return sorted(p for f in ("src", "test") for p in (ROOT / "js" / f).rglob("*.ts*"))


def long_functions(path: Path, limit: int) -> list[str]:
    """The functions longer than the limit, docstrings not counted."""
    nodes = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        f"{path.relative_to(ROOT)}:{n.lineno} {n.name}: {size(n)} lines" for n in nodes if size(n) > limit
    ]


def size(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return lines - ((first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0)


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The import cycles of a graph, each once, as the way round."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(at: str, way: list[str]) -> None:
        if at in way:
            found.append([*way[way.index(at) :], at])
        elif at not in done:
            for following in sorted(graph.get(at, set())):
                walk(following, [*way, at])
            done.add(at)

    for start in sorted(graph):
        walk(start, [])
    return found


def loaded_by(statement: str) -> set[str]:
    """The top-level names in sys.modules after a statement, in a fresh Python."""
    code = f"import sys\n{statement}\nimport json; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def page_imports(path: Path) -> list[str]:
    """What a file of the page imports: paths relative to js/src where it is ours, else the package's name."""
    found = IMPORT.findall(_without_comments(path.read_text(encoding="utf-8")))
    return [_inside(path, name) if name.startswith(".") else name for name in found]


def _inside(path: Path, name: str) -> str:
    target = (path.parent / name.split("?")[0]).resolve()
    return target.relative_to(PAGE).as_posix() if PAGE in target.parents else f"outside:{name}"


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.DOTALL | re.MULTILINE)
