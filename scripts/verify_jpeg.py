"""Draws JPEG files, changes them, and compares their luma with libjpeg's. See scripts/verify-jpeg."""

import math
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

CJPEG, WORK, OURS = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
THEIRS = WORK / "libjpeg_luma"
SCANS = ["0;1;2;", "2;1;0;", "1 2;0;", "0 1;2;", "1;0;2;", "0 2;1;"]
USUAL = [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (1, 4), (4, 2), (2, 4)]


def drawing(rng, width, height, channels):
    """A binary PGM or PPM of waves, noise, both, or one colour."""
    kind = rng.choice(["waves", "noise", "both", "flat"])
    across, down, noise = rng.uniform(0.02, 0.6), rng.uniform(0.02, 0.6), rng.choice([3, 20, 60])
    samples = bytearray()
    for y in range(height):
        for x in range(width):
            for channel in range(channels):
                value = 90 + channel * 30
                if kind == "noise":
                    value = rng.randrange(256)
                elif kind != "flat":
                    value = 128 + 100 * math.sin(across * x + channel) * math.cos(down * y - channel)
                    value += rng.uniform(-noise, noise) if kind == "both" else 0
                samples.append(max(0, min(255, int(value))))
    return b"P%d %d %d 255\n" % (5 if channels == 1 else 6, width, height) + bytes(samples)


def encode(options, picture, scans=None):
    if scans:
        script = WORK / "scans.txt"
        script.write_text(scans)
        options = [*options, "-scans", str(script)]
    made = subprocess.run([CJPEG, *options], input=picture, capture_output=True)
    return None if made.returncode else made.stdout


def draw(rng):
    """One file, or nothing where cjpeg refuses the options."""
    width, height = rng.randint(1, 65), rng.randint(1, 65)
    if rng.random() < 0.05:
        width, height = rng.randint(60, 400), rng.randint(60, 300)
    gray, scans = rng.random() < 0.12, None
    options = ["-quality", str(rng.choice([20, 50, 75, 90, 95, 100]))]
    if not gray:
        options += ["-rgb"] if rng.random() < 0.12 else []
        factors = [(rng.randint(1, 4), rng.randint(1, 4)) for _ in range(3)]
        if rng.random() < 0.4:
            factors = [rng.choice(USUAL), (1, 1), (1, 1)]
        options += ["-sample", ",".join("%dx%d" % pair for pair in factors)]
    if rng.random() < 0.15:
        options.append("-arithmetic")
    elif rng.random() < 0.3:
        options.append("-optimize")
    coding = rng.random()
    if coding < 0.35:
        options.append("-progressive")
    elif coding < 0.5 and not gray:
        scans = rng.choice(SCANS)
    if rng.random() < 0.35:
        options += ["-restart", rng.choice(["1", "1B", "2B", "3B", "7B", "2"])]
    return encode(options, drawing(rng, width, height, 1 if gray else 3), scans)


def segments(file):
    """Offset, marker and length of each segment, as far as they follow each other."""
    found, at = [], 2
    while at + 4 <= len(file):
        marker = file[at + 1]
        if file[at] != 0xFF or marker in (0, 0xFF) or 0xD0 <= marker <= 0xD9:
            at += 1
            continue
        length = int.from_bytes(file[at + 2 : at + 4])
        found.append((at, marker, length))
        at += 2 + length
    return found


def change_restart(rng, file, at):
    marks = [i for i in range(len(file) - 1) if file[i] == 0xFF and 0xD0 <= file[i + 1] <= 0xD7]
    if not marks:
        file[at] ^= 0x10
        return
    start = rng.choice(marks)
    later = [mark for mark in marks if mark > start]
    end = later[rng.randrange(min(3, len(later)))] if later else len(file) - 2
    match rng.randrange(4):
        case 0:
            file[start + 1] = 0xD0 + rng.randrange(8)
        case 1:
            del file[start:end]
        case 2:
            file[start:start] = file[start:end]
        case 3:
            del file[start : start + 2]


def change_segment(rng, file):
    found = segments(file)
    if not found:
        return
    at, _, length = rng.choice(found)
    match rng.randrange(3):
        case 0:
            del file[at : at + 2 + length]
        case 1:
            to = rng.choice(found)[0]
            file[to:to] = file[at : at + 2 + length]
        case 2:
            field = at + 2 + rng.randrange(max(1, min(length, 20)))
            if field < len(file):
                file[field] = rng.choice([0, 1, 2, 3, 0x11, 0x21, 0x22, 0x12, 0x41, 63, 255, rng.randrange(256)])


def mutant(rng, file):
    file = bytearray(file)
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        scan = max(2, file.find(b"\xff\xda"))
        start = rng.choice([2, scan, scan])
        if len(file) < 30 or start >= len(file):
            break
        at = rng.randrange(start, len(file))
        match rng.randrange(12):
            case 0 | 1:
                file[at] ^= 1 << rng.randrange(8)
            case 2:
                file[at] = rng.randrange(256)
            case 3:
                del file[at : at + rng.choice([1, 2, 5, 20])]
            case 4:
                file[at:at] = rng.randbytes(rng.choice([1, 2, 5, 20]))
            case 5:
                file[at : at + 2] = bytes([0xFF, rng.randrange(256)])
            case 6:
                del file[at:]
            case 7:
                file[at:] = b"\xff\xd9"
            case 8 | 9:
                change_restart(rng, file, at)
            case 10:
                change_segment(rng, file)
            case 11:
                for i in range(at, min(at + rng.choice([2, 8, 30]), len(file))):
                    file[i] = rng.choice([0, 255, rng.randrange(256)])
    return bytes(file)


def lumas(program, paths):
    text = "".join(f"{path}\n" for path in paths)
    run = subprocess.run([str(program)], input=text, capture_output=True, text=True, check=True)
    return dict(line.split("\t") for line in run.stdout.splitlines())


