"""Trains the listener: `python train.py OUT DATA... [--steps N]`. Checkpoints are whole Hugging Face folders at OUT.

Each of `--workers` processes has one thread and its share of every batch; the gradients are averaged. For matrices this small
that is much faster than threads, above all on a busy machine.
"""
import argparse
import copy
import math
import random
import os
import tempfile
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as processes
import torch.nn.functional as F
from tokenizers import Tokenizer

import calls
import model as nano
import sentences
import tokenizer as tok
from augment import Speech, batches, tokens_fed
from features import TOKEN_FRAMES
from conversation import Turn, conversation, transcription_prompt


LISTENS_AFTER = 60  # steps
LONGEST = 18  # turns of a conversation: as many short ones as the context holds


def sequences_for(specs, frames, encode, strangers, near, rng, typed):
    """The conversations, typed questions (so many for each utterance) and transcriptions that one batch of audio is used for."""
    per_window = frames // TOKEN_FRAMES
    audio = []
    for number, spec in enumerate(specs):
        first = number * per_window
        audio.append(list(range(first, first + tokens_fed(spec, frames, rng))))
    texts = [spec["item"]["text"] if spec["item"] else "" for spec in specs]
    turns = [Turn(text, audio=a) for text, a in zip(texts, audio)]
    for _ in range(typed * len(specs)):
        how = rng.random()
        text = rng.choice(sentences.WORDINGS)[0] if how < 0.35 else sentences.for_a_tool(rng) if how < 0.65 else rng.choice(near if how < 0.86 else strangers)
        text = calls.in_digits(text, rng) if rng.random() < 0.4 else text
        turns.append(Turn(text, typed=sentences.typed(text, rng)))
    rng.shuffle(turns)
    made = []
    while turns:
        how = rng.random()
        count = 1 if how < 0.3 else 2 if how < 0.5 else 3 if how < 0.75 else rng.randint(4, 6) if how < 0.88 else rng.randint(7, LONGEST)
        made.append(conversation(encode, turns[:count], sentences.persona(rng, strangers), rng, strangers, calls.some(rng)))
        turns = turns[count:]
    for text, a in zip(texts, audio):
        if rng.random() < (0.3 if text in sentences.ANSWERS else 0.75):
            how = rng.random()
            sequence = transcription_prompt(encode, a, "en" if how < 0.75 else "")
            sequence.answer(encode(text) + [tok.EOS])
            made.append(sequence)
    return made


class SoundListener(torch.nn.Module):
    """Tells the sounds from the encoder's states: it only helps while training, and finds them within a few hundred steps."""

    def __init__(self, width, speech):
        super().__init__()
        self.speech = speech
        self.phonemes = {s: n + 1 for n, s in enumerate(sorted({s for word in speech.phonemes.values() for s in word}))}
        self.scores = torch.nn.Linear(width, len(self.phonemes) + 1 + len(speech.sounds))

    def forward(self, hidden, specs, frames):
        """Two losses: CTC over the phonemes of the words, and the sound at each place where espeak-ng told it."""
        scores, blank_too = self.scores(hidden), len(self.phonemes) + 1
        known = torch.from_numpy(np.stack([self.speech.sounds_at(spec, frames) for spec in specs]))
        timed = F.cross_entropy(scores[..., blank_too:].flatten(0, 1), known.flatten(), reduction="sum") / max(1, int((known >= 0).sum()))
        voiced = [n for n, spec in enumerate(specs) if spec["item"]]
        spoken = [[self.phonemes[s] for word in specs[n]["item"]["text"].split() for s in self.speech.phonemes[word]] for n in voiced]
        sizes = torch.tensor([len(row) for row in spoken])
        ctc = F.ctc_loss(scores[voiced, :, :blank_too].log_softmax(-1).transpose(0, 1), torch.tensor([s for row in spoken for s in row]),
                         torch.full((len(voiced),), hidden.shape[1]), sizes, reduction="none", zero_infinity=True)
        return (ctc / sizes).mean(), timed


