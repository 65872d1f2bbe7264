"""XML fed in pieces to a reader of tags: no entities, no depth or length without end, memory for one tag at a time."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any, Protocol

from cjm_widgets.model.errors import BrokenFile, MissingExtra

PIECE = 1 << 18
DEEPEST = 100
LONGEST = 16_000_000
"""A tag with its attributes, in bytes."""


class Tags(Protocol):
    """What reads the tags."""

    def start(self, tag: str, attrs: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


def feed(stream: IO[bytes], tags: Tags, path: Path) -> None:
    """Every tag of the stream, in turn. MissingExtra without defusedxml; BrokenFile, with the line, where it is no sound XML, declares
    a document type or entities, nests too deep or has a tag too long."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError
    except ImportError as error:
        raise MissingExtra("defusedxml", "logs", "Reading XML logs") from error
    parser = DefusedXMLParser(target=tags, forbid_dtd=True)
    _listen(parser.parser, tags, path)
    fed = 0
    try:
        while piece := stream.read(PIECE):
            parser.feed(piece)
            fed += len(piece)
            if fed - parser.parser.CurrentByteIndex > LONGEST + PIECE:
                raise BrokenFile(
                    f"{path} has a tag or an attribute longer than {LONGEST:,} bytes after line {parser.parser.CurrentLineNumber}."
                )
        parser.close()
    except DefusedXmlException as error:
        raise BrokenFile(
            f"{path} declares a document type or entities, as files that mean harm do; logs need none. Remove the <!DOCTYPE …>."
        ) from error
    except ParseError as error:
        raise BrokenFile(f"{path} is no sound XML: {error}. It may be cut off: fetch it again.") from error
    except (ValueError, LookupError) as error:
        if isinstance(error, BrokenFile):
            raise
        raise BrokenFile(f"{path} cannot be decoded: {error}. Save it as UTF-8.") from error


def _listen(expat: Any, tags: Tags, path: Path) -> None:
    """Straight from expat to the reader, without the layers between: twice as fast. Tags lose their namespace."""
    depth = 0
    known: dict[str, str] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise BrokenFile(f"{path} nests tags deeper than {DEEPEST}, at <{tag[-80:]}>: no event log does.")
        short = known.get(tag)
        if short is None:
            short = known[tag] = tag.rpartition("}")[2]
        tags.start(short, attrs)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        tags.end(known[tag])

    expat.ordered_attributes = False
    expat.StartElementHandler, expat.EndElementHandler = start, end
