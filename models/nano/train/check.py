"""Checks before any figure is trusted: `python check.py CHECKPOINT`.

The lean functions of model.py must give the numbers of the Hugging Face class, a gradient must agree with finite differences,
and questions for tools must be read as the calls they are.
"""
import random
import sys

import torch
from tokenizers import Tokenizer
from transformers import VoxtralForConditionalGeneration

import calls
import model as nano
import tokenizer as tok
from conversation import Turn, chat_prompt


def lean_equals_class(folder):
    network = VoxtralForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    encode = lambda text: Tokenizer.from_file(f"{folder}/tokenizer.json").encode(text).ids if text else []
    torch.manual_seed(0)
    mels = torch.randn(1, nano.MELS, nano.FRAMES)
    prompt = chat_prompt(encode, [Turn("", audio=range(nano.AUDIO_TOKENS))], "Be kind.")
    ids = torch.tensor([prompt.ids])
    with torch.no_grad():
        theirs = network(input_ids=ids, input_features=mels).logits
        hidden, audio = nano.encode(network, mels)
        embeddings = network.model.language_model.embed_tokens(ids)
        embeddings[ids == tok.AUDIO] = audio[0]
        length = ids.shape[1]
        mask = torch.full((length, length), -1e4).triu(1)[None, None]
        ours = network.lm_head(nano.decode(network, embeddings, torch.arange(length)[None], mask))
        generated = network.generate(input_ids=ids, input_features=mels, max_new_tokens=4, do_sample=False)[0, length:].tolist()
    difference = (ours - theirs).abs().max().item()
    print(f"largest difference from the class's logits: {difference:.2e}")
    assert difference < 1e-3 and (generated[0] == ours[0, -1].argmax().item())


def gradient_is_right(folder):
    network = VoxtralForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).double()
    torch.manual_seed(1)
    mels = torch.randn(2, nano.MELS, 64, dtype=torch.double)
    weight = network.model.audio_tower.layers[0].fc1.weight
    direction = torch.randn_like(weight)

    def value():
        hidden, audio = nano.encode(network, mels)
        positions = torch.arange(audio.shape[1])[None].expand(2, -1)
        mask = torch.full((audio.shape[1], audio.shape[1]), -1e4).triu(1)[None, None].to(audio.dtype)
        return network.lm_head(nano.decode(network, audio, positions, mask)).logsumexp(-1).mean()

    weight.requires_grad_(True)
    slope = (torch.autograd.grad(value(), weight)[0] * direction).sum().item()
    step, base = 1e-4, weight.detach().clone()
    with torch.no_grad():
        weight.copy_(base + step * direction)
        above = value()
        weight.copy_(base - step * direction)
        below = value()
    measured = ((above - below) / (2 * step)).item()
    print(f"gradient {slope:.8f}, finite difference {measured:.8f}")
    assert abs(slope - measured) < 1e-2 * max(abs(slope), 1e-6)  # the norms compute in single precision whatever the weights are
    # the same in single precision, the one that trains
    network = network.float()
    mels, weight = mels.float(), network.model.audio_tower.layers[0].fc1.weight
    with torch.no_grad():
        weight.copy_(base)
    weight.requires_grad_(True)
    hidden, audio = nano.encode(network, mels)
    positions = torch.arange(audio.shape[1])[None].expand(2, -1)
    mask = torch.full((audio.shape[1], audio.shape[1]), -1e4).triu(1)[None, None].to(audio.dtype)
    single = network.lm_head(nano.decode(network, audio, positions, mask)).logsumexp(-1).mean()
    slope32 = (torch.autograd.grad(single, weight)[0] * direction.float()).sum().item()
    assert abs(slope32 - slope) < 0.01 * max(abs(slope), 1e-4), slope32


def calls_are_read():
    """Every question for a tool is one call, and its argument is what was said or typed."""
    rng = random.Random(1)
    for _ in range(2000):
        text = calls.asked(rng)
        assert calls.call_for(text), text
        digits = calls.in_digits(text, rng)
        assert calls.call_for(digits) and calls.is_held_out(digits) == calls.is_held_out(text), digits
    assert len(calls.NUMBERS) == 1000
    assert calls.call_for("what is seventeen times twelve") == ("calculate", {"expression": "seventeen times twelve"})
    assert calls.call_for("what is nine hundred and five minus a hundred") == ("calculate", {"expression": "nine hundred and five minus a hundred"})
    assert calls.call_for("what is 17 * 12") == ("calculate", {"expression": "17 * 12"})
    assert calls.call_for("set a timer for a minute") == ("set_timer", {"duration": "a minute"})
    assert calls.call_for("set a timer for five hours") is None and calls.call_for("what time will it be") is None


if __name__ == "__main__":
    calls_are_read()
    lean_equals_class(sys.argv[1])
    gradient_is_right(sys.argv[1])
    print("checks passed")
