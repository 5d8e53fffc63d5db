"""Compares `presend hash --vpdq` with the tool published with vPDQ, and changes clips and archives in 10,000 ways.

Usage: verify_video.py PRESEND [CHANGES]
"""

import json
import random
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import vpdq

ROOT = Path(__file__).parent.parent
PHOTOS = ROOT / "core/testdata/photos"
TESTDATA = ROOT / "video/testdata"
# The bounds of vPDQ: frames below this quality are not compared, and a frame matches up to so many bits.
QUALITY = 50
MATCH_BITS = 31
X264 = ["-c:v", "libx264", "-crf", "24"]
X265 = ["-c:v", "libx265", "-crf", "26", "-x265-params", "log-level=none"]
VPX = ["-c:v", "libvpx", "-b:v", "600k"]
VP9 = ["-c:v", "libvpx-vp9", "-b:v", "600k", "-cpu-used", "4"]
# Photograph, photograph, size, frames a second, how it is coded, name.
CLIPS = [
    ("coffee", "dandelion", "640x360", "25", [*X264, "-bf", "3"], "a.mp4"),
    ("cat", "dogs", "480x640", "30", [*X264, "-profile:v", "baseline"], "b.mov"),
    ("fig", "meadow", "1280x720", "24", [*X264, "-movflags", "frag_keyframe+empty_moov"], "c.mp4"),
    ("mountains", "stream", "352x288", "15", X264, "d.mkv"),
    ("rocket", "brushes", "640x480", "25", X265, "e.mp4"),
    ("stream", "cat", "320x240", "10", [*X265, "-pix_fmt", "yuv420p10le"], "f.mkv"),
    ("coffee", "dandelion", "426x240", "25", VPX, "g.webm"),
    ("meadow", "rocket", "640x360", "30", [*VPX, "-slices", "4", "-error-resilient", "partitions"], "h.webm"),
    ("cat", "dogs", "240x320", "12.5", [*VPX, "-profile:v", "1"], "i.webm"),
    ("fig", "mountains", "638x358", "50", [*X264, "-preset", "veryslow", "-refs", "6"], "j.mp4"),
    ("rocket", "stream", "424x240", "25", [*VP9, "-auto-alt-ref", "1"], "k.webm"),
    ("dogs", "meadow", "500x280", "30", [*VP9, "-tile-columns", "2"], "l.mp4"),
]


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout


def make(folder):
    """Each clip shows two photographs that move, four seconds each."""
    for first, second, size, rate, coding, name in CLIPS:
        width, height = size.split("x")
        wide = f"{int(width) * 5 // 4}:{int(height) * 5 // 4}"
        scene = f"fps={rate},scale={wide},crop={width}:{height}:x='(iw-ow)*t/4':y='(ih-oh)*(1-t/4)',setsar=1"
        inputs = [word for photo in (first, second) for word in ("-loop", "1", "-t", "4", "-i", str(PHOTOS / f"{photo}.jpg"))]
        graph = f"[0]{scene}[x];[1]{scene}[y];[x][y]concat=n=2:v=1,format=yuv420p"
        run("ffmpeg", "-nostdin", "-loglevel", "error", "-y", *inputs, "-filter_complex", graph, *coding, str(folder / name))
        yield folder / name


def ours(presend, clip):
    lines = [line.split(",") for line in run(presend, "hash", "--vpdq", str(clip)).split()]
    return {int(frame): (int(quality), int(pdq, 16)) for frame, quality, pdq, _ in lines}


def theirs(clip):
    features = vpdq.computeHash(str(clip))
    return {each.frame_number: (each.quality, int(each.hex, 16)) for each in features}


def share(query, target):
    """Which part of the query's frames has a match in the target, in percent."""
    query, target = ([pdq for quality, pdq in frames.values() if quality >= QUALITY] for frames in (query, target))
    matched = [any((pdq ^ other).bit_count() <= MATCH_BITS for other in target) for pdq in query]
    return 100 * sum(matched) / max(1, len(matched))


