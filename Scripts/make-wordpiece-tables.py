"""Rewrites Sources/Language/Encoders/WordPiece/BertNormalizer+Tables.swift from the reference tokenizer.

    pip install tokenizers==0.23.3
    python3 Scripts/make-wordpiece-tables.py > Sources/Language/Encoders/WordPiece/BertNormalizer+Tables.swift

The reference (huggingface/tokenizers, BertNormalizer and BertPreTokenizer) carries Unicode tables of several versions:
its classes are older than its lower-casing. So every scalar is asked one by one, and what it becomes is written down.
"""

from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
CJK = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
       (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]  # the sixth begins at 2B920 in the reference, where 2B820 was meant


def is_cjk(c):
    return any(low <= c <= high for low, high in CJK)


def is_hangul(c):
    return 0xAC00 <= c <= 0xD7A3


def number(n):
    digits = ""
    while True:
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[n % 36] + digits
        n //= 36
        if n == 0:
            return digits


def normalized(normalizer):
    """What becomes of each scalar, without the spaces around an ideograph."""
    result = {}
    for c in SCALARS:
        out = normalizer.normalize_str("a" + chr(c) + "b")[1:-1]
        result[c] = out[1:-1] if is_cjk(c) else out
    return result


def ranges(scalars):
    found = []
    for c in sorted(scalars):
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def runs(single):
    """(first, count, step): scalars `step` apart whose images lie as far apart; step 0 for neighbours with one image."""
    keys, found, i = sorted(single), [], 0
    while i < len(keys):
        first, best = keys[i], (1, 1)
        for step in (1, 2, 0):
            n = 1
            while i + n < len(keys) and keys[i + n] == first + n * (step or 1) and single[keys[i + n]] == single[first] + n * step:
                n += 1
            if n > best[0]:
                best = (n, step)
        found.append((first, best[0], best[1], single[first]))
        i += best[0]
    return found


def mapping(normalizer):
    single, several = {}, {}
    for c, out in normalized(normalizer).items():
        if out in ("", " ") or is_hangul(c) or out == chr(c):
            continue
        if len(out) == 1:
            single[c] = ord(out)
        else:
            several[c] = [ord(x) for x in out]
    words, previous = [], 0
    for first, count, step, image in runs(single):
        words += [number(first - previous), number(count * 3 + step), number(image)]
        previous = first
    return words, [number(n) for c, out in several.items() for n in [c, len(out), *out]]


def flat(found):
    words, previous = [], 0
    for low, high in found:
        words += [number(low - previous), number(high - low)]
        previous = low
    return words


def literal(name, comment, words):
    print(f"\n    /// {comment}\n    static let {name} = \"\"\"")
    line = "       "
    for word in words:
        if len(line) + len(word) > 137:
            print(line, "\\")
            line = "       "
        line += " " + word
    print(line + "\n        \"\"\"")


def main():
    folding = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    cased = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=False)
    split = BertPreTokenizer()
    marks = [c for c in SCALARS if [x[0] for x in split.pre_tokenize_str("a" + chr(c) + "b")] == ["a", chr(c), "b"]]
    gone = [c for c, out in normalized(folding).items() if out == ""]
    controls = [c for c, out in normalized(cased).items() if out == ""]
    one, several = mapping(folding)
    print("// Written by Scripts/make-wordpiece-tables.py from huggingface/tokenizers; see there.")
    print("// swift-format-ignore-file")
    print("\nextension BertNormalizer {")
    print("    // Numbers in base 36. Ranges: distance of the first from the first of the range before, length less one.")
    literal("removedRanges", "Scalars that vanish from lower-cased text: controls, and marks that do not take space.", flat(ranges(gone)))
    literal("controlRanges", "Scalars that vanish from text whose case is kept.", flat(ranges(controls)))
    literal("punctuationRanges", "Scalars that are words of their own.", flat(ranges(marks)))
    literal("images", "Lower-casing without accents: distance of the first, 3 · count + step, image of the first.", one)
    literal("longImages", "Scalars that become several: the scalar, how many, which.", several)
    print("}")


main()
