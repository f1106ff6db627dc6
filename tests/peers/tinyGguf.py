"""Writes a tiny Llama with random weights as GGUF: it says nonsense, in a vocabulary of bytes and a few words."""

import sys

import gguf
import numpy

words = ["\u2581the", "\u2581time", "\u2581is", "\u2581noon", "\u2581and", "\u2581it", ".", ","]
width, heads, layers, hidden, context = 32, 4, 2, 64, 2048

# Of the SentencePiece kind: what is no word is said in bytes.
tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] + words
kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
kinds += [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * len(words)

writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny")
writer.add_context_length(context)
writer.add_embedding_length(width)
writer.add_block_count(layers)
writer.add_feed_forward_length(hidden)
writer.add_head_count(heads)
writer.add_head_count_kv(heads)
writer.add_rope_dimension_count(width // heads)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_vocab_size(len(tokens))
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
writer.add_tokenizer_model("llama")
writer.add_token_list(tokens)
writer.add_token_scores([0.0] * len(tokens))
writer.add_token_types(kinds)
writer.add_bos_token_id(1)
writer.add_eos_token_id(2)
writer.add_unk_token_id(0)
writer.add_chat_template(
    "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant:"
)

random = numpy.random.default_rng(7)


def add(name, *shape):
    writer.add_tensor(name, random.normal(0, 0.05, shape).astype(numpy.float32))


def add_ones(name):
    writer.add_tensor(name, numpy.ones(width, numpy.float32))


add("token_embd.weight", len(tokens), width)
add_ones("output_norm.weight")
output = random.normal(0, 0.05, (len(tokens), width)).astype(numpy.float32)
# Words are likelier than bytes, which are hardly ever a text.
output[259:] *= 40
writer.add_tensor("output.weight", output)
for layer in range(layers):
    add_ones(f"blk.{layer}.attn_norm.weight")
    add_ones(f"blk.{layer}.ffn_norm.weight")
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        add(f"blk.{layer}.{name}.weight", width, width)
    add(f"blk.{layer}.ffn_gate.weight", hidden, width)
    add(f"blk.{layer}.ffn_up.weight", hidden, width)
    add(f"blk.{layer}.ffn_down.weight", width, hidden)

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