def compare(presend, folder):
    clips = [(clip.name, ours(presend, clip), theirs(clip)) for clip in make(folder)]
    failed = 0
    for name, mine, other in clips:
        bits = [(mine[frame][1] ^ pdq).bit_count() for frame, (quality, pdq) in other.items() if frame in mine and quality >= QUALITY]
        good = mine.keys() == other.keys() and max(bits) <= 6 and sum(bits) < 1.5 * len(bits)
        failed += not good
        mean = sum(bits) / max(1, len(bits))
        print(f"{name:8} {len(mine):3} frames, theirs {len(other)}: at most {max(bits)} bits, mean {mean:.2f} {'ok' if good else 'FAILED'}")
    pairs = [(a, b) for a in clips for b in clips]
    furthest = max(abs(share(a[1], b[1]) - share(a[2], b[2])) for a, b in pairs)
    some = sum(share(a[2], b[2]) > 0 for a, b in pairs if a[0] != b[0])
    failed += furthest > 2
    print(f"{len(pairs)} pairs of clips, {some} of two different ones with frames in common: shares at most {furthest:.1f} points apart")
    return len(clips) + 1 - failed, failed


def archives(folder):
    """The cat within documents and archives: the parts that a check must find, or say that it did not."""
    cat = (PHOTOS / "cat.jpg").read_bytes()
    for name, method in (("plain.zip", zipfile.ZIP_STORED), ("deflated.docx", zipfile.ZIP_DEFLATED)):
        with zipfile.ZipFile(folder / name, "w", method) as archive:
            if name.endswith("docx"):
                archive.writestr("[Content_Types].xml", "<Types/>")
                archive.writestr("word/document.xml", "<w:document/>")
            archive.writestr("word/media/image1.jpg" if name.endswith("docx") else "a/cat.jpg", cat)
        yield folder / name
    nested = folder / "nested.zip"
    with zipfile.ZipFile(nested, "w") as archive:
        archive.write(folder / "plain.zip", "inner.zip")
    yield nested


def change(whole, chance):
    """Flips bits, cuts, or moves a piece."""
    changed = bytearray(whole)
    how = chance.randrange(8)
    if how == 0:
        del changed[chance.randrange(1, len(changed)) :]
    elif how == 1:
        start = chance.randrange(len(changed))
        piece = changed[start : start + chance.randrange(1, 400)]
        at = chance.randrange(len(changed))
        changed[at:at] = piece
    else:
        for _ in range(chance.randrange(1, 6)):
            near = chance.random() < 0.5
            at = chance.randrange(min(len(changed), 2000)) if near else chance.randrange(len(changed))
            at = len(changed) - 1 - at if chance.random() < 0.3 else at
            changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


def attack(presend, folder, count):
    """No crash, no decoder that fails, and of an archive no picture that goes unseen in silence."""
    listed = json.loads(run(presend, "hash", "--json", str(PHOTOS / "cat.jpg")))
    (folder / "list.txt").write_text(f"pdq:{listed['parts'][0]['pdq']}\nsha256:{listed['digests']['sha256']}\n")
    clips = [clip for clip in sorted(TESTDATA.iterdir()) if clip.suffix in (".mp4", ".mov", ".mkv", ".webm")]
    bases = [(path, path.read_bytes()) for path in [*clips, *archives(folder)]]
    chance, seen, wrong = random.Random(1), {}, 0
    batch = folder / "batch"
    for start in range(0, count, 250):
        batch.mkdir(exist_ok=True)
        for number in range(start, min(start + 250, count)):
            path, whole = bases[number % len(bases)]
            (batch / f"{number:05}-{path.name}").write_bytes(change(whole, chance))
        scan = [presend, "scan", "--list", str(folder / "list.txt"), "--json", "--edits", "none", "-r", str(batch)]
        done = subprocess.run(scan, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        results = [json.loads(line) for line in done.stdout.splitlines()]
        if done.returncode not in (0, 1, 3) or len(results) != len(list(batch.iterdir())):
            print(f"exit code {done.returncode} and {len(results)} results from {start} on: {done.stderr[-300:]}")
            wrong += 1
        for result in results:
            seen[result["outcome"]] = seen.get(result["outcome"], 0) + 1
            in_silence = result["outcome"] == "clean" and Path(result["file"]).suffix in (".zip", ".docx")
            if in_silence or "decoder_failed" in json.dumps(result):
                print(f"{result['file']}: {json.dumps(result)[:300]}")
                wrong += 1
        for file in batch.iterdir():
            file.unlink()
    print(f"{count} changed files: {seen}")
    return int(wrong == 0), wrong


def main():
    presend = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        compared = compare(presend, Path(folder))
        attacked = attack(presend, Path(folder), count)
    passed, failed = (sum(both) for both in zip(compared, attacked, strict=True))
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
