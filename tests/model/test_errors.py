"""One root for all errors, the built-in kinds people catch anyway, and where it happened."""

from __future__ import annotations

import pytest

from cjm_widgets.model import errors


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("DataError", ValueError),
        ("Refused", ValueError),
        ("ShapeError", ValueError),
        ("FileError", OSError),
        ("BrokenFile", OSError),
        ("FileChanged", OSError),
        ("MissingExtra", ImportError),
    ],
)
def test_every_error_has_the_root_and_the_kind_people_catch(name: str, kind: type[Exception]) -> None:
    made = getattr(errors, name)
    assert issubclass(made, errors.CjmError)
    assert issubclass(made, kind)


def test_a_data_error_says_where() -> None:
    error = errors.DataError("No.", "steps", "a", "name")
    assert (str(error), error.table, error.row, error.column) == ("No.", "steps", "a", "name")
    assert errors.Refused("No.").table is None


def test_a_missing_library_names_the_command_that_installs_it() -> None:
    error = errors.MissingExtra("openpyxl", "excel", "Reading .xlsx files")
    assert str(error) == (
        "Reading .xlsx files needs openpyxl, which is not installed. Install it with: pip install 'cjm_widgets[excel]'"
    )
