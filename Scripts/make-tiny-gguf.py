#!/usr/bin/env python3
"""Writes a random language model of half a megabyte, for tests of servers: it says nothing, in the right format.

    make-tiny-gguf.py tiny.gguf
"""
import sys

import gguf
import numpy as np

WIDTH, LAYERS, HEADS, HIDDEN, CONTEXT = 64, 2, 2, 128, 8192
random = np.random.default_rng(7)

tokens = [b"<unk>", b"<s>", b"</s>"] + [f"<0x{byte:02X}>".encode() for byte in range(256)]
kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL] + [gguf.TokenType.BYTE] * 256
characters = [chr(code) for code in range(0x21, 0x7F)] + ["\u2581"]
tokens += [character.encode() for character in characters]
kinds += [gguf.TokenType.NORMAL] * len(characters)

writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(WIDTH)
writer.add_block_count(LAYERS)
writer.add_feed_forward_length(HIDDEN)
writer.add_head_count(HEADS)
writer.add_head_count_kv(HEADS)
writer.add_rope_dimension_count(WIDTH // HEADS)
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


def weights(name, *shape):
    writer.add_tensor(name, (random.standard_normal(shape) * 0.1).astype(np.float32))


def ones(name):
    writer.add_tensor(name, np.ones(WIDTH, dtype=np.float32))


weights("token_embd.weight", len(tokens), WIDTH)
weights("output.weight", len(tokens), WIDTH)
ones("output_norm.weight")
for layer in range(LAYERS):
    ones(f"blk.{layer}.attn_norm.weight")
    ones(f"blk.{layer}.ffn_norm.weight")
    for part in ("q", "k", "v", "output"):
        weights(f"blk.{layer}.attn_{part}.weight", WIDTH, WIDTH)
    weights(f"blk.{layer}.ffn_gate.weight", HIDDEN, WIDTH)
    weights(f"blk.{layer}.ffn_up.weight", HIDDEN, WIDTH)
    weights(f"blk.{layer}.ffn_down.weight", WIDTH, HIDDEN)

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
