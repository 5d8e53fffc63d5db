#!/usr/bin/env python3
"""Writes small models in ONNX that must be refused, each for one reason: odd.py [FOLDER]."""

import pathlib
import sys

import numpy
from onnx import TensorProto, helper, numpy_helper

PICTURE = ["batch", 3, 64, 64]


def model(nodes, constants, folder, name):
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, PICTURE)],
        [helper.make_tensor_value_info("likely", TensorProto.FLOAT, ["batch", 1])],
        constants,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="presend")
    made.ir_version = 8
    (folder / f"{name}.onnx").write_bytes(made.SerializeToString())


def numbers(name, values, kind=numpy.int64):
    return numpy_helper.from_array(numpy.array(values, kind), name)


def wide(folder):
    """Ten thousand copies of the picture: a gigabyte."""
    nodes = [
        helper.make_node("Expand", ["picture", "copies"], ["many"]),
        helper.make_node("ReduceMean", ["many"], ["mean"], axes=[0, 1, 2, 3], keepdims=0),
        helper.make_node("Reshape", ["mean", "row"], ["likely"]),
    ]
    model(nodes, [numbers("copies", [10_000, 3, 64, 64]), numbers("row", [1, 1])], folder, "wide")


def scan(folder):
    """A recurrent layer over the rows of the picture: part of it runs again and again."""
    size = 3 * 64
    nodes = [
        helper.make_node("Reshape", ["picture", "rows"], ["sequence"]),
        helper.make_node("RNN", ["sequence", "w", "r"], ["all", "last"], hidden_size=1),
        helper.make_node("Reshape", ["last", "row"], ["likely"]),
    ]
    constants = [
        numbers("rows", [64, 1, size]),
        numbers("row", [1, 1]),
        numbers("w", numpy.zeros((1, 1, size)), numpy.float32),
        numbers("r", numpy.zeros((1, 1, 1)), numpy.float32),
    ]
    model(nodes, constants, folder, "scan")


def external(folder):
    """Its one constant is in another file."""
    constant = TensorProto(name="factor", data_type=TensorProto.FLOAT, dims=[1], data_location=TensorProto.EXTERNAL)
    constant.external_data.add(key="location", value="stripes.onnx")
    nodes = [
        helper.make_node("ReduceMean", ["picture"], ["mean"], axes=[0, 1, 2, 3], keepdims=0),
        helper.make_node("Mul", ["mean", "factor"], ["product"]),
        helper.make_node("Reshape", ["product", "row"], ["likely"]),
    ]
    model(nodes, [constant, numbers("row", [1, 1])], folder, "external")


def not_probable(folder):
    """Answers 7, which is no probability."""
    nodes = [
        helper.make_node("ReduceMean", ["picture"], ["mean"], axes=[0, 1, 2, 3], keepdims=0),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
        helper.make_node("Add", ["nothing", "seven"], ["sum"]),
        helper.make_node("Reshape", ["sum", "row"], ["likely"]),
    ]
    constants = [
        numbers("zero", [0], numpy.float32),
        numbers("seven", [7], numpy.float32),
        numbers("row", [1, 1]),
    ]
    model(nodes, constants, folder, "not-probable")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for write in (wide, scan, external, not_probable):
        write(folder)


if __name__ == "__main__":
    main()
