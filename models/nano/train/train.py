"""Trains the listener: `python train.py DATA OUT [--steps N]`. Checkpoints are whole Hugging Face folders at OUT."""
import argparse
import copy
import math
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import model as nano
import sentences
import tokenizer as tok
from augment import Speech, batches, tokens_fed
from conversation import Turn, conversation, reply, transcription_prompt


def sequences_for(specs, frames, encode, strangers, rng):
    """The conversations, typed questions and transcriptions that one batch of audio is used for."""
    per_window = frames // nano.TOKEN_FRAMES
    audio = []
    for number, spec in enumerate(specs):
        first = number * per_window
        audio.append(list(range(first, first + tokens_fed(spec, frames, rng))))
    texts = [spec["item"]["text"] if spec["item"] else "" for spec in specs]
    turns = [Turn(reply(text), audio=a) for text, a in zip(texts, audio)]
    for _ in range(len(specs) // 2):
        text = rng.choice(sentences.WORDINGS)[0] if rng.random() < 0.5 else rng.choice(strangers)
        turns.append(Turn(reply(text), typed=sentences.typed(text, rng)))
    rng.shuffle(turns)
    made = []
    while turns:
        how = rng.random()
        count = 1 if how < 0.4 else 2 if how < 0.65 else 3 if how < 0.92 else rng.randint(4, 6)
        made.append(conversation(encode, turns[:count], sentences.persona(rng), rng, strangers))
        turns = turns[count:]
    for text, a in zip(texts, audio):
        if rng.random() < 0.6:
            how = rng.random()
            sequence = transcription_prompt(encode, a, "en" if how < 0.75 else "")
            sequence.answer(encode(text) + [tok.EOS])
            made.append(sequence)
    return made


def train(args):
    torch.manual_seed(1)
    rng = random.Random(2)
    tokenizer = tok.build()
    encode = lambda text: tokenizer.encode(text).ids if text else []
    speech = Speech(args.data)
    questions = [i for i in speech.items if i["text"] in sentences.ANSWERS]
    others = [i for i in speech.items if i["text"] not in sentences.ANSWERS]
    strangers = sentences.other_sentences(30000, seed=11)
    model = nano.create(tokenizer.get_vocab_size())
    average = copy.deepcopy(model)
    sounds = {s: n + 1 for n, s in enumerate(sorted({s for word in speech.phonemes.values() for s in word}))}
    listener = torch.nn.Linear(model.config.audio_config.hidden_size, len(sounds) + 1)  # only helps while training
    parameters = [p for p in model.parameters()] + list(listener.parameters())
    for p in parameters:
        p.requires_grad_(True)
    groups = [dict(params=[p for p in parameters if p.dim() > 1], weight_decay=0.02), dict(params=[p for p in parameters if p.dim() <= 1], weight_decay=0)]
    optimiser = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {len(questions)} questions and {len(others)} other utterances", flush=True)
    source = batches(speech, questions, others, args.batch, rng)
    started, seen = time.time(), []
    for step in range(1, args.steps + 1):
        done = step / args.steps
        rate = args.rate * min(1, step / 200) * max(0.01, 0.5 * (1 + math.cos(math.pi * done)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        specs, frames = next(source)
        mels = torch.from_numpy(np.stack([speech.window(spec, frames, rng) for spec in specs]))
        sequences = sequences_for(specs, frames, encode, strangers, rng)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
            hidden, audio = nano.encode(model, mels)
            language = nano.packed_loss(model, audio, sequences)
            scores = listener(hidden)
        spoken = [[sounds[s] for w in (spec["item"]["text"].split() if spec["item"] else []) for s in speech.phonemes[w]] for spec in specs]
        sizes = torch.tensor([len(s) for s in spoken])
        ctc = F.ctc_loss(scores.float().log_softmax(-1).transpose(0, 1), torch.tensor([s for row in spoken for s in row]), torch.full((len(specs),), hidden.shape[1]), sizes,
                         reduction="none", zero_infinity=True)
        ctc = (ctc / sizes.clamp(min=4)).mean()
        loss = language + (0.5 if done < 0.3 else 0.2) * ctc
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        if torch.isfinite(norm):
            optimiser.step()
        seen.append((language.item(), ctc.item(), float(norm)))
        keep = min(0.998, 1 - 1 / (step / 4 + 1))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), [p.detach() for p in model.parameters()], 1 - keep)
        if step % 50 == 0:
            a = np.mean(seen[-50:], axis=0)
            print(f"{step} {(time.time() - started) / 60:.1f} min, next token {a[0]:.3f}, ctc {a[1]:.3f}, gradient {a[2]:.2f}", flush=True)
        if step % args.save_every == 0 or step == args.steps:
            nano.save(average, tokenizer, args.out)
            torch.save(dict(model=model.state_dict(), listener=listener.state_dict(), step=step), str(args.out) + ".state.pt")
    print(f"trained in {(time.time() - started) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("out")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--save-every", type=int, default=250)
    parser.add_argument("--bf16", action="store_true")
    train(parser.parse_args())
