"""Records what sentence encoders answer: a tiny random BERT, and a sample of the one that `make text-encoder` installs.

    pip install torch==2.13.0 transformers==5.23.0 sentence-transformers==6.2.0
    python3 generate_encoder.py FOLDER      # rewrites encoder_tiny.json and encoder_minilm.json beside this script

The tiny weights come from a counter hashed by SplitMix64, which the test repeats, so that no binary file is needed.
"""

import json
import pathlib
import sys

import numpy
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "../../Benchmarks/peers"))
import encoder_texts  # noqa: E402

MASK = (1 << 64) - 1
CONFIG = {
    "model_type": "bert", "hidden_act": "gelu", "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 72, "max_position_embeddings": 40, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
}


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def numbers(name, count):
    """Multiples of 2^-24 in -1 ..< 1 from the bytes of the name and the place."""
    seed = 0
    for byte in name.encode():
        seed = mixed((seed ^ byte) & MASK)
    words = [mixed((seed + (i + 1) * 0x9E3779B97F4A7C15) & MASK) >> 40 for i in range(count)]
    return numpy.array(words, dtype=numpy.float64) / 2**23 - 1


def fill(model):
    for name, parameter in model.state_dict().items():
        if not parameter.is_floating_point():
            continue
        values = numbers(name, parameter.numel())
        values = 1 + values / 8 if name.endswith("LayerNorm.weight") else values / 4
        parameter.copy_(torch.tensor(values.astype(numpy.float32)).reshape(parameter.shape))


def sample():
    special = ["", "The lost king!", "don't  STOP\tme", "Café NAÏVE Łódź ß İstanbul", "映画の story 字", "[CLS] inside [MASK]text", "한국어 film",
               "q" * 100, "q" * 101, "a\x00b\u200bc\ufffdd", "unbelievable " * 30, "ाी ή नि é", "¿qué? …«no»", "👩‍🚀 ☕️ 🎬", "x²½№"]
    return special + [text for text in encoder_texts.texts(400, seed=7)[13:] if 0 < len(text) < 60][:45]


def tokenizer(vocabulary, length):
    made = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(vocabulary)}, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    made.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    made.enable_truncation(length)
    return made


def pieces(texts):
    """Two letters of three that the texts hold, at the beginning and inside of words, and some words."""
    letters = sorted({c for text in texts for c in normalizers.BertNormalizer().normalize_str(text) if not c.isspace()})
    kept = [c for i, c in enumerate(letters) if i % 3 or c.isascii()]
    words = ["the", "lost", "king", "un", "##believ", "##able", "##ing", "film", "story", "##ory", "cafe"]
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + kept + ["##" + c for c in kept] + words


def tiny():
    texts = sample()
    vocabulary = pieces(texts)
    config = dict(CONFIG, vocab_size=len(vocabulary))
    model = BertModel(BertConfig(**config), add_pooling_layer=False).eval().to(torch.float64)
    fill(model)
    cut = tokenizer(vocabulary, config["max_position_embeddings"])
    answers = []
    for text in texts:
        ids = cut.encode(text).ids
        with torch.inference_mode():
            states = model(input_ids=torch.tensor([ids]))[0][0]
        vector = torch.nn.functional.normalize(states.mean(0), dim=0)
        answers.append({"text": text, "pieces": ids, "vector": [round(x, 8) for x in vector.tolist()]})
    write("encoder_tiny.json", {"torch": torch.__version__, "config": config, "vocabulary": vocabulary, "answers": answers})


def minilm(folder):
    texts = sample()[:20]
    model = SentenceTransformer(folder, device="cpu")
    vectors = model.encode(texts, normalize_embeddings=True)
    ids = [model.preprocess([text])["input_ids"][0].tolist() for text in texts]
    answers = [{"text": t, "pieces": i, "vector": [round(float(x), 5) for x in v]} for t, i, v in zip(texts, ids, vectors)]
    write("encoder_minilm.json", {"torch": torch.__version__, "answers": answers})


def write(name, content):
    (HERE / name).write_text(json.dumps(content, ensure_ascii=True, separators=(",", ":")).replace('{"text"', '\n{"text"') + "\n")


tiny()

minilm(sys.argv[1])
