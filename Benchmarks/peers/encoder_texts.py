"""Seeded texts of many scripts for the comparison of text encoders. The same seed gives the same texts."""

import random

SCRIPTS = {
    "latin": [(0x61, 0x7A)] * 6 + [(0x41, 0x5A), (0xC0, 0xF6), (0xF8, 0x17F), (0x1E00, 0x1EFF)],
    "greek": [(0x391, 0x3A1), (0x3A3, 0x3C9), (0x1F00, 0x1F15)],
    "cyrillic": [(0x410, 0x44F), (0x401, 0x401), (0x451, 0x451), (0x404, 0x407)],
    "arabic": [(0x621, 0x63A), (0x641, 0x652)],
    "hebrew": [(0x5D0, 0x5EA), (0x5B0, 0x5BC)],
    "hindi": [(0x905, 0x939), (0x93E, 0x94D)],
    "thai": [(0xE01, 0xE3A), (0xE40, 0xE4E)],
    "chinese": [(0x4E00, 0x9FFF), (0x3400, 0x3500), (0x20000, 0x20100)],
    "japanese": [(0x3041, 0x3096), (0x30A1, 0x30FA), (0x4E00, 0x5E00)],
    "korean": [(0xAC00, 0xD7A3), (0x1100, 0x1112)],
    "emoji": [(0x1F300, 0x1F64F), (0x1F900, 0x1F9FF), (0x2600, 0x26FF), (0x200D, 0x200D), (0xFE0F, 0xFE0F)],
    "anything": [(0x21, 0xD7FF), (0xE000, 0x10FFFF)],
}
WORDS = """a an and the of in to who when his her film story young man woman war love family town night detective murder journey space alien
robot ghost king queen soldier train island summer winter school teacher doctor lost secret dream revenge comedy drama thriller western
musical documentary animated classic Naïve café façade jalapeño Zürich Łódź Ångström coöperate résumé ﬁlm ｆｕｌｌ İstanbul ΑΣ ß STRASSE
don't it's rock'n'roll state-of-the-art C++ e-mail@example.org http://example.org/a?b=c 3.14 1,000,000 №5 ½ ² ™ … — « » 〈〉 $ € ` ^ ~ |
[CLS] [SEP] [MASK] [PAD] [UNK] ##ing #tag unbelievably antidisestablishmentarianism supercalifragilisticexpialidocious""".split()
CONTROLS = ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u200b", "\u200f", "\u202e", "\u2028", "\ufeff", "\ufffd", "\u00ad", "\t", "\r\n", "\u3000"]


def letter(rng, script):
    low, high = rng.choice(SCRIPTS[script])
    return chr(rng.randint(low, high))


def word(rng, script):
    return "".join(letter(rng, script) for _ in range(rng.randint(1, 9)))


def sentence(rng, words):
    parts = []
    script = rng.choice(list(SCRIPTS))
    for _ in range(words):
        kind = rng.random()
        if kind < 0.35:
            parts.append(rng.choice(WORDS))
        elif kind < 0.9:
            parts.append(word(rng, script))
        elif kind < 0.95:
            parts.append(word(rng, rng.choice(list(SCRIPTS))))
        else:
            parts.append(rng.choice(CONTROLS) + rng.choice("!?.,;:()\"'-/"))
    return (" " if script not in ("chinese", "japanese", "thai") or rng.random() < 0.3 else "").join(parts)


def texts(count=1000, seed=20261121):
    rng = random.Random(seed)
    result = ["", " ", "\t\n", "\x00", "a", "…", "x" * 100, "x" * 101, "é" * 300, "[CLS]", "word " * 5000, "\u0301" * 50, "字" * 700]
    while len(result) < count:
        size = rng.choice([1, 3, 8, 15, 30, 60, 120, 400]) if rng.random() < 0.9 else 0
        result.append(sentence(rng, size))
    return result[:count]
