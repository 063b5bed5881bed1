"""Inflected forms: what a word of a rule finds, and the readings that are struck out."""

import pytest

from qcode.matching.forms import candidate_lemmas, forms

# lemma: forms that it finds
FOUND = """
abide: abides abiding; answer: answered answers answering; arrive: arrived arriving arrives
ask: asked asking asks; assign: assigned assigns assigning; bad: worse worst
be: is are was were been being am; bear: bore bears bearing; become: became becoming
begin: began begun beginning; big: bigger biggest; blame: blamed blames blaming
box: boxes boxed; break: broke broken breaks breaking; bring: brought brings
build: built builds; burden: burdened burdens; buy: bought buys buying
call: called calling calls; carry: carried carries carrying; catch: caught catches
check: checked checking checks; child: children; choose: chose chosen choosing; city: cities
come: came comes coming; country: countries; cry: cried cries crying; cut: cuts cutting
day: days; deal: dealt deals; decide: decided deciding; die: died dies dying
do: did done does doing; draw: drew drawn drawing; drive: drove driven driving
drop: dropped dropping drops; eat: ate eaten eating; family: families; fall: fell fallen falls
feel: felt feels feeling; few: fewer fewest; fight: fought; fill: filled fills filling
find: found finds finding; foot: feet; forget: forgot forgotten forgetting; form: forms formed
get: got gets getting gotten; give: gave given gives giving; go: went gone goes going
good: better best; grow: grew grown growing; half: halves; happen: happened happens happening
happy: happier happiest; have: has had having; hear: heard hears; help: helped helping helps
hide: hid hidden hiding; hold: held holds; home: homes; hope: hoped hoping hopes
inspect: inspected inspecting inspects; inspection: inspections; keep: kept keeps keeping
knife: knives; know: knew known knows; late: later latest; laugh: laughed; leader: leaders
learn: learnt learned; leave: left leaves leaving; lend: lent; lie: lay lied lying; life: lives
list: listed lists; low: lower lowest; lose: lost loses losing; make: made makes making; man: men
meet: met meets meeting; mother: mothers; mouse: mice; move: moved moving; office: offices
old: older oldest; pay: paid pays paying; penny: pennies; photograph: photographs photographed
plan: planned planning plans; poor: poorer poorest; push: pushed pushes pushing
put: puts putting; quota: quotas; ride: rode ridden; ring: rang rung; rise: rose risen
run: ran running runs; say: said says saying; school: schools; see: saw seen sees seeing
sell: sold; send: sent sends; set: sets setting; shake: shook shaken
sign: signed signing signs; sing: sang sung; sit: sat sitting; sleep: slept
small: smaller smallest; speak: spoke spoken; spend: spent; stand: stood; steal: stole stolen
stop: stopped stopping stops; story: stories; study: studied studies studying; sweep: swept
swim: swam swum swimming; take: took taken takes taking; teach: taught teaches teaching
tear: tore torn; tell: told tells; think: thought thinks; throw: threw thrown; tooth: teeth
try: tried tries trying; village: villages; visit: visited visiting visits; wake: woke woken
wear: wore worn; wife: wives; win: won winning; woman: women; work: worked works working
worry: worried worries worrying; write: wrote written writes writing; not: n't; will: wo
can: ca; dibao: dibaos; vlog: vlogs vlogged vlogging
"""
PAIRS = [
    (lemma.strip(), form)
    for entry in FOUND.replace("\n", ";").split(";")
    if entry.strip()
    for lemma, _, listed in [entry.partition(":")]
    for form in listed.split()
]

# (word of a rule, form that it must not find)
TRAPS = [
    pair.split("/")
    for pair in (
        "teach/teacher office/officer care/career numb/number be/bed hop/hoping hop/hoped "
        "hop/hopes plan/planes man/manes hi/his a/as ga/gas new/news bos/boss bus/busy "
        "corn/corner post/poster mast/master flow/flower tow/tower show/shower we/wed "
        "lad/ladder bet/better fat/father moth/mother broth/brother sis/sister len/lens "
        "up/ups pa/past do/doe no/nos see/seed bann/banner din/dinner win/winter wat/water "
        "pap/paper sing/single car/caring car/cared rat/rated bar/bared star/staring "
        "scar/scaring plan/planed hat/hated mat/mating "
    ).split()
]


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len(PAIRS) + len(TRAPS) >= 200


@pytest.mark.parametrize(("word", "form"), PAIRS)
def test_a_word_finds_its_forms(word: str, form: str) -> None:
    assert form in forms(word)


@pytest.mark.parametrize(("word", "form"), TRAPS)
def test_a_word_does_not_find_a_strangers_form(word: str, form: str) -> None:
    assert form not in forms(word)


def test_an_inflected_word_of_a_rule_stands_for_its_lemma() -> None:
    assert forms("children") == forms("child")
    assert "go" in forms("went")


def test_a_word_that_is_a_lemma_itself_stands_for_itself() -> None:
    assert forms("meeting") >= {"meeting", "meetings"}
    assert "meet" not in forms("meeting")
    assert "leave" in candidate_lemmas("left")
    assert "leave" not in forms("left")
