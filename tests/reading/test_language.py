"""The language decides which rules look: English ones not at German talk."""

import pytest

from qcode.reading.language import language_of


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Where do they go? To the school, and back.", "en"),
        ("Yes. Fine.", "en"),
        ("Wie war das? Ja, das war nicht leicht, und ich bin geblieben.", "other"),
        ("Depuis quand ? Je suis arrivée en 1987, avec les enfants.", "other"),
        ("¿Cómo llegó usted? Llegué con mi madre, y los hermanos después.", "other"),
        ("Hoe was dat? Het was niet makkelijk, maar ik ben gebleven.", "other"),
        ("孩子们去哪儿上学？去村里的学校。", "zh"),
        ("他们让我填 form，填完拍照上传到 WeChat，老师说 OK", "mixed"),
    ],
)
def test_language_of_short_talk(words: str, language: str) -> None:
    assert language_of([words]) == language
