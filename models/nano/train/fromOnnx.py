"""Reads exported weights back: `python fromOnnx.py MODEL_FOLDER CHECKPOINT` makes a Hugging Face checkpoint of models/nano.

Training can so go on from the weights that ship. Both must give the same logits, or nothing is written.
"""
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from transformers import VoxtralConfig, VoxtralForConditionalGeneration

import model as nano
import tokenizer as tok
from conversation import Turn, chat_prompt

AS_STORED = {"audio_tower.embed_positions.weight", "language_model.model.embed_tokens.weight"}  # the other matrices lie transposed
GRAPHS = ("audio_encoder", "embed_tokens", "decoder_model_merged")


def weights(folder):
    """The tensors by the names of the Hugging Face class."""
    found = {}
    for graph in GRAPHS:
        for tensor in onnx.load(folder / "onnx" / f"{graph}.onnx").graph.initializer:
            name = tensor.name.removesuffix(".f16")
            if not name.startswith(("audio_tower.", "multi_modal_projector.", "language_model.")):
                continue  # shapes, indices and rotary tables
            values = onnx.numpy_helper.to_array(tensor).astype(np.float32)
            if values.ndim == 2 and name not in AS_STORED:
                values = values.T
            ours = name.replace("language_model.lm_head", "lm_head").replace("language_model.model.", "language_model.")
            found[ours if ours.startswith("lm_head") else f"model.{ours}"] = torch.from_numpy(values.copy())
    return found


def exported_logits(folder, mels, ids):
    """What the exported graphs make of one window and one prompt: [1, length, vocabulary]."""
    sessions = {graph: onnxruntime.InferenceSession(folder / "onnx" / f"{graph}.onnx", providers=["CPUExecutionProvider"]) for graph in GRAPHS}
    audio = sessions["audio_encoder"].run(None, {"audio_values": mels})[0]
    embeddings = sessions["embed_tokens"].run(None, {"input_ids": ids})[0]
    embeddings[ids == tok.AUDIO] = audio
    decoder = sessions["decoder_model_merged"]
    empty = {i.name: np.zeros((1, i.shape[1], 0, i.shape[3]), np.float32) for i in decoder.get_inputs() if i.name.startswith("past")}
    places = np.arange(ids.shape[1])[None]
    return decoder.run(["logits"], dict(inputs_embeds=embeddings, attention_mask=np.ones_like(ids), position_ids=places, **empty))[0]


def main(folder, out):
    folder = Path(folder)
    network = VoxtralForConditionalGeneration(VoxtralConfig.from_pretrained(folder)).eval()
    missing, unknown = network.load_state_dict(weights(folder), strict=False)
    assert not missing and not unknown, (missing, unknown)
    tokenizer = tok.load(folder / "tokenizer.json")
    encode = lambda text: tokenizer.encode(text).ids if text else []
    torch.manual_seed(0)
    mels = torch.randn(1, nano.MELS, nano.FRAMES)
    ids = torch.tensor([chat_prompt(encode, [Turn("", audio=range(nano.AUDIO_TOKENS))], "Be kind.").ids])
    with torch.no_grad():
        ours = network(input_ids=ids, input_features=mels).logits.numpy()
    difference = np.abs(ours - exported_logits(folder, mels.numpy(), ids.numpy())).max()
    print(f"largest difference from the exported graphs' logits: {difference:.2e}")
    assert difference < 1e-3
    nano.save(network, tokenizer, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