def ends_in_scan_header(file):
    at = file.rfind(b"\xff\xda")
    length = int.from_bytes(file[at + 2 : at + 4]) if at + 4 <= len(file) else 12
    # The end marker that a cut is closed with may have become a part of it.
    return at >= 0 and at + 2 + length >= len(file) - 1


def judge(ours, theirs, file, sound):
    """What the two make of one file; a verdict that begins with `!` is a failure."""
    width, height, digest, reason = ours.split()
    their_width, their_height, their_digest, warnings = theirs.split()
    if warnings == "error":
        # A picture whose scans have all come is shown here though libjpeg gives up on what follows.
        return "libjpeg shows nothing, " + ("a reason here" if reason != "-" else "all of it came")
    if (width, height, digest) == (their_width, their_height, their_digest):
        if sound and reason != "-":
            return "!a whole picture has a reason"
        return f"equal, libjpeg {'warns' if warnings != '0' else 'is quiet'}, {reason}"
    if reason in ("unsupported_format", "over_limit"):
        return f"libjpeg shows a picture that is refused here by name, {reason}"
    if reason == "truncated" and (b"\xff\xc2" in file or b"\xff\xca" in file):
        return "another release of libjpeg smooths unfinished scans otherwise, truncated"
    if ends_in_scan_header(file):
        return f"the file ends in a scan header, which libjpeg makes up, {reason}"
    return "!another picture, " + ("without a word" if reason == "-" else reason)


def compare(files, sound):
    folder = WORK / "files"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.jpg" for number in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file)
    ours, theirs = lumas(OURS, paths), lumas(THEIRS, paths)
    verdicts = Counter()
    for path, file in zip(paths, files, strict=True):
        verdict = judge(ours[str(path)], theirs[str(path)], file, sound)
        verdicts[verdict] += 1
        if verdict.startswith("!"):
            kept = WORK / "failed"
            kept.mkdir(exist_ok=True)
            (kept / f"{verdicts[verdict]}-{path.name}").write_bytes(file)
    return verdicts


def write_vectors():
    """Small files of each kind, and what libjpeg makes of them: core/testdata/jpeg."""
    folder, rng = Path("core/testdata/jpeg"), random.Random(7)
    folder.mkdir(exist_ok=True)
    kinds = {
        "gray": ["-grayscale"],
        "422": ["-sample", "2x1"],
        "420_restart": ["-sample", "2x2", "-restart", "2B"],
        "440_progressive": ["-sample", "1x2", "-progressive"],
        "411_arithmetic": ["-sample", "4x1", "-arithmetic"],
        "420_arithmetic_progressive": ["-sample", "2x2", "-arithmetic", "-progressive", "-restart", "3B"],
        "luma_3x1": ["-sample", "3x1,1x1,1x1"],
        "luma_halved": ["-sample", "1x1,2x2,1x1"],
        "luma_half_as_wide": ["-sample", "1x2,2x1,1x1", "-progressive"],
        "luma_half_as_high": ["-sample", "2x1,1x2,1x1", "-restart", "1"],
        "luma_quarter": ["-sample", "1x1,4x1,1x2"],
        "rgb": ["-rgb", "-sample", "1x1"],
        "rgb_coarse_blue": ["-rgb", "-sample", "2x2,2x1,1x1", "-progressive"],
    }
    for name, options in kinds.items():
        file = encode(["-quality", "90", *options], drawing(rng, 37, 29, 3))
        (folder / f"{name}.jpg").write_bytes(file)
    for name, scans in (("luma_last", "2;1;0;"), ("luma_with_red", "1;0 2;")):
        file = encode(["-quality", "90", "-sample", "2x2"], drawing(rng, 37, 29, 3), scans)
        (folder / f"{name}.jpg").write_bytes(file)
    names = sorted(folder.glob("*.jpg"))
    wanted = lumas(THEIRS, names)
    lines = [f"{path.name} {' '.join(wanted[str(path)].split()[:3])}\n" for path in names]
    (folder / "luma.txt").write_text("".join(lines))
    print(f"{len(names)} files in {folder}")


def tell(verdicts):
    for verdict, number in sorted(verdicts.items()):
        print(f"  {number:7} {verdict}")


def end(verdicts):
    failed = sum(number for verdict, number in verdicts.items() if verdict.startswith("!"))
    passed = sum(verdicts.values()) - failed
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


def compare_published(folders):
    """Files of others, as they are: sets of conformance files, say."""
    paths = [path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.suffix.lower() in (".jpg", ".jpeg")]
    print(f"{len(paths)} files of {len(folders)} folders:")
    verdicts = compare([path.read_bytes() for path in paths], False)
    tell(verdicts)
    end(verdicts)


def main():
    if sys.argv[4:] == ["vectors"]:
        return write_vectors()
    if sys.argv[4:5] == ["files"]:
        return compare_published(sys.argv[5:])
    files, mutants, seed = (int(value) for value in [*sys.argv[4:], *["2000", "20000", "1"][len(sys.argv) - 4 :]])
    rng, drawn = random.Random(seed), []
    while len(drawn) < files:
        file = draw(rng)
        if file is not None:
            drawn.append(file)
    verdicts = Counter()
    for title, count, make in (
        ("files", files, lambda number: drawn[number]),
        ("mutants", mutants, lambda _: mutant(rng, rng.choice(drawn))),
    ):
        print(f"{count} {title}:")
        of_kind = Counter()
        for start in range(0, count, 2000):
            some = [make(number) for number in range(start, min(start + 2000, count))]
            of_kind += compare(some, title == "files")
        tell(of_kind)
        verdicts += of_kind
    end(verdicts)


main()
