"""Measures a checkpoint with Hugging Face's own classes, on voices and sentences that training never had:
`python evaluate.py CHECKPOINT [--kokoro FOLDER] [--share 1.0] [--most 40] [--show]`. Prints a table in markdown."""
import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import VoxtralForConditionalGeneration

import calls
import rooms
import speech
import tokenizer as tok
from conversation import Turn, chat_prompt, reply, transcription_prompt
from features import AUDIO_TOKENS, FRAMES, RATE, audio_tokens, features
from sentences import ANSWERS, DEFAULT_PERSONA, UNSEEN, UNSEEN_NEAR, UNSEEN_PERSONAS, WORDINGS, persona, typed

ASKS = [ask for ask, _ in WORDINGS]
ACCENTS = sorted(set(speech.ACCENTS))


class Listener:
    """The model behind the prompts of the runtime: only the audio tokens of the utterance and a margin are fed."""

    def __init__(self, folder):
        self.network = VoxtralForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")

    def encode(self, text):
        return self.tokenizer.encode(text).ids if text else []

    @torch.no_grad()
    def heard(self, utterances):
        """Audio embeddings of utterances (16 kHz samples): a list of [tokens, width]."""
        mels = torch.from_numpy(np.stack([features(u) for u in utterances]))
        audio = self.network.get_audio_features(mels).pooler_output.reshape(len(utterances), AUDIO_TOKENS, -1)
        return [a[: audio_tokens(u)] for a, u in zip(audio, utterances)]

    @torch.no_grad()
    def say(self, prompts, sounds, limit=96):
        """Greedy answers to prompts (Sequences whose sources count through `sounds`)."""
        table = torch.cat(sounds) if sounds else None
        longest = max(len(p.ids) for p in prompts)
        ids = torch.full((len(prompts), longest), tok.PAD)
        sources = torch.full((len(prompts), longest), -1)
        for row, p in enumerate(prompts):
            ids[row, longest - len(p.ids):], sources[row, longest - len(p.ids):] = torch.tensor(p.ids), torch.tensor(p.sources)
        embeddings = self.network.get_input_embeddings()(ids)
        if table is not None:
            embeddings = torch.where((sources >= 0)[..., None], table[sources.clamp(min=0)], embeddings)
        out = self.network.generate(inputs_embeds=embeddings, attention_mask=(ids != tok.PAD).long(), max_new_tokens=limit, do_sample=False)
        return [self.tokenizer.decode([t for t in row if t not in (tok.EOS, tok.PAD)], skip_special_tokens=False) for row in out.tolist()]

    def run(self, cases, tools=(), transcribe=False, answered=False, batch=24):
        """Cases: (turns, persona), a turn being (text, samples or None for typed). Returns what is said to the last turn; `answered`: to its tool's result."""
        said = []
        for start in range(0, len(cases), batch):
            part = cases[start: start + batch]
            spoken = [samples for turns, _ in part for _, samples in turns if samples is not None]
            sounds = self.heard(spoken) if spoken else []
            ends = np.cumsum([0] + [len(s) for s in sounds])
            at, prompts = 0, []
            for turns, who in part:
                made = []
                for text, samples in turns:
                    if samples is None:
                        made.append(Turn(plain(text), typed=text))
                    else:
                        made.append(Turn(text, audio=range(ends[at], ends[at + 1])))
                        at += 1
                prompts.append(transcription_prompt(self.encode, made[-1].audio) if transcribe else chat_prompt(self.encode, made, who, tools, answered))
            said += self.say(prompts, sounds)
        return said


def plain(text):
    """The words of what is typed."""
    return text.lower().strip(" ?!.")


def place(samples, rng, lead=None):
    """A peak of 0.02 to 1 and a little silence around, or `lead` seconds before."""
    samples = speech.trim(samples)
    samples = samples / np.abs(samples).max() * 10 ** rng.uniform(-1.7, 0)
    room = FRAMES * 160 - len(samples)
    before = int(min(room, (rng.uniform(0, 0.8) if lead is None else lead) * RATE))
    after = int(min(max(0, room - before), rng.uniform(0, 0.8) * RATE))
    return np.concatenate([np.zeros(before), samples, np.zeros(after)]).astype(np.float32)[: FRAMES * 160]


