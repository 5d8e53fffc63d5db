"""What a report says of parts that were not looked at, and of where something was found."""

import io

import presend
from conftest import NOW, TESTDATA, list_scanner
from PIL import Image

SOME_PICTURE = "pdq:" + "1" * 64
CAT = TESTDATA / "photos/cat.jpg"


def test_the_codec_of_a_video_that_is_not_decoded_is_named() -> None:
    with list_scanner(SOME_PICTURE) as scanner:
        report = scanner.scan(TESTDATA.parent.parent / "video/testdata/av1.mp4", now=NOW).report
    reason = presend.Undecided(presend.Reason.UNSUPPORTED_FORMAT)
    assert report.parts_skipped == (presend.PartSkipped("", reason, "av1"),)


def test_a_flat_picture_is_of_low_quality() -> None:
    flat = presend.Pixels(bytes([90]) * 64 * 64, 64, 64, presend.PixelFormat.GRAY8)
    with list_scanner(SOME_PICTURE) as scanner:
        report = scanner.scan(flat, now=NOW).report
    assert report.outcome.kind == presend.OutcomeKind.CLEAN
    assert report.parts_skipped == (presend.PartSkipped("", presend.LowQuality()),)
    assert str(report.parts_skipped[0].reason) == "low_quality"


def test_a_picture_with_a_border_is_found_within_it() -> None:
    cat = Image.open(CAT).convert("RGB").resize((600, 400))
    framed = Image.new("RGB", (800, 500))
    framed.paste(cat, (150, 60))
    sent = io.BytesIO()
    framed.save(sent, "PNG")
    listed = "pdq:" + presend.hash(CAT).pictures[0].pdq.hex
    sets = [presend.KnownSet.from_list("cat", listed)]
    with presend.Scanner(sets, edits=presend.EditProfile.FULL) as scanner:
        (finding,) = scanner.scan(sent.getvalue(), now=NOW).report.findings
    window = finding.window
    assert finding.evidence == presend.Evidence.EDITED and window is not None
    # 150, 60, 600 and 400 pixels of 800 by 500.
    wanted = (187.5, 120, 750, 800, 0)
    seen = (window.left_permille, window.top_permille, window.width_permille, window.height_permille, window.turned_decidegrees)
    assert all(abs(one - other) <= 4 for one, other in zip(seen, wanted, strict=True)), seen
