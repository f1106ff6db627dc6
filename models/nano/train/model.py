"""A tiny Voxtral: Hugging Face's own class with a small configuration, and lean functions to train it.

The functions run the very modules of the Hugging Face model; they only add what training wants: windows cut short, many
sequences packed in one row, positions given by hand. `check.py` compares them with the class's own forward pass.
"""
import json
import math
import os
import shutil
from pathlib import Path

import torch
import torch.nn.functional as F
from transformers import GenerationConfig, LlamaConfig, VoxtralConfig, VoxtralEncoderConfig, VoxtralForConditionalGeneration

import calls
import tokenizer as tok
from features import AUDIO_TOKENS, FRAMES, MELS, TOKEN_FRAMES, extractor


def configuration(vocabulary, audio_width=128, audio_layers=4, audio_heads=4, text_width=128, text_layers=3):
    audio = VoxtralEncoderConfig(hidden_size=audio_width, intermediate_size=4 * audio_width, num_hidden_layers=audio_layers, num_attention_heads=audio_heads,
                                 num_mel_bins=MELS, max_source_positions=FRAMES // 2, vocab_size=vocabulary)
    text = LlamaConfig(vocab_size=vocabulary, hidden_size=text_width, intermediate_size=3 * text_width, num_hidden_layers=text_layers, num_attention_heads=4,
                       num_key_value_heads=2, head_dim=32, max_position_embeddings=512, rms_norm_eps=1e-5, rope_theta=10000.0, tie_word_embeddings=False,
                       bos_token_id=tok.BOS, eos_token_id=tok.EOS, pad_token_id=tok.PAD)
    return VoxtralConfig(audio_config=audio.to_dict(), text_config=text.to_dict(), audio_token_id=tok.AUDIO, projector_hidden_act="gelu",
                         bos_token_id=tok.BOS, eos_token_id=tok.EOS, pad_token_id=tok.PAD, tie_word_embeddings=False)


def create(vocabulary, seed=0, **sizes):
    torch.manual_seed(seed)
    model = VoxtralForConditionalGeneration(configuration(vocabulary, **sizes))
    model.set_attn_implementation("eager")  # on a CPU the backward pass of the fused attention is several times slower
    for module in model.modules():  # wider than the usual 0.02: right for so narrow a model
        if isinstance(module, (torch.nn.Linear, torch.nn.Conv1d)):
            torch.nn.init.xavier_uniform_(module.weight)
    tower = model.model.audio_tower
    width = tower.config.hidden_size
    angle = torch.arange(FRAMES // 2)[:, None] * torch.exp(-math.log(10000) / (width // 2 - 1) * torch.arange(width // 2))
    tower.embed_positions.weight.data = 0.5 * torch.cat([angle.sin(), angle.cos()], dim=1)
    torch.nn.init.normal_(model.lm_head.weight, std=0.05)
    return model


def load(folder):
    model = VoxtralForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
    model.set_attn_implementation("eager")
    return model


def encode(model, mels):
    """Mel features [batch, 128, frames <= 600] -> encoder states [batch, frames/2, width] and audio embeddings [batch, frames/8, width]."""
    tower = model.model.audio_tower
    hidden = F.gelu(tower.conv2(F.gelu(tower.conv1(mels)))).transpose(1, 2)
    hidden = hidden + tower.embed_positions.weight[: hidden.shape[1]]
    for layer in tower.layers:
        hidden = layer(hidden, attention_mask=None)
    hidden = tower.layer_norm(hidden)
    grouped = hidden.reshape(hidden.shape[0], -1, tower.config.intermediate_size)
    return hidden, model.model.multi_modal_projector(grouped)


def decode(model, embeddings, positions, mask):
    """Embeddings [rows, length, width], positions [rows, length], mask (added to the scores) [rows, 1, length, length] -> hidden states."""
    text = model.model.language_model
    rotary = text.rotary_emb(embeddings, positions)
    hidden = embeddings
    for layer in text.layers:
        hidden = layer(hidden, attention_mask=mask, position_ids=positions, position_embeddings=rotary)
    return text.norm(hidden)


def pack(sequences, limit):
    """Fills rows with whole sequences, the longest first. Returns lists of sequence numbers."""
    rows = []
    for number in sorted(range(len(sequences)), key=lambda n: -len(sequences[n].ids)):
        length = len(sequences[number].ids)
        row = next((r for r in rows if r[0] + length <= limit), None)
        if row is None:
            rows.append(row := [0, []])
        row[0] += length
        row[1].append(number)
    return [row[1] for row in rows]


def _row_states(model, table, sequences, limit):
    """Hidden states and next-token targets of sequences packed into rows of `limit` tokens (more if one is longer)."""
    rows = pack(sequences, limit)
    length = max(limit, max(len(s.ids) for s in sequences))
    ids = torch.full((len(rows), length), tok.PAD)
    targets = torch.full((len(rows), length), -100)
    sources = torch.full((len(rows), length), -1)
    positions = torch.zeros((len(rows), length), dtype=torch.long)
    owner = torch.full((len(rows), length), -1)
    for r, row in enumerate(rows):
        at = 0
        for n in row:
            s = sequences[n]
            end = at + len(s.ids)
            ids[r, at:end], targets[r, at:end], sources[r, at:end] = torch.tensor(s.ids), torch.tensor(s.targets), torch.tensor(s.sources)
            positions[r, at:end], owner[r, at:end] = torch.arange(len(s.ids)), n
            at = end
    embeddings = model.model.language_model.embed_tokens(ids)
    embeddings = torch.where((sources >= 0)[..., None], table[sources.clamp(min=0)].to(embeddings.dtype), embeddings)
    seen = (owner[:, :, None] == owner[:, None, :]) & torch.ones(length, length, dtype=torch.bool).tril()
    mask = torch.zeros(seen.shape).masked_fill(~seen, -1e4)
    hidden = decode(model, embeddings, positions, mask[:, None])
    wanted = (targets >= 0).flatten().nonzero()[:, 0]
    return hidden.flatten(0, 1)[wanted], targets.flatten()[wanted]


def packed_loss(model, audio, sequences, short=128, long=320):
    """Mean next-token loss. `audio` is [batch, tokens, width]; each sequence has ids, targets (-100: none) and sources (flat audio index or -1)."""
    table = audio.flatten(0, 1)
    parts = [[s for s in sequences if len(s.ids) <= short], [s for s in sequences if len(s.ids) > short]]
    states = [_row_states(model, table, part, limit) for part, limit in zip(parts, (short, long)) if part]
    hidden, targets = torch.cat([h for h, _ in states]), torch.cat([t for _, t in states])
    padding = -len(targets) % 256  # few different shapes: each new one costs the matrix library time and memory
    logits = model.lm_head(F.pad(hidden, (0, 0, 0, padding)))
    return F.cross_entropy(logits.float(), F.pad(targets, (0, padding), value=-100))


def save(model, tokenizer, folder):
    """Writes a complete checkpoint and puts it in place in one step."""
    folder = Path(folder)
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    model.config.taught_tools = list(calls.OFFERED)
    model.save_pretrained(fresh)
    tok.save(tokenizer, fresh)
    GenerationConfig(bos_token_id=tok.BOS, eos_token_id=tok.EOS, pad_token_id=tok.PAD, do_sample=False).save_pretrained(fresh)
    preprocessor = json.loads(extractor.to_json_string())
    preprocessor.update(processor_class="VoxtralProcessor")
    preprocessor.pop("mel_filters", None)
    (fresh / "preprocessor_config.json").write_text(json.dumps(preprocessor, indent=1) + "\n")
    if folder.exists():
        old = folder.with_name(folder.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        os.rename(folder, old)
    os.rename(fresh, folder)