def train(rank, args, meeting):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=args.workers)
    shared, rng = random.Random(2), random.Random(100 + rank)  # all workers draw the same batches and take their part
    say = print if rank == 0 else lambda *_, **__: None
    tokenizer = Tokenizer.from_file(f"{args.start}/tokenizer.json") if args.start else tok.build()
    encode = lambda text: tokenizer.encode(text).ids if text else []
    speech = Speech(args.data)
    strangers = sentences.other_sentences(30000, seed=11)
    near = [text for text in strangers if sentences.is_near(text)]
    model = nano.load(args.start) if args.start else nano.create(tokenizer.get_vocab_size())
    average = copy.deepcopy(model)
    listener = SoundListener(model.config.audio_config.hidden_size, speech)  # it is not kept with a checkpoint
    for p in model.parameters():
        p.requires_grad_(True)
    model.model.audio_tower.requires_grad_(not args.frozen)
    parameters = [p for p in (*model.parameters(), *(listener.parameters() if args.sounds else [])) if p.requires_grad]
    groups = [dict(params=[p for p in parameters if p.dim() > 1], weight_decay=0.02), dict(params=[p for p in parameters if p.dim() <= 1], weight_decay=0)]
    optimiser = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98))
    say(f"{sum(p.numel() for p in parameters):,} parameters learn from {len(speech.items)} utterances", flush=True)
    progress, first = dict(done=0.0), 0.15 if args.start else 0.0  # a second stage skips the easy beginning
    source = batches(speech, args.batch, shared, lambda: progress["done"], asked=args.asked, called=args.called, near=args.near, kokoro=args.kokoro)
    started, seen = time.time(), []
    for step in range(1, args.steps + 1):
        clock = torch.tensor(max(step / args.steps, (time.time() - started) / 60 / args.minutes))
        dist.broadcast(clock, 0)  # the workers must agree
        done = clock.item()
        progress["done"] = first + (1 - first) * done
        if done > 1:
            break
        rate = args.rate * min(1, step / (40 if args.start else 200)) * max(0.01, 0.5 * (1 + math.cos(math.pi * done)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        specs, frames = next(source)
        specs = specs[rank:: args.workers]
        mels = torch.from_numpy(np.stack([speech.window(spec, frames, rng) for spec in specs]))
        sequences = sequences_for(specs, frames, encode, strangers, near, rng, args.typed)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
            hidden, audio = nano.encode(model, mels)
            language = nano.packed_loss(model, audio, sequences)
        # A fresh one first learns to read the states of an encoder that hears already.
        ctc, timed = listener((hidden.detach() if args.start and step < LISTENS_AFTER else hidden).float(), specs, frames) if args.sounds else (hidden.new_zeros(()),) * 2
        loss = language + (0.3 if done < 0.3 else 0.15) * ctc + (1.0 if not args.start and done < 0.15 else 0.2) * timed
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        together = torch.cat([p.grad.flatten() for p in parameters])
        dist.all_reduce(together)
        together /= args.workers
        for p, g in zip(parameters, together.split([p.numel() for p in parameters])):
            p.grad.copy_(g.view_as(p))
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        if torch.isfinite(norm):
            optimiser.step()
        seen.append((language.item(), ctc.item(), timed.item(), float(norm)))
        keep = min(0.998, 1 - 1 / (step / 4 + 1))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), [p.detach() for p in model.parameters()], 1 - keep)
        if step % 25 == 0:
            a = np.mean(seen[-25:], axis=0)
            say(f"{step} {(time.time() - started) / 60:.1f} min, next token {a[0]:.3f}, ctc {a[1]:.3f}, sounds {a[2]:.3f}, gradient {a[3]:.2f}", flush=True)
        if rank == 0 and step % args.save_every == 0:
            nano.save(average, tokenizer, args.out)
    if rank == 0:
        nano.save(average, tokenizer, args.out)
    say(f"trained in {(time.time() - started) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("data", nargs="+", help="folders of data.py")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--start", help="a checkpoint to go on from, at a lower rate")
    parser.add_argument("--minutes", type=float, default=80, help="the schedule ends then at the latest")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--save-every", type=int, default=250)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--asked", type=float, default=0.5, help="share of utterances that are questions it can answer")
    parser.add_argument("--called", type=float, default=0.4, help="share of questions for a tool among the other utterances")
    parser.add_argument("--typed", type=int, default=2, help="typed questions for each spoken one")
    parser.add_argument("--frozen", action="store_true", help="the encoder stays as it is: a step costs a quarter less, and what it hears is not forgotten")
    parser.add_argument("--near", type=float, default=0.2, help="share of near misses among what is left")
    parser.add_argument("--kokoro", type=float, default=0.6, help="share of what is heard that is Kokoro's: less where it said little")
    parser.add_argument("--sounds", type=int, default=1, help="0: the sounds do not help, as for a short stage at a low rate")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        processes.spawn(train, (args, os.path.join(folder, "meeting")), nprocs=args.workers)
