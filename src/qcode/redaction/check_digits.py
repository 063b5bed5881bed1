"""Numbers that prove themselves: the check digits of identity cards and bank cards."""

from __future__ import annotations

_MAINLAND = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Letters in the order of their codes, which begin with 10."""


def is_mainland_id(number: str) -> bool:
    """Eighteen characters, the last one by ISO 7064 MOD 11-2 (GB 11643-1999)."""
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _MAINLAND, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_hong_kong_id(letters: str, digits: str, check: str) -> bool:
    """One or two letters, six digits and the check character; a missing letter counts 36."""
    values = [36] * (2 - len(letters)) + [ord(letter) - 55 for letter in letters.upper()]
    values += [int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    return (total + (10 if check.upper() == "A" else int(check))) % 11 == 0


def is_taiwan_id(number: str) -> bool:
    """A letter and nine digits; the letter counts as two digits with weights 1 and 9."""
    code = _TAIWAN.find(number[0].upper()) + 10
    if code < 10:
        return False
    digits = [code // 10, code % 10, *map(int, number[1:])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(d * weight for d, weight in zip(digits, weights, strict=True)) % 10 == 0


def is_card(number: str) -> bool:
    """Luhn's sum (ISO/IEC 7812), for 15 to 19 digits that begin as bank cards do."""
    begins = number[0] in "34569" or 2221 <= int(number[:4]) <= 2720
    if not (15 <= len(number) <= 19 and begins) or len(set(number)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
