"""The notebook of the book, run cell by cell: it prints what it says that it prints, and draws what it draws."""

import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from conftest import TESTDATA
from PIL import Image

ROOT = TESTDATA.parent.parent
NOTEBOOK = ROOT / "docs/notebooks/near-duplicates.ipynb"


def printed(cell: dict[str, Any]) -> str:
    return "".join(line for output in cell["outputs"] for line in output["text"])


def test_every_cell_prints_what_the_notebook_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib.use("agg")
    (tmp_path / "target").mkdir()
    (tmp_path / "core").symlink_to(ROOT / "core")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    notebook = json.loads(NOTEBOOK.read_text())
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(cells) == 5
    for cell in cells:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
        if os.environ.get("PRESEND_WRITE_NOTEBOOK"):
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": out.getvalue().splitlines(True)}]
        assert out.getvalue() == printed(cell)
    if os.environ.get("PRESEND_WRITE_NOTEBOOK"):
        NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    for plot in ("false-matches.png", "recall.png"):
        low, high = Image.open(tmp_path / "target" / plot).convert("L").getextrema()
        assert low < 100 < high, "nothing is drawn"
    assert sum(names["recalls"]["as it was"]) == 2
