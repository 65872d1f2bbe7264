"""One map or one view in a page without Python: a block of JSON that static/report.js draws, and what stands there without scripts."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import pathlib
from collections.abc import Mapping
from html import escape
from typing import Any

from cjm_widgets.model.errors import CjmError

TYPE = "application/vnd.cjm.v1+json"
ASKED = "CJM_BLOCKS"
"""Kernels with this variable put a block beside each view of a notebook; ``jupyter nbconvert --to cjm_report --execute`` sets it."""
VIEWS = ("grid", "blueprint", "personas", "impact", "matrix", "compare")
STATIC = pathlib.Path(__file__).parent.parent.parent / "static"
PACKED = "cjm-code"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=>?@^_`{|}~"
"""Base 85 as Python has it (RFC 1924), but for the two letters that HTML reads: ``.`` for ``&`` and ``,`` for ``<``."""
LOADER = f"""(async()=>{{try{{const t=document.getElementById("{PACKED}"),x=t.textContent.trim(),n=+t.dataset.size,b=new Uint8Array(x.length/5*4),v=new DataView(b.buffer),a={{}};
[...t.dataset.letters].forEach((c,i)=>a[c]=i);
for(let i=0;i<x.length;i+=5){{let k=0;for(let j=0;j<5;j++)k=k*85+a[x[i+j]];v.setUint32(i/5*4,k)}}
const s=new Blob([b.subarray(0,n)]).stream().pipeThrough(new DecompressionStream("gzip")),u=URL.createObjectURL(new Blob([await new Response(s).arrayBuffer()],{{type:"text/javascript"}}));
try{{await import(u)}}finally{{URL.revokeObjectURL(u)}}}}catch(e){{document.documentElement.dataset.cjmFailed=String(e)}}}})()"""
"""The only inline script of a page: it unpacks the code that stands in the page and runs it. It fetches nothing."""


def block(
    id_: str,
    view: str = "",
    *,
    told: Mapping[str, Any] | None = None,
    of: str = "",
    data: Any = None,
    options: Mapping[str, Any] | None = None,
    still: str = "",
) -> str:
    """A block as HTML. ``told`` is the map (``told.told(bound)``), or ``of`` the id of the block that holds it.

    ``view`` is one of ``VIEWS``, drawn where the block stands; without one the block only holds a map. ``data`` is the comparison of
    the view ``compare``. ``still`` is HTML for readers without scripts, taken as it is: it must be escaped already.

    >>> block("m", "grid", of="map", still="<p>Pays</p>")
    '<script type="application/vnd.cjm.v1+json" id="m">{"view":"grid","of":"map"}</script><div class="cjm-still"><p>Pays</p></div>'
    """
    made = {"view": view, "map": told, "of": of, "data": data, "options": dict(options or {})}
    kept = {name: value for name, value in made.items() if value not in (None, "", {}) or name == "view"}
    after = f'<div class="cjm-still">{still}</div>' if still else ""
    return f'<script type="{TYPE}" id="{escape(id_)}">{safe_json(kept)}</script>{after}'


def safe_json(value: Any) -> str:
    """JSON that can stand in a script element of any page: nothing in it ends the element or begins a comment.

    >>> safe_json({"text": "</script><!-- & \\u2028"})
    '{"text":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026 \\\\u2028"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def script() -> str:
    """The code that draws the blocks, once for a page, packed, and the few lines that unpack it.

    CjmError where the page's code is not built.
    """
    path = STATIC / "report.js"
    if not path.exists():
        raise CjmError(
            "The page's code of cjm_widgets is not built. In the checkout, run: npm ci && node js/build.mjs"
        )
    packed = gzip.compress(path.read_bytes(), 9, mtime=0)
    text = (
        base64.b85encode(packed + b"\0" * (-len(packed) % 4))
        .decode("ascii")
        .translate(str.maketrans("&<", ".,"))
    )
    return (
        f'<script type="text/plain" id="{PACKED}" data-size="{len(packed)}" data-letters="{escape(LETTERS)}">{text}</script>\n'
        f"<script>{LOADER}</script>"
    )


def policy() -> str:
    """The Content-Security-Policy of a page of blocks: no address is asked, and no script runs but ours."""
    digest = base64.b64encode(hashlib.sha256(LOADER.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; script-src 'sha256-{digest}' blob:; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
