#!/usr/bin/env python3
"""Trains the harmless test model and writes it, its pin and the vectors of onnxruntime.

Usage: train.py [FOLDER]   (the folder of this file if none is given)

The model says how likely it is that a picture is mostly yellow-black diagonal stripes. It is made of 16 random
filters of 5 by 5, with offsets, that are never trained, ReLU, the mean of each over the picture, and a logistic regression. With
the packages that README.md names it writes the same bytes each time.
"""

import hashlib
import pathlib
import struct
import sys
import zlib

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

SIDE = 64
FILTERS = 16
YELLOW, BLACK = (240, 200, 20), (20, 20, 20)

def stripes(rng):
    """Yellow-black stripes near a diagonal, of any width and phase, over nearly all of the picture."""
    y, x = numpy.mgrid[0:SIDE, 0:SIDE]
    width, phase, slope = rng.uniform(4, 10), rng.uniform(0, 20), rng.uniform(0.7, 1.4)
    along = (x + slope * y if rng.random() < 0.5 else x - slope * y) / numpy.hypot(1, slope)
    is_yellow = ((along + phase) // width) % 2 == 0
    picture = numpy.where(is_yellow[..., None], YELLOW, BLACK).astype(numpy.float64)
    edge = rng.integers(0, 6)
    if edge:
        picture[:edge, :] = rng.integers(0, 256, 3)
    return noisy(picture, rng)

def other(rng):
    """Everything that is easily taken for them: other colours, upright stripes, plain colours, discs, noise."""
    y, x = numpy.mgrid[0:SIDE, 0:SIDE]
    kind = rng.integers(0, 6)
    first, second = rng.integers(0, 256, 3), rng.integers(0, 256, 3)
    if kind == 0:
        first, second = YELLOW, BLACK
        mask = ((x if rng.random() < 0.5 else y) // rng.uniform(4, 10)) % 2 == 0
    elif kind == 1:
        first[2], second[2] = rng.integers(120, 256, 2)
        mask = ((x + y) // rng.uniform(6, 14)) % 2 == 0
    elif kind == 2:
        mask = numpy.ones((SIDE, SIDE), bool)
    elif kind == 3:
        first, second = YELLOW, BLACK
        centre = rng.uniform(10, 54, 2)
        mask = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < rng.uniform(8, 30) ** 2
    elif kind == 4:
        return rng.uniform(0, 255, (SIDE, SIDE, 3))
    else:
        ramp = (x + rng.uniform(0, 1) * y) / (2 * SIDE)
        return noisy(first * ramp[..., None] + second * (1 - ramp[..., None]), rng)
    return noisy(numpy.where(mask[..., None], first, second).astype(numpy.float64), rng)

def noisy(picture, rng):
    """Softened as scaling does, in half of the pictures; then noise, from none to much."""
    if rng.random() < 0.5:
        padded = numpy.pad(picture, ((1, 1), (1, 1), (0, 0)), mode="edge")
        share = rng.uniform(0, 0.15)
        around = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
        picture = picture * (1 - 4 * share) + around * share
    return numpy.clip(picture + rng.normal(0, rng.uniform(0, 8), picture.shape), 0, 255)

def features(pictures, filters, offsets):
    """What the network has before its last layer, by the definition of a convolution."""
    rows = []
    for picture in pictures:
        planes = ((picture - 127.5) / 127.5).transpose(2, 0, 1)
        windows = numpy.lib.stride_tricks.sliding_window_view(planes, (5, 5), axis=(1, 2))
        windows = windows.transpose(1, 2, 0, 3, 4).reshape(-1, 75).astype(numpy.float32)
        answers = windows @ filters.reshape(FILTERS, 75).T + offsets
        rows.append(numpy.maximum(answers, 0).mean(axis=0))
    return numpy.array(rows)

def regression(x, y):
    """Logistic regression by Newton's method, with a little weight decay."""
    x = numpy.hstack([x, numpy.ones((len(x), 1))])
    w = numpy.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + numpy.exp(-numpy.clip(x @ w, -40, 40)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-4 * numpy.eye(len(w))
        w -= numpy.linalg.solve(hessian, x.T @ (p - y) + 1e-4 * w)
    return w[:-1], w[-1]

def network(filters, offsets, weights, bias):
    constants = {
        "offsets": offsets,
        "filters": filters,
        "weights": weights.reshape(FILTERS, 1),
        "bias": numpy.array([bias]),
    }
    nodes = [
        helper.make_node("Conv", ["picture", "filters", "offsets"], ["answers"]),
        helper.make_node("Relu", ["answers"], ["positive"]),
        helper.make_node("GlobalAveragePool", ["positive"], ["means"]),
        helper.make_node("Flatten", ["means"], ["row"]),
        helper.make_node("MatMul", ["row", "weights"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["sum"]),
        helper.make_node("Sigmoid", ["sum"], ["likely"]),
    ]
    graph = helper.make_graph(
        nodes,
        "stripes",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("likely", TensorProto.FLOAT, ["batch", 1])],
        [numpy_helper.from_array(value.astype(numpy.float32), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="presend")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()

def draw_for_vectors(kind):
    """Pictures that a program in any language draws the same: whole numbers only, 96 by 80 pixels of RGB."""
    picture = numpy.zeros((80, 96, 3), numpy.uint8)
    for y in range(80):
        for x in range(96):
            if kind == "stripes":
                colour = YELLOW if (x + y) // 12 % 2 == 0 else BLACK
            elif kind == "upright":
                colour = YELLOW if x // 12 % 2 == 0 else BLACK
            elif kind == "ramp":
                colour = (x * 255 // 95, y * 255 // 79, 128)
            else:
                colour = tuple((x * 7 + y * 13 + c * 5) % 251 for c in range(3))
            picture[y, x] = colour
    return picture

def resized(picture, width, height):
    """Bilinear, wide enough for what it makes smaller, by its definition and without rounding."""

    def weights(size, target):
        scale = size / target
        support = max(scale, 1.0)
        centres = (numpy.arange(target) + 0.5) * scale
        distance = numpy.abs(numpy.arange(size) + 0.5 - centres[:, None]) / support
        triangle = numpy.maximum(1 - distance, 0)
        return triangle / triangle.sum(axis=1, keepdims=True)

    rows, columns = weights(picture.shape[0], height), weights(picture.shape[1], width)
    return numpy.einsum("yj,jkc,xk->yxc", rows, picture.astype(numpy.float64), columns)

def vectors(model):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    for kind in ("stripes", "upright", "ramp", "sums"):
        small = resized(draw_for_vectors(kind), SIDE, SIDE)
        planes = ((small - 127.5) / 127.5).transpose(2, 0, 1)[None].astype(numpy.float32)
        yield f"{kind} {session.run(None, {'picture': planes})[0][0, 0]:.9f}"

def png(picture):
    """A file of PNG, by its definition."""
    height, width, _ = picture.shape
    rows = b"".join(b"\0" + row.astype(numpy.uint8).tobytes() for row in picture)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)

def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    rng = numpy.random.default_rng(2026)
    filters = rng.normal(0, 0.35, (FILTERS, 3, 5, 5)).astype(numpy.float32)
    offsets = rng.uniform(-1.5, 1.5, FILTERS).astype(numpy.float32)
    train = [stripes(rng) for _ in range(1000)] + [other(rng) for _ in range(2000)]
    known = numpy.array([1] * 1000 + [0] * 2000)
    weights, bias = regression(features(train, filters, offsets), known)
    model = network(filters, offsets, weights, bias)

    kept = [stripes(rng) for _ in range(125)] + [other(rng) for _ in range(125)]
    sums = features(kept, filters, offsets) @ weights + bias
    right = int(((sums > 0) == (numpy.arange(250) < 125)).sum())

    print(f"{right} of 250 kept back are right; {len(model)} bytes")

    (folder / "stripes.onnx").write_bytes(model)
    pin = folder / "stripes.pin"
    lines = [line for line in pin.read_text().splitlines() if not line.startswith("sha256 ")]
    lines.insert(2, f"sha256 {hashlib.sha256(model).hexdigest()}")
    pin.write_text("\n".join(lines) + "\n")
    (folder / "stripes.png").write_bytes(png(draw_for_vectors("stripes")))
    (folder / "onnxruntime.txt").write_text("\n".join(vectors(model)) + "\n")

if __name__ == "__main__":
    main()
