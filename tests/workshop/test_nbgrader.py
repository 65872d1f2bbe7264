"""What nbgrader 0.9.6 makes of a cell (LockCells to the second ComputeChecksums, in its own order), recorded; ours has to be the same."""

from __future__ import annotations

import pytest

from cjm_widgets.model.errors import DataError
from cjm_widgets.workshop import handout
from workshop.made import code, notebook, words

THEIRS = [
    ('region', 'python', 'code', {'solution': True}, 'def f(x):\n    ### BEGIN SOLUTION\n    y = x + 1\n    return y\n    ### END SOLUTION\n\nf(1)', 'def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()\n\nf(1)', 'd', '33e129c82f38b8fa0a9c163fa9da5fba'),
    ('whole text', 'python', 'markdown', {'grade': True, 'solution': True, 'points': 2}, 'Because.', 'YOUR ANSWER HERE', 'd', '5496e5c86138097c2a34cc8f53c9439a'),
    ('text region', 'python', 'markdown', {'grade': True, 'solution': True, 'points': 2}, 'Say:\n  BEGIN SOLUTION\nthis\n  END SOLUTION\nend', 'Say:\n  YOUR ANSWER HERE\nend', 'd', 'd81e247a8fe74b749e3f8039ce026ab6'),
    ('tests', 'python', 'code', {'grade': True, 'locked': True, 'points': 3}, 'assert f(1)\n### BEGIN HIDDEN TESTS\nassert f(2)==3\n### END HIDDEN TESTS', 'assert f(1)', 'de', 'ae8f40aa54c39ac6e853413a77776f94'),
    ('task', 'python', 'markdown', {'locked': True, 'task': True, 'points': 4}, 'Do.\n\n=== BEGIN MARK SCHEME ===\none\n=== END MARK SCHEME ===', 'Do.\n', 'de', 'cd19e67d9007fdc3991de3088b402f9c'),
    ('task unlocked', 'python', 'markdown', {'task': True, 'points': 4}, 'Do.', 'Do.', '', ''),
    ('locked', 'python', 'code', {'locked': True}, 'import x', 'import x', 'de', 'c7f8b8c4bf4227b8bc5d201c95bfeb26'),
    ('locked', 'python', 'markdown', {'locked': True}, 'read', 'read', 'de', 'b1cdf0f207c13429d20a801a1d399e4d'),
    ('solution in tests', 'python', 'code', {'grade': True, 'solution': True, 'points': 1}, '### BEGIN SOLUTION\n### BEGIN HIDDEN TESTS\na\n### END HIDDEN TESTS\n### END SOLUTION\nb\n### BEGIN HIDDEN TESTS\nc\n### END HIDDEN TESTS', '# YOUR CODE HERE\nraise NotImplementedError()\nb', 'd', 'a6f78d27c2c08246920d12c48fdba2dc'),
    ('hidden in whole', 'python', 'code', {'grade': True, 'solution': True, 'points': 1}, '### BEGIN HIDDEN TESTS\na\n### END HIDDEN TESTS\nb', '# YOUR CODE HERE\nraise NotImplementedError()', 'd', 'f91aca94bcc58d5ae43924944c24f989'),
    ('java', 'java', 'code', {'solution': True}, 'def f(x):\n    ### BEGIN SOLUTION\n    y = x + 1\n    return y\n    ### END SOLUTION\n\nf(1)', 'def f(x):\n    // YOUR CODE HERE\n\nf(1)', 'd', '067248f17c2ee5c2d2c9e0b9bd38e2c3'),
    ('R', 'R', 'code', {'solution': True}, 'def f(x):\n    ### BEGIN SOLUTION\n    y = x + 1\n    return y\n    ### END SOLUTION\n\nf(1)', 'def f(x):\n    # YOUR CODE HERE\n    fail()\n\nf(1)', 'd', 'ebbfa183a17fc7cf38660550bb22416a'),
    ('crlf', 'python', 'code', {'solution': True}, 'a\r\n### BEGIN SOLUTION\r\nb\r\n### END SOLUTION\r\nc', 'a\r\n# YOUR CODE HERE\nraise NotImplementedError()\nc', 'd', '5f2480012c23d43e06cfd91023f038eb'),
    ('empty', 'python', 'code', {'solution': True}, '', '# YOUR CODE HERE\nraise NotImplementedError()', 'd', 'e77489b7ad64312cf30b0ebed1c34fce'),
    ('empty', 'python', 'code', {'locked': True}, '', '', 'de', '83b4a978818d8be36b86f1eb8654ed5c'),
]  # fmt: skip
"""name, language, kind of cell, nbgrader's metadata, source; what came out: source, d where not to be deleted, e not edited, checksum."""


@pytest.mark.parametrize(
    ("language", "kind", "marks", "given", "source", "locks", "checksum"), [one[1:] for one in THEIRS]
)
def test_a_cell_becomes_what_nbgrader_makes_of_it(language, kind, marks, given, source, locks, checksum):
    held = {"grade_id": "x", "schema_version": 3, **marks}
    cell = code(given, nbgrader=held) if kind == "code" else words(given, nbgrader=held)
    made = handout.student(notebook(cell, kernelspec={"language": language}))["cells"][0]
    metadata = made["metadata"]
    assert made["source"] == source
    assert [name[0] for name in ("deletable", "editable") if metadata.get(name) is False] == list(locks)
    assert metadata["nbgrader"].get("checksum", "") == checksum


def test_a_picture_in_a_solution_goes_with_it():
    given = {
        **words(
            "![a](attachment:kept.png)\n### BEGIN SOLUTION\n![b](attachment:secret.png)\n### END SOLUTION"
        ),
        "attachments": {"kept.png": {"image/png": "AA=="}, "secret.png": {"image/png": "BB=="}},
    }
    assert list(handout.student(notebook(given))["cells"][0]["attachments"]) == ["kept.png"]


def test_a_language_without_a_stub_hands_out_nothing():
    with pytest.raises(DataError, match="'cobol'; a solution is replaced in python"):
        handout.student(notebook(code("x"), kernelspec={"language": "cobol"}))


@pytest.mark.parametrize("odd", [3, "text", ["a"], None])
def test_odd_metadata_is_no_mark(odd):
    made = handout.student(notebook(code("x = 1", nbgrader=odd)))
    assert made["cells"][0]["source"] == "x = 1"
