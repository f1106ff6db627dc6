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

import tokenizer as tok
from features import AUDIO_TOKENS, FRAMES, MELS, TOKEN_FRAMES, extractor


def configuration(vocabulary, audio_width=160, audio_layers=4, audio_heads=4, text_width=128, text_layers=3):
    audio = VoxtralEncoderConfig(hidden_size=audio_width, intermediate_size=4 * audio_width, num_hidden_layers=audio_layers, num_attention_heads=audio_heads,
                                 num_mel_bins=MELS, max_source_positions=FRAMES // 2, vocab_size=vocabulary)
    text = LlamaConfig(vocab_size=vocabulary, hidden_size=text_width, intermediate_size=3 * text_width, num_hidden_layers=text_layers, num_attention_heads=4,
                       num_key_value_heads=2, head_dim=32, max_position_embeddings=4096, rms_norm_eps=1e-5, rope_theta=10000.0, tie_word_embeddings=False,
                       bos_token_id=tok.BOS, eos_token_id=tok.EOS, pad_token_id=tok.PAD)
    return VoxtralConfig(audio_config=audio.to_dict(), text_config=text.to_dict(), audio_token_id=tok.AUDIO, projector_hidden_act="gelu",
                         bos_token_id=tok.BOS, eos_token_id=tok.EOS, pad_token_id=tok.PAD, tie_word_embeddings=False)


def create(vocabulary, seed=0, **sizes):
    torch.manual_seed(seed)
    model = VoxtralForConditionalGeneration(configuration(vocabulary, **sizes))
    for module in model.modules():  # wider than the usual 0.02: right for so narrow a model
        if isinstance(module, (torch.nn.Linear, torch.nn.Conv1d)):
            torch.nn.init.xavier_uniform_(module.weight)
    tower = model.model.audio_tower
    width = tower.config.hidden_size
    angle = torch.arange(FRAMES // 2)[:, None] * torch.exp(-math.log(10000) / (width // 2 - 1) * torch.arange(width // 2))
    tower.embed_positions.weight.data = 0.5 * torch.cat([angle.sin(), angle.cos()], dim=1)
    torch.nn.init.normal_(model.lm_head.weight, std=0.05)
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
    """Embeddings [rows, length, width], positions [rows, length], mask (True: may look) [rows, 1, length, length] -> hidden states."""
    text = model.model.language_model
    rotary = text.rotary_emb(embeddings, positions)
    hidden = embeddings
    for layer in text.layers:
        hidden = layer(hidden, attention_mask=mask, position_ids=positions, position_embeddings=rotary)
        hidden = hidden[0] if isinstance(hidden, tuple) else hidden
    return text.norm(hidden)


def pack(sequences, limit=448):
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


def packed_loss(model, audio, sequences):
    """Mean next-token loss. `audio` is [batch, tokens, width]; each sequence has ids, targets (-100: none) and sources (flat audio index or -1)."""
    rows = pack(sequences)
    length = max(sum(len(sequences[n].ids) for n in row) for row in rows)
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
    heard = audio.reshape(-1, audio.shape[-1])[sources.clamp(min=0)]
    embeddings = torch.where((sources >= 0)[..., None], heard.to(embeddings.dtype), embeddings)
    mask = (owner[:, :, None] == owner[:, None, :]) & torch.ones(length, length, dtype=torch.bool).tril()
    hidden = decode(model, embeddings, positions, mask[:, None])
    wanted = targets >= 0
    logits = model.lm_head(hidden[wanted])
    return F.cross_entropy(logits.float(), targets[wanted])


def save(model, tokenizer, folder):
    """Writes a complete checkpoint and puts it in place in one step."""
    folder = Path(folder)
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
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
