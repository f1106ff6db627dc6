"""Writes the net as ONNX with Smart Turn v3's interface: `python export.py CHECKPOINT endOfTurn.onnx`. Weights lie in it as 16-bit floats."""
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from features import FRAMES, MELS
from model import CAUTION, FRAMES_HEARD, EndOfTurn


class Graph:
    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name, values):
        values = np.asarray(values)
        if values.dtype == np.int64:
            self.constants.append(numpy_helper.from_array(values, name))
            return name
        self.constants.append(numpy_helper.from_array(values.astype(np.float16), f"{name}_f16"))
        return self.node("Cast", [f"{name}_f16"], name, to=TensorProto.FLOAT)

    def node(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name=f"{name}/{kind}", **attributes))
        return name

    def conv(self, x, module, name, norm=None):
        weight, bias = (p.detach().double() for p in (module.weight, module.bias))
        if norm is not None:  # what follows it only scales and shifts
            scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
            weight, bias = weight * scale[:, None, None], (bias - norm.running_mean.double()) * scale + norm.bias.double()
        inputs = [x, self.constant(f"{name}.weight", weight.detach()), self.constant(f"{name}.bias", bias.detach())]
        return self.node("Conv", inputs, name, kernel_shape=list(module.kernel_size), strides=list(module.stride), pads=list(module.padding) * 2,
                         dilations=list(module.dilation), group=module.groups)

    def relu(self, x):
        return self.node("Relu", [x], f"{x}.relu")

    def linear(self, x, module, name):
        inputs = [x, self.constant(f"{name}.weight", module.weight.detach()), self.constant(f"{name}.bias", module.bias.detach())]
        return self.node("Gemm", inputs, name, transB=1)

    def tail(self, x, frames, name):
        ends = [self.constant(f"{name}.{part}", np.array([value], np.int64)) for part, value in (("start", -frames), ("end", 2**31), ("axis", 2))]
        return self.node("Slice", [x, *ends], name)


def export(net, path):
    net.eval()
    graph = Graph()
    width = net.first.out_channels
    x = graph.tail("input_features", FRAMES_HEARD, "heard")
    x = graph.relu(graph.conv(x, net.first, "first"))
    x = graph.relu(graph.conv(x, net.second, "second"))
    for n, block in enumerate(net.blocks):
        inner = graph.conv(x, block.depthwise, f"block{n}.depthwise", block.norm)
        inner = graph.relu(graph.conv(inner, block.widen, f"block{n}.widen"))
        x = graph.node("Add", [x, graph.conv(inner, block.narrow, f"block{n}.narrow")], f"block{n}")
    x = graph.node("Add", [x, graph.constant("places", net.places.detach())], "placed")
    weights = graph.node("Softmax", [graph.conv(x, net.weigh, "weigh")], "weights", axis=2)
    pooled = graph.node("MatMul", [weights, graph.node("Transpose", [x], "frames", perm=[0, 2, 1])], "pooled")
    pooled = graph.node("Reshape", [pooled, graph.constant("flat", np.array([-1, 4 * width], np.int64))], "pooled.flat")
    latest = graph.node("ReduceMean", [graph.tail(x, 12, "latest.frames"), graph.constant("time", np.array([2], np.int64))], "latest", keepdims=0)
    x = graph.relu(graph.linear(graph.node("Concat", [pooled, latest], "both", axis=1), net.inner, "inner"))
    cautious = graph.node("Sub", [graph.linear(x, net.outer, "outer"), graph.constant("caution", np.array([CAUTION]))], "cautious")
    graph.node("Sigmoid", [cautious], "logits")  # Smart Turn's name for the probability
    inputs = [helper.make_tensor_value_info("input_features", TensorProto.FLOAT, ["batch_size", MELS, FRAMES])]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch_size", 1])]
    made = helper.make_graph(graph.nodes, "endOfTurn", inputs, outputs, graph.constants)
    model = helper.make_model(made, producer_name="parley", ir_version=10, opset_imports=[helper.make_opsetid("", 18)])
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def check(net, path):
    """Runs both on the same numbers."""
    from onnx.reference import ReferenceEvaluator

    mel = np.random.default_rng(1).uniform(-0.5, 1.5, (2, MELS, FRAMES)).astype(np.float32)
    with torch.no_grad():
        wanted = torch.sigmoid(net(torch.from_numpy(mel)) - CAUTION).numpy()
    (got,) = ReferenceEvaluator(path).run(None, {"input_features": mel})
    difference = float(np.abs(wanted - got).max())
    print(f"largest difference between net and file: {difference:.4f}")
    assert difference < 0.01


if __name__ == "__main__":
    net = EndOfTurn()
    net.load_state_dict(torch.load(sys.argv[1]))
    export(net, sys.argv[2])
    check(net, sys.argv[2])