def noisy(samples, rng, decibels=20):
    generator = np.random.default_rng(rng.getrandbits(32))
    noise = generator.standard_normal(len(samples))
    if rng.random() < 0.5:  # pink
        spectrum = np.fft.rfft(noise) / np.sqrt(np.maximum(np.fft.rfftfreq(len(samples), 1 / RATE), 30))
        noise = np.fft.irfft(spectrum, len(samples))
    loud = samples[np.abs(samples) > 0]
    noise *= np.sqrt(np.mean(loud**2) / np.mean(noise**2)) * 10 ** (-decibels / 20)
    return (samples + noise).astype(np.float32)


def unseen(text, rng, variant=None, pauses=None, accent=None):
    voice = f"{accent or rng.choice(ACCENTS)}+{variant or rng.choice(speech.UNSEEN_VARIANTS)}"
    return speech.espeak(text, voice, rng.randint(130, 190), rng.randint(30, 70), pauses)


def paused(text, rng):
    for longest in (700, 600, 500, 400, 300, 200):
        samples = speech.trim(unseen(text, rng, pauses=[rng.randint(longest // 2, longest) for _ in text.split()[1:]]))
        if len(samples) <= FRAMES * 160 - 1600:
            return samples
    return samples[: FRAMES * 160]


def anywhere(text, rng):
    samples = speech.trim(unseen(text, rng))
    return place(samples, rng, lead=rng.uniform(0, max(0, 6 - len(samples) / RATE)))


def sets(rng, args):
    """Every figure's name, what is wanted of it, its cases, the texts asked last, and the tools that are offered."""
    if args.kokoro:
        for name, wanted, cases in kokoro_sets(args.kokoro, args.part, random.Random(2026)):
            yield name, wanted, cases, ()
        yield from kokoro_calls(args.kokoro, args.part, random.Random(2027))
    if args.part == "figure":
        for name, wanted, cases in card_sets(rng, args.share):
            yield name, wanted, cases, ()
        yield from call_sets(random.Random(2028), args.share)


def call_sets(rng, share):
    """Calls of tools by espeak-ng's unseen variants, and typed."""
    spoken = lambda texts: [([(t, place(unseen(t, rng), rng))], "") for t in texts]
    written = lambda texts: [([(typed(t, rng), None)], rng.choice(["", DEFAULT_PERSONA])) for t in texts]
    when = (calls.TIME + calls.DATE) * max(1, round(8 * share))
    timers = [calls.timer(rng, n, unit) for n in range(1, calls.LONGEST_COUNT + 1) for unit in ("minute", "second") if rng.random() < share]
    sums = [calls.sum_of(rng, held_out=True) for _ in range(round(100 * share))]
    for label, texts, tools in (("asks for the time or the date", when, calls.OFFERED), ("sets a timer", timers, calls.TOOLS), ("calculates, numbers it never met together", sums, calls.TOOLS)):
        yield f"{label}, unseen espeak-ng variants", 0.95, spoken(texts), tools
        yield f"{label}, typed", 0.95, written(texts), tools
    yield "asked for the same where no tool is offered, it refuses", 0.9, spoken(when + timers[::4] + sums[::4]), ()
    yield "the questions where tools are offered, unseen espeak-ng variants", 0.97, spoken(ASKS * max(1, round(4 * share))), calls.OFFERED
    yield "rejects other sentences where tools are offered", 0.8, spoken(UNSEEN), calls.OFFERED


def card_sets(rng, share):
    some = lambda count: max(1, round(count * share))
    one = lambda text, samples, who="": ([(text, samples)], who)
    each = [(text, v) for text in ASKS for v in rng.sample(speech.UNSEEN_VARIANTS, some(12))]
    clean = [one(t, place(unseen(t, rng, v), rng)) for t, v in each]
    yield "spoken, unseen espeak-ng variants, clean", 0.99, clean
    yield "the same at 20 dB SNR", 0.97, [one(t, noisy(turns[0][1], rng)) for turns, _ in clean for t in [turns[0][0]]]
    yield f"unseen variants and the unseen accent {speech.UNSEEN_ACCENT}", None, [one(t, place(unseen(t, rng, accent=speech.UNSEEN_ACCENT), rng)) for t in ASKS for _ in range(some(4))]
    for voice in speech.UNSEEN_FLITE:
        yield f"flite {voice} (never in training)", 0.60, [one(t, place(speech.flite(t, voice, s), rng)) for t in ASKS for s in (1.0, 1.15)]
    yield "pauses of up to 0.7 s between words", 0.97, [one(t, place(paused(t, rng), rng, lead=rng.uniform(0, 0.3))) for t in ASKS if " " in t for _ in range(some(5))]
    yield "anywhere inside the window", 0.97, [one(t, anywhere(t, rng)) for t in ASKS for _ in range(some(5))]

    def history(turns):
        chosen = [rng.choice(ASKS + UNSEEN[:10]) for _ in range(turns)]
        return [(t, place(unseen(t, rng), rng)) if rng.random() < 0.7 else (typed(t, rng), None) for t in chosen]

    for turns in (1, 2):
        yield f"as turn {turns + 1} of a conversation", 0.97, [(history(turns) + [(t, place(unseen(t, rng), rng))], rng.choice(["", DEFAULT_PERSONA])) for t in ASKS for _ in range(some(4))]
    long = lambda: [(typed(t, rng), None) for t in rng.choices(ASKS + UNSEEN[:10], k=rng.randint(9, 14))]
    yield "as turn 10 to 15 of a conversation", 0.9, [(long() + [(t, place(unseen(t, rng), rng))], rng.choice(["", DEFAULT_PERSONA])) for t in ASKS for _ in range(some(4))]
    personas = UNSEEN_PERSONAS[1:] + [persona(rng) for _ in range(4)]
    yield "with persona text in the prompt", 0.97, [one(t, place(unseen(t, rng), rng), p) for t in ASKS for p in rng.sample(personas, some(5))]
    yield "typed, with and without persona", 0.97, [([(typed(t, rng), None)], rng.choice(["", DEFAULT_PERSONA, UNSEEN_PERSONAS[2]])) for t in ASKS for _ in range(some(8))]
    yield f"rejects {len(UNSEEN)} other sentences, unseen variants", 0.80, [one(t, place(unseen(t, rng), rng)) for t in UNSEEN for _ in range(some(4))]
    yield "rejects them from flite slt and rms", None, [one(t, place(speech.flite(t, v), rng)) for t in UNSEEN for v in speech.UNSEEN_FLITE]
    yield "rejects them typed", 0.80, [([(typed(t, rng), None)], rng.choice(["", DEFAULT_PERSONA])) for t in UNSEEN]
    yield f"rejects {len(UNSEEN_NEAR)} near misses, unseen variants", 0.90, [one(t, place(unseen(t, rng), rng)) for t in UNSEEN_NEAR for _ in range(some(2))]
    yield "rejects them typed, with and without persona", 0.90, [([(typed(t, rng), None)], rng.choice(["", DEFAULT_PERSONA])) for t in UNSEEN_NEAR]
    hush = [np.zeros(RATE * 2, np.float32)] + [(n[: rng.randint(8000, 96000)] * 10 ** rng.uniform(-4, -1)).astype(np.float32) for n in speech.noises(rng, 6)]
    yield "rejects silence, noise and hum", None, [one("", h) for h in hush]


def said_by_kokoro(folder, part):
    """Texts and samples of what Kokoro's unseen voices said for kokoro.py."""
    lines = [json.loads(line) for line in (folder / "list.jsonl").read_text().splitlines()]
    return [(line["words"], speech.read(folder / line["file"])) for line in lines if line["part"] == part and (folder / f"{line['file']}.json").exists()]


def kokoro_sets(folder, part, rng):
    said = said_by_kokoro(folder, part)
    one = lambda text, samples: ([(text, samples)], "")
    asked = [(text, samples) for text, samples in said if text in ANSWERS]
    near = [(text, samples) for text, samples in said if text in UNSEEN_NEAR]
    yield "spoken, Kokoro's unseen voices, clean", 0.97, [one(t, place(s, rng)) for t, s in asked]
    yield "the same through rooms", 0.95, [one(t, place(rooms.through(s, rng), rng)) for t, s in asked]
    yield "the same at 15 dB SNR", 0.95, [one(t, noisy(place(s, rng), rng, 15)) for t, s in asked]
    yield "rejects the near misses, Kokoro's unseen voices", 0.90, [one(t, place(s, rng)) for t, s in near]


def kokoro_calls(folder, part, rng):
    """The same where tools are offered, and what they are asked for."""
    said = [(text, ([(text, place(samples, rng))], "")) for text, samples in said_by_kokoro(folder, part)]
    of = lambda wanted: [case for text, case in said if wanted(text, calls.call_for(text))]
    yield "asks for the time or the date, Kokoro's unseen voices", 0.95, of(lambda t, call: call and call[0] in ("get_time", "get_date")), calls.OFFERED
    for label, name in (("sets a timer", "set_timer"), ("calculates, numbers it never met together", "calculate")):
        yield f"{label}, Kokoro's unseen voices", 0.95, of(lambda t, call: call and call[0] == name and t not in ANSWERS and t not in UNSEEN_NEAR), calls.TOOLS
    yield "the questions where tools are offered, Kokoro's unseen voices", 0.97, of(lambda t, call: t in ANSWERS), calls.OFFERED
    yield "rejects the near misses where tools are offered, Kokoro's unseen voices", 0.90, of(lambda t, call: t in UNSEEN_NEAR), calls.OFFERED


def word_errors(wanted, said):
    a, b = wanted.split(), said.split()
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


# Label, the beginning of the set's name, what is wanted.
TRANSCRIBED = (("transcripts, unseen espeak-ng variants", "spoken, unseen espeak-ng", 0.95), ("transcripts at 20 dB SNR", "the same at 20 dB", None), ("transcripts, flite slt", "flite slt", None),
               ("transcripts, flite rms", "flite rms", None), ("transcripts, Kokoro's unseen voices", "spoken, Kokoro", None), ("transcripts of other sentences", f"rejects {len(UNSEEN)} other", None))


def main(args):
    torch.set_num_threads(1)
    rng = random.Random(2025)
    listener = Listener(args.checkpoint)
    started = time.time()
    print("| what | wanted | exact | cases |\n| --- | --- | --- | --- |", flush=True)

    def row(name, wanted, right, total):
        print(f"| {name} | {f'{wanted:.0%}' if wanted else ''} | {right / total:.1%} | {total} |", flush=True)

    kept = {}
    for name, wanted, cases, tools in sets(rng, args):
        if not cases or not args.only in name:
            continue
        cases = rng.sample(cases, args.most) if args.most and len(cases) > args.most else cases
        kept[name] = cases
        said = listener.run(cases, tools)
        want = [reply(plain(turns[-1][0]), tools) for turns, _ in cases]
        if args.show:
            for s, w, (turns, who) in zip(said, want, cases):
                if s != w:
                    print(f"    {turns[-1][0]!r} {'with ' + repr(who) if who else ''} -> {s!r}")
        row(name, wanted, sum(s == w for s, w in zip(said, want)), len(cases))
    asked = [case for name, cases in kept.items() if name.endswith(", typed") for case in cases]
    if asked:
        said = listener.run(asked, calls.TOOLS, answered=True)
        row("adds nothing to what a tool gave", 0.98, said.count(""), len(said))
    for label, beginning, wanted in TRANSCRIBED:
        cases = next((cases for name, cases in kept.items() if name.startswith(beginning)), None)
        if cases is None:
            continue
        said = listener.run(cases, transcribe=True)
        texts = [turns[-1][0] for turns, _ in cases]
        errors = sum(word_errors(t, s) for t, s in zip(texts, said)) / sum(len(t.split()) for t in texts)
        if args.show:
            for s, t in zip(said, texts):
                if s != t:
                    print(f"    {t!r} written as {s!r}")
        row(f"{label} (word errors {errors:.1%})", wanted, sum(s == t for s, t in zip(said, texts)), len(cases))
    print(f"\nevaluated in {(time.time() - started) / 60:.1f} min")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--kokoro", type=Path, help="the folder of kokoro.py, with what was said")
    parser.add_argument("--part", choices=("figure", "watch"), default="figure", help="watch: two voices kept apart for choosing, and nothing else")
    parser.add_argument("--share", type=float, default=1.0, help="share of the voices for each sentence")
    parser.add_argument("--only", default="", help="the figures with these words in their names")
    parser.add_argument("--most", type=int, help="cases of a figure: some of them, for a quick look")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    main(parser.parse_args())
