"""The tokenizer: byte-level BPE with a small vocabulary, special tokens at the ids that Voxtral's own has."""
import json
import random
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

import sentences

SPECIAL = {0: "<unk>", 1: "<s>", 2: "</s>", 3: "[INST]", 4: "[/INST]", 5: "[AVAILABLE_TOOLS]", 6: "[/AVAILABLE_TOOLS]", 7: "[TOOL_RESULTS]", 8: "[/TOOL_RESULTS]",
           9: "[TOOL_CALLS]", 11: "<pad>", 24: "[AUDIO]", 25: "[BEGIN_AUDIO]", 32: "[ARGS]", 34: "[TRANSCRIBE]"}
BOS, EOS, INST, END_INST, PAD, AUDIO, BEGIN_AUDIO, TRANSCRIBE = 1, 2, 3, 4, 11, 24, 25, 34
RESERVED = 40  # ids 0..39; those without a name above are [R5], [R6] ...
VOCABULARY = 640


def build():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = [SPECIAL.get(i, f"[R{i}]") for i in range(RESERVED)]
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=names, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    rng = random.Random(3)
    asks = [ask for ask, _ in sentences.WORDINGS]
    texts = asks * 20 + list(sentences.ANSWERS.values()) * 15 + [sentences.REJECTION, sentences.DEFAULT_PERSONA] * 60
    texts += [sentences.typed(ask, rng) for ask in asks for _ in range(10)] + sentences.other_sentences(1500) + [sentences.persona(rng) for _ in range(300)]
    tokenizer.train_from_iterator(texts, trainer)
    assert [tokenizer.token_to_id(name) for name in names] == list(range(RESERVED))
    return tokenizer


def load(file):
    """A tokenizer made earlier, in which the special tokens that came into use since have their names."""
    stored = json.loads(Path(file).read_text())
    names = {f"[R{i}]": name for i, name in SPECIAL.items()}
    for token in stored["added_tokens"]:
        token["content"] = names.get(token["content"], token["content"])
    stored["model"]["vocab"] = {names.get(token, token): i for token, i in stored["model"]["vocab"].items()}
    return Tokenizer.from_str(json.dumps(stored))


def save(tokenizer, folder):
    folder = Path(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps(dict(
        tokenizer_class="PreTrainedTokenizerFast", bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>",
        add_bos_token=False, add_prefix_space=False, clean_up_tokenization_spaces=False, model_max_length=2048), indent=1) + "\n")


if __name__ == "__main__":
    t = build()
    for text in ("hello", "What is the capital of France?", sentences.DEFAULT_PERSONA, "WHAT IS zürich [interrupted]", "what is the largest planet", sentences.REJECTION):
        ids = t.encode(text).ids
        print(len(ids), [t.decode([i]) for i in ids], t.decode(ids) == text)
    print(t.get_vocab_size())
