"""Reads the weights of the shipped ONNX file back into a checkpoint: `python fromFile.py endOfTurn.onnx DATA CHECKPOINT`. The file has its
normalisations folded into its convolutions; here each becomes one again that does nothing to what it sees of the training data, so that
training goes on from the same net."""
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator

from features import FRAMES
from model import CAUTION, FRAMES_HEARD, EndOfTurn


def read(path):
    stored = {each.name: torch.from_numpy(numpy_helper.to_array(each).astype(np.float32)) for each in onnx.load(path).graph.initializer}
    return {name.removesuffix("_f16"): values for name, values in stored.items() if name.endswith("_f16")}


def net_of(path):
    net, stored = EndOfTurn(), read(path)
    state = net.state_dict()
    for name in state:
        file_name = name.replace("blocks.", "block")
        if file_name in stored:
            state[name] = stored[file_name].reshape(state[name].shape)
    net.load_state_dict(state)
    assert abs(float(stored["caution"][0]) - CAUTION) < 1e-3
    with torch.no_grad():
        for block in net.blocks:
            block.norm.weight.fill_((1 + block.norm.eps) ** 0.5)
    return net.eval()


def restore_norms(net, mel):
    """Gives each normalisation the mean and deviation of what it sees, and takes them back out again."""
    def note(norm, inputs):
        x = inputs[0]
        norm.running_mean, norm.running_var = x.mean((0, 2)).clone(), x.var((0, 2)).clone()
        norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
        norm.bias.copy_(norm.running_mean)

    hooks = [block.norm.register_forward_pre_hook(note) for block in net.blocks]
    with torch.no_grad():
        net(mel)
    for hook in hooks:
        hook.remove()


def main(path, data, checkpoint):
    net = net_of(path)
    mel = np.load(data / "train" / "kokoro.npy", mmap_mode="r")[:512, :, -FRAMES_HEARD:].astype(np.float32)
    mel = torch.from_numpy(mel)
    with torch.no_grad():
        before = net(mel)
    restore_norms(net, mel)
    with torch.no_grad():
        after = net(mel)
    whole = np.zeros((8, 80, FRAMES), np.float32)
    whole[:, :, -FRAMES_HEARD:] = mel[:8].numpy()
    (said,) = ReferenceEvaluator(path).run(None, {"input_features": whole})
    print(f"largest difference to the file: {float(np.abs(said - torch.sigmoid(before[:8] - CAUTION).numpy()).max()):.5f}, "
          f"of the logits by the norms: {float((before - after).abs().max()):.5f}")
    torch.save(net.state_dict(), checkpoint)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
