"""Questions that a tool answers, and the call that each of them is. A listener is to call a tool only where its prompt offers it.

Names and parameters are those of Parley's own tools. `call_for` reads the call from the words, so that any sentence has its label.
An argument is what was said, word for word: so small a net copies what it hears, and Parley's tools read numbers in words.
"""
import random
import re

TOOLS = ("get_time", "get_date", "set_timer", "calculate")
# Those whose figures are good enough: Parley offers the listener these, by their names. It learns all.
OFFERED = ("get_time", "get_date", "set_timer")
LONGEST_COUNT = 60  # of minutes or seconds that are taught
# What timers are mostly set for. Said as often as others, "ten" is heard as "twenty", and "fifteen" as "fifty".
COMMON_COUNTS = [1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 10, 11, 12, 13, 14, 15, 15, 15, 16, 17, 18, 19, 20, 20, 25, 30, 30, 35, 40, 45, 50, 60]

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SIGNS = {"plus": "+", "minus": "-", "times": "*", "divided by": "/"}

TIME = ["what time is it", "what is the time", "what time is it now"]
DATE = ["what is the date", "what is the date today", "what day is it", "what day is it today", "what is today's date"]
TIMER = ["set a timer for {}", "set a timer for {}", "set a timer for {}", "start a timer for {}", "timer for {}"]
SUM = ["what is {}", "what is {}", "what is {}", "calculate {}"]

_NUMBER = "(?:" + "|".join(["a", "and", "hundred"] + UNITS[::-1] + TENS) + ")"
_NUMBERS = rf"(\d+|{_NUMBER}(?: {_NUMBER})*)"
_TIMER = re.compile(rf"(?:set a |start a |)timer for ({_NUMBERS} (seconds?|minutes?))")
_SUM = re.compile(rf"(?:what is |calculate )({_NUMBERS} (plus|minus|times|divided by|[-+*/]) {_NUMBERS})")


def words_of(number, rng=None):
    """0 to 999 in words; with `rng`, an "and" after the hundreds now and then."""
    if number >= 100:
        rest = number % 100
        joint = " and " if rng and rng.random() < 0.5 else " "
        return UNITS[number // 100] + " hundred" + (joint + words_of(rest) if rest else "")
    if number < 20:
        return UNITS[number]
    return TENS[number // 10 - 2] + (" " + UNITS[number % 10] if number % 10 else "")


NUMBERS = {words_of(n): n for n in range(1000)}


def number_of(words):
    """The number that the words or digits are, or None."""
    if words.isdigit():
        return int(words)
    plain = re.sub(r"^a\b", "one", words)
    return NUMBERS.get(plain, NUMBERS.get(plain.replace(" hundred and ", " hundred ")))


def call_for(text):
    """The call that the words ask for: its name and arguments, or None."""
    if text in TIME:
        return "get_time", {}
    if text in DATE:
        return "get_date", {}
    if match := _TIMER.fullmatch(text):
        count = number_of(match[2])
        return ("set_timer", {"duration": match[1]}) if count and count <= LONGEST_COUNT else None
    if match := _SUM.fullmatch(text):
        return ("calculate", {"expression": match[1]}) if None not in (number_of(match[2]), number_of(match[4])) else None
    return None


def _read(expression):
    """The two numbers of a sum, and its sign."""
    match = _SUM.fullmatch(f"what is {expression}")
    return number_of(match[2]), SIGNS.get(match[3], match[3]), number_of(match[4])


def in_digits(text, rng):
    """A question for a tool as somebody may type it: its numbers in digits, its sign sometimes as one."""
    call = call_for(text)
    if call is None or not call[1]:
        return text
    said = next(iter(call[1].values()))
    if call[0] == "set_timer":
        count, unit = said.rsplit(" ", 1)
        return text.replace(said, f"{number_of(count)} {unit}")
    left, sign, right = _read(said)
    spoken = next(words for words, each in SIGNS.items() if each == sign)
    return text.replace(said, f"{left} {sign if rng.random() < 0.5 else spoken} {right}")


def _operand(rng):
    how = rng.random()
    if how < 0.45:
        return rng.randint(1, 20)
    if how < 0.75:
        return rng.randint(21, 99)
    return rng.randint(100, 999) if how < 0.95 else 100 * rng.randint(1, 9)


def timer(rng, count=None, unit=None):
    count = count or rng.randint(1, LONGEST_COUNT)
    unit = unit or ("minute" if rng.random() < 0.65 else "second")
    return rng.choice(TIMER).format(f"{words_of(count)} {unit}{'s' if count > 1 else ''}")


def is_held_out(text):
    """Whether it is a sum of those kept for the figures: every twelfth pair of numbers."""
    call = call_for(text)
    if call is None or call[0] != "calculate":
        return False
    left, _, right = _read(call[1]["expression"])
    return (left + 5 * right) % 12 == 0


def sum_of(rng, held_out=False):
    while True:
        sign = rng.choice(["plus", "minus", "times", "times", "divided by"])
        text = rng.choice(SUM).format(f"{words_of(_operand(rng), rng)} {sign} {words_of(_operand(rng), rng)}")
        if is_held_out(text) == held_out:
            return text


# Of what is asked for a tool, in the order of TOOLS.
SHARES = (0.12, 0.13, 0.45, 0.3)


def asked(rng):
    """A question for one of the tools."""
    kind = rng.choices(TOOLS, SHARES)[0]
    if kind in ("get_time", "get_date"):
        return rng.choice(TIME if kind == "get_time" else DATE)
    return timer(rng) if kind == "set_timer" else sum_of(rng)


def some(rng):
    """The tools that a conversation is offered: often those that Parley offers, often none, else any."""
    how = rng.random()
    return list(OFFERED) if how < 0.45 else [] if how < 0.7 else [name for name in TOOLS if rng.random() < 0.5]


def result_of(name, arguments, rng):
    """A sentence as the tool gives it, for training to read past."""
    if name == "get_time":
        return f"It is {rng.randint(0, 23):02}:{rng.randint(0, 59):02}."
    if name == "get_date":
        day, month = rng.choice("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()), rng.choice("January March May June July October November".split())
        return f"Today is {day}, {rng.randint(1, 28)} {month} {rng.randint(2024, 2035)}."
    if name == "set_timer":
        count, unit = arguments["duration"].rsplit(" ", 1)
        return f"The timer is set for {number_of(count)} {unit}."
    left, sign, right = _read(arguments["expression"])
    return f"{left} {sign} {right} = {rng.randint(0, 99999)}."
