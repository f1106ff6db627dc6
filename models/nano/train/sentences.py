"""The texts the listener learns: its questions, and the many other sentences that it must turn down.

Everything is generated from the word lists below with a fixed seed, so a second run learns from the same texts.
The sentences of `UNSEEN` and `UNSEEN_NEAR` are for evaluation only: `other_sentences` never returns them.
"""
import json
import random
import re
from pathlib import Path

import calls

QUESTIONS = json.loads((Path(__file__).parent.parent / "questions.json").read_text())
WORDINGS = [(ask, entry["answer"]) for entry in QUESTIONS for ask in entry["ask"]]
ANSWERS = dict(WORDINGS)
REJECTION = "I do not know that one. I am only the small built-in listener."
DEFAULT_PERSONA = "You are Parley, a voice assistant. Answer in one or two short spoken sentences."

# Too close in meaning to a question to be called wrong either way: neither taught nor tested.
AMBIGUOUS = {
    "hey", "hey there", "hello there", "hello hello", "hi hello", "good evening", "good afternoon", "good day", "thank you very much",
    "thank you so much", "many thanks", "bye", "bye bye", "goodbye", "see you", "see you soon", "see you tomorrow",
    "tell me another joke", "tell me jokes", "say anything", "say hello", "say a joke", "repeat", "repeat this", "hear me", "do you hear me", "could you hear me", "can you help me", "help us", "please help", "please help me", "please stop", "stop it", "stop please", "stop now", "stop talking", "okay stop", "what can you",
    "wait please", "please wait", "wait a moment", "wait a minute", "wait wait", "no no", "no thanks", "no thank you", "no please", "hold on please", "hold", "hold on a minute", "go no",
    "who are you today", "what are you", "how are you today doing", "joke", "story", "a joke", "a story",
}

WORDS = {
    "place": "spain italy germany england russia china brazil canada mexico egypt norway sweden finland denmark poland greece turkey portugal austria "
    "hungary iceland ireland scotland peru chile argentina cuba kenya nigeria ghana morocco iran iraq israel nepal korea vietnam thailand indonesia "
    "malaysia australia romania ukraine croatia jamaica holland belgium switzerland texas ohio florida california jordan angola albania panama "
    "africa europe america asia london berlin madrid rome boston chicago moscow paris tokyo delhi new_york".split(),
    "number": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety one_hundred a_thousand".split(),
    "ordinal": "first second third fourth fifth sixth seventh last next".split(),
    "day": "monday tuesday wednesday thursday friday saturday sunday".split(),
    "month": "january february march april may june july august september october november december".split(),
    "unit": "seconds minutes hours days weeks months years".split(),
    "span": "minute hour day week month year decade century season lifetime fortnight".split(),
    "thing": "table chair window door lamp clock phone radio camera computer book letter picture mirror bottle cup plate spoon knife hammer car bus train "
    "boat plane bicycle house garden kitchen bridge road tower church school shop market hotel office library station airport bank hospital paper pencil box bag "
    "key coat shirt shoe hat ring watch ball guitar piano drum candle basket blanket pillow ladder rope engine wheel battery keyboard screen printer cable fan".split(),
    "food": "apple banana orange lemon bread butter cheese milk coffee tea sugar salt rice pasta soup salad chicken fish beef egg cake cookie chocolate honey "
    "onion potato tomato carrot pepper garlic juice wine beer pizza sandwich pancake yogurt peanut cherry pear grape mushroom pudding biscuit".split(),
    "animal": "dog cat horse cow sheep pig goat bird eagle owl duck goose fish shark whale dolphin snake frog turtle lion tiger bear wolf fox rabbit mouse "
    "elephant giraffe monkey camel zebra spider bee ant butterfly snail penguin kangaroo crocodile parrot".split(),
    "person": "anna peter john mary david susan robert linda michael laura james emma thomas julia george helen martin alice oliver sophia daniel grace "
    "henry lucy samuel nora my_mother my_father my_sister my_brother my_uncle the_teacher the_doctor the_neighbor my_boss my_friend".split(),
    "author": "faust macbeth othello ulysses dracula emma don_quixote the_odyssey the_bible war_and_peace frankenstein moby_dick romeo_and_juliet "
    "the_hobbit harry_potter animal_farm jane_eyre oliver_twist robinson_crusoe king_lear this_song that_letter the_magic_flute the_jungle_book".split(),
    "job": "doctor teacher farmer driver baker painter singer writer lawyer nurse pilot sailor soldier builder engineer".split(),
    "colour": "red green blue yellow black white brown orange purple pink gray golden".split(),
    "adjective": "big small old new young long short high low fast slow hot cold warm cool dry wet heavy light dark bright clean dirty soft hard loud quiet "
    "rich poor cheap strong weak early late happy sad angry tired hungry funny strange simple difficult beautiful dangerous famous important deep wide".split(),
    "nature": "grass sun moon sea ocean snow rain wind fire smoke river lake forest mountain desert island cloud storm star earth mars venus saturn "
    "gold silver iron copper glass wood stone sand ice air steel plastic cotton leather sound lightning thunder oxygen salt blood".split(),
    "verb": "open close find take bring buy sell cook clean wash paint carry move break fix build cut push pull throw catch drop hide read write draw "
    "send show watch call visit follow meet help teach remember forget like love hate need want see hear touch smell taste start stop".split(),
    "move": "walk run drive ride fly swim travel climb jump dance sing sleep eat drink work play rest wait stay leave arrive return".split(),
    "time": "today tomorrow tonight now later this_morning this_evening next_week last_year yesterday at_noon at_midnight every_day on_monday on_friday in_the_summer "
    "in_the_winter after_lunch before_dinner soon again all_day".split(),
    "where": "in_the_kitchen in_the_garden at_home at_school at_work in_the_city near_the_river on_the_table under_the_bed behind_the_house by_the_window "
    "in_the_park on_the_street at_the_station in_the_box across_the_road outside upstairs downstairs".split(),
    "topic": "music history football tennis chess science physics chemistry biology cooking politics weather news sports movies art poetry mathematics "
    "religion fashion gardening travel money health space dinosaurs computers robots animals".split(),
    "whose": "my my his her our their the_dog's".split(),
    "who": "he she it we they i".split(),
    "whom": "him her them us it".split(),
    "deed": "see feel smell hear help sleep dance swim think cook drive sing remember forget learn read write hide".split(),
    "sound_alike": "hip hit high_up hide hand hot hope hop shop step top stock stuff start stay still store stone held health held_on elbow hell hill hall tank tanks think thick blank "
    "hollow yellow fellow jello follow goodbye_tie buy pie by_the_way".split(),
    "room": "kitchen bedroom bathroom living_room garage cellar attic hall office balcony".split(),
    "device": "light lights lamp heating television radio music alarm fan oven computer camera speaker volume timer screen".split(),
}

# Wordings close to the questions come first: these teach the difference that matters.
NEAR = """what is the capital of {place}|what is the capital of {place}|what is the capital of {place}|what is the capital|the capital of {place}|where is {place}|is {place} the capital
what is {number} plus {number}|what is {number} plus {number}|what is {number} minus {number}|what is {number} minus {number}|what is {number} times {number}
what is {number} divided by {number}|{number} plus {number}|{number} minus {number}|count to {number}|count to {number}|count from {number} to {number}|count down from {number}|count the {thing}s
how many {unit} are in a {span}|how many {unit} are in a {span}|how many {animal}s are in a {thing}|how many {thing}s do you have|how many people live in {place}|how many {unit} until {day}
tell me a {thing}|tell me a secret|tell me a poem|tell me a lie|tell me a riddle|tell me a number|tell me about {topic}|tell me about {place}|tell me the time|tell me the news
tell me the date|tell me your age|tell me something about {animal}s|tell {person} a joke|make me a {food}|make me {food}|make me happy|make me cry|make me think|make me sleep|make some {food}
what color is the {thing}|what color is the {nature}|what color is your {thing}|what color is a {animal}|what shape is the {thing}|what is the color of {food}|why is the sky {colour}|is the sky {colour}
how fast is {nature}|how fast is the {thing}|how fast is a {animal}|how fast can you {move}|how {adjective} is {nature}|how {adjective} is the {nature}|how {adjective} is the {thing}|how far is {place}|how heavy is light
who wrote {author}|who wrote {author}|who wrote the {thing}|who painted {person}|who is {person}|who is hamlet|who read hamlet|what is hamlet|who invented the {thing}|who made you|who is there|who was {person}
is my {thing} private|is my {thing} {adjective}|is my {thing} broken|is this {thing} private|is my data safe on the {thing}|is your name {person}|is your {thing} {adjective}|delete my data|where is my data
do you send my {thing} to the {thing}|do you send my {thing} to {person}|do you send letters|do you like {food}|do you have a {animal}|do you know {person}|do you speak french|do you hear the {animal}|do you {verb} my {thing}
good {food}|good {animal}|good night|good luck|good idea|good grief|good for you|thank {person}|thank the {job}|see you {where}|see the {thing}|see my {thing}|i see you|later
repeat after {person}|repeat the {ordinal} word|repeat the song|repeat your {thing}|after me|say {number}|say it again|say something in french|say my name|say the word {thing}|say nothing|say please
what is the largest {animal}|what is the largest {thing}|what is the largest city|what is the largest country|what is the largest ocean|what is the smallest planet|what is the largest number|what is the {adjective} planet|largest planet
what is {nature} made of|what is {food} made of|what is the {thing} made of|what is a {thing} made of|what is water|what is water for|what is {food}|where is water|is there water on the {nature}|who made water
how are the {animal}s today|how are you feeling|how are your {thing}s|how is {person} today|how is the {thing}|how old are you|how are you made|how are you so {adjective}|how do you do it|how do you {verb} a {thing}
can you hear the {animal}|can you hear the {nature}|can you hear music|can you see me|can you {verb} me|can you {move}|can you {verb} the {thing}|can {person} hear me|can i hear you|can you hear {person}
what is your {thing}|what is your favorite {food}|what is your favorite color|what is your job|what is your age|what is your address|what is my name|what is his name|what is the name of the {animal}|who are they|who am i|who is he
what can i do|what can we {verb} {time}|what can {animal}s do|what can you {verb}|how can i {verb} the {thing}|how can i help you|how can {person} help me|how can you {verb} me|what do you do|where are you|when are you coming
how many days are in {month}|how many months are in a {thing}|how many {unit} are there|is it {day}|which {span} is it|what day is it|what is the date|what time is it|what is the time|why are you here|are you {adjective}|are you a robot
what is {whose} name|what is {whose} name|what is {whose} {thing}|what is the name of this {thing}|what was your name|what is your last name|what is your name for {food}|spell your name|is that your name|do you have a name|what is a name
who am i|who is {who}|who are {who}|who was {who}|who is {whose} {job}|who are your {animal}s|who are you talking to|who do you know|who will you {verb}|why are you {adjective}|where are you from|when were you made
how old are you|how old are you|how old is {person}|how old am i|how old is the {thing}|how tall are you|how big are you|how big is the {thing}|how are {who}|how is {who}|how is {who} doing|how am i doing|how are {who} today|how are you called|how was {time}
what can {who} do|what can {who} {verb}|what can you {deed}|what will you do|what did you do|what do you want|what should i do|how can {who} help you|how can you {deed}|how can i {deed}|how can you help {person}|why can you {deed}
what is the capital of {place}|what is the population of {place}|what is the weather in {place}|what is the language of {place}|what is the capital of the {nature}|where is france|where is japan|where is india|is paris in france|i live in japan|the food of india|i love france
what is two plus {number}|what is {number} plus two|what is two times two|what is two minus two|what is ten minus {number}|what is {number} minus three|what is ten plus three|what is ten times three|what is three minus ten|two and two|ten and three
how many {unit} are in a {span}|how many days are in a {span}|how many months are in a {span}|how many {unit} are in a week|how many {unit} are in a year|how many days are left|how many months are left|which days are in a week|how many {food}s are in a week
tell {whom} a joke|tell {whom} a story|tell me a {adjective} {thing}|tell me a word|tell me your name|tell me no joke|tell me why|tell me more|tell me when|make {whom} laugh|make me {verb}|make me a {thing}|do not laugh|why do you laugh|i like this story|read me a story|write a story
count to {number}|count to {number}|count the {animal}s|count my {thing}s|five|count me in|come to five|what color is the {food}|what color are your {thing}s|what color is the {animal}|what is in the sky|how big is the sky|where is the sky|who made the sky
how fast is {person}|how fast is the {nature}|how fast are you|how fast is a {thing}|how far is light|how light is {food}|how bright is light|what is light|where is the light|who wrote {whose} {thing}|who played hamlet|who killed hamlet|when was hamlet written|what wrote hamlet|who knows hamlet|i read hamlet|where is hamlet
is {whose} data {adjective}|is {whose} data gone|is my name private|is {whose} {thing} private|is my data {where}|who has my data|send my data to {person}|do you send my {thing} to {person}|do you send my voice to {person}|do you send my {thing} to the cloud|do you hear my voice|do you like my voice|where is the cloud|does my voice sound {adjective}
thank {whom}|thank {person} a lot|thanks for nothing|i like you a lot|good {time}|good {thing}|good {job}|see {whom} later|see {person} later|buy {thing}|repeat after {whom}|repeat this {thing}|go after me|look after me|say something {adjective}|say anything {adjective}|say {thing}|eat something
what is the largest {thing}|what is the largest lake|what is the {adjective} planet|what is the nearest planet|which planet is {colour}|what is a planet|what is {food} made of|what is {nature} used for|what is water used for|what is {nature} made for|how is water made|is water {adjective}|what is the {thing} made of
can you {deed} me|can {who} {deed} me|can you hear {whom}|can you hear the {thing}|can you {deed} {person}|do you hear me|did you hear that|could you {verb} me|why can you hear me|can you see {whom}|i can hear you|can i hear me
help {person}|help the {animal}|help yourself|help {whom} {verb} the {thing}|help me {verb} the {thing}|i need no help|who needs help|can i help|no help|stop the {thing}|stop {person}|stop the music|bus stop|a short stop|do not stop|where does the bus stop|stop sign|when did it stop|non stop|do not wait|i will wait|wait for {person}|no {food}|there is no {thing}|hold the {thing}|hold on to {whom}|now|way|known|gold on
{sound_alike}|{sound_alike}|{sound_alike}|the {sound_alike}|my {sound_alike}|{sound_alike} and {sound_alike}|{deed}|{whom}|he said hello|say hi to {person}|say hello to {person}"""

GENERAL = """{verb} the {thing}|{verb} the {adjective} {thing}|{verb} my {thing} {time}|please {verb} the {thing}|please {verb} the {food} {where}|i {verb} the {food}|i want to {verb} a {thing}|i want to {move} {time}
turn on the {device}|turn off the {device}|turn on the {device} in the {room}|turn off the {device} in the {room}|turn up the {device}|turn down the {device}|switch off the {device}|stop the {device}|dim the {device}
play some {topic}|play the {ordinal} song|play music by {person}|set an alarm for {number}|set a timer for {number} {unit}|remind me to {verb} the {thing}|remind me {time}|wake me {time}|call {person}|call a {job}
send a message to {person}|write an email to {person}|add {food} to the shopping list|add {food} and {food} to my list|what is on my list|what is the weather {time}|will it rain {time}|is it cold in {place}|do i need a coat {time}
where is the {thing}|where is the nearest {thing}|where did {person} {move}|when does the {thing} {move}|when is my {ordinal} meeting|when did the {job} {move}|why did {person} {verb} the {thing}|why is {nature} {adjective}|why is the {food} {adjective}
the {thing} is {where}|the {adjective} {animal} is {where}|the {animal} and the {animal} {move} {where}|the {job} has a {colour} {thing}|the {colour} {thing} is {adjective}|{person} has {number} {animal}s|{person} and {person} {move} {time}
{person} will {verb} the {thing} {time}|{person} likes {food} and {food}|{person} is a {job}|my {thing} is {adjective}|my {thing} is {colour} and {adjective}|we {move} {where} {time}|they {verb} the {animal}|she {verb} a {colour} {thing}|he can {move}
a {adjective} {animal} {where}|a {colour} {thing}|{number} {adjective} {animal}s|{number} {colour} {thing}s and a {food}|{adjective} and {adjective}|{thing}|{food}|{animal}|{verb}|{move}|{adjective}|{colour}|{nature}|{number}|{day}|{month}|{place}
{thing} and {thing}|{verb} {thing} {nature}|{adjective} {food}|{topic} and {topic}|{time}|{where}|{number} {number} {number}|{thing} {food} {animal} {nature}|{day} the {ordinal} of {month}|{ordinal} {thing}
what is a {thing}|what is a {job}|what does a {job} do|what do {animal}s eat|which {animal} is {adjective}|which {thing} do you like|does the {animal} like {food}|did you {verb} the {thing}|have you ever {verb} a {animal}|should i {verb} the {thing}
explain {topic} to me|explain how a {thing} works|i like {topic}|i do not like {food}|i am {adjective}|i am {adjective} and {adjective} {time}|i think the {thing} is too {adjective}|i have lost my {thing} {where}|let us {move} {where}|let us talk about {topic}
translate {thing} into german|spell the word {thing}|spell {adjective}|how do i {verb} {food}|how much is the {thing}|how much does a {colour} {thing} cost|how long is a {thing}|how tall is {person}|read me the {topic}|open the {topic} page|search for {adjective} {thing}s
yes|maybe|okay|sure|please|sorry|never mind|go on|be quiet|that is {adjective}|this is {adjective}|it is {adjective} {where}|not {time}|come here|go away|listen|louder please|what|why|who|where|when|how
if the {nature} is {adjective} we will {move} {where}|when the {animal} is {adjective} it will {move}|the {job} said that the {thing} was {adjective}|{person} would like {food} with {food} {time}|there are {number} {thing}s {where}|there is a {animal} {where}
please ask {person} to {verb} the {thing} {time}|i would like to {verb} the {adjective} {thing} {where}|could you {verb} the {thing} and {verb} the {food}|how would you {verb} a {adjective} {animal}|we need {number} {food}s and {number} {thing}s"""

UNSEEN = """what is the capital of sweden|what is the capital of argentina|what is the capital of kenya|what is three plus four|what is nine minus two|who wrote faust|who wrote the iliad|tell me the time
how many legs does a spider have|how many hours are in a day|what color is the grass|how fast is sound|tell me a riddle|make me a sandwich|count to twelve|is my phone private|what is the smallest country|what is bread made of
can you see the moon|how old is your sister|what is your favorite movie|who is the president|turn off the kitchen lights|play some jazz music|wake me up in ten minutes|what is the weather like in boston|remind me to water the plants
where did i leave my glasses|the quick brown fox jumps over the lazy dog|my neighbor bought a green tractor|potato|umbrella|twenty seven|yesterday evening|please close the front door|i would like a cup of tea
do you believe in ghosts|why do cats purr|which team won the game last night|add eggs to the shopping list|how do i boil an egg|call my brother at work|she sells sea shells by the sea shore|open the window
what happened in nineteen forty five|is there life on mars|translate good morning into spanish|good night|see the pyramids|do you send postcards from holland"""
UNSEEN = [s for line in UNSEEN.split("\n") for s in line.split("|")]

# Each is a question with a word that matters changed. The figure of the near misses is of these.
UNSEEN_NEAR = """what is your surname|what is her name|who is she|who were you|what can she do|what can you carry|how can you sleep|what is the capital of portugal|what is the capital of chile|what is the capital of iceland
what is two plus nine|what is two times three|what is ten minus eight|what is ten plus two|how many days are in a month|how many weeks are in a year|how many hours are in a week|how many months are in a decade|tell me a fact|tell me a song
make him laugh|tell her a story|count to fifty|count to nine|what color is the sea|what color is the snow|how fast is a train|how bright is the moon|who wrote emma|who sang hamlet
is my password private|is my data lost|do you send my photo to the cloud|do you send my voice to the police|thank him|thank her a lot|good work|see them later|repeat after him|say nothing at all
what is the largest lake|what is the oldest planet|what is paper made of|how are they today|how is she doing|can you feel me|can they hear you|help him|stop laughing|hip"""
UNSEEN_NEAR = [s for line in UNSEEN_NEAR.split("\n") for s in line.split("|")]


def _templates(text):
    return [t for line in text.split("\n") for t in line.split("|")]


def _fill(template, rng):
    text = re.sub(r"\{(\w+)\}", lambda m: rng.choice(WORDS[m[1]]).replace("_", " "), template)
    return re.sub(r"\ba ([aeiou])", r"an \1", text)


def _mutated(rng):
    """A wording with one word replaced, dropped or added, or cut short: the nearest of near misses."""
    words = rng.choice(WORDINGS)[0].split()
    how = rng.random()
    if how < 0.6:
        words[rng.randrange(len(words))] = rng.choice(rng.choice(list(WORDS.values()))).split("_")[-1]
    elif how < 0.8 and len(words) > 2:
        words = words[: rng.randrange(1, len(words))] if rng.random() < 0.5 else words[rng.randrange(1, len(words)):]
    elif len(words) > 2:
        other = rng.choice(WORDINGS)[0].split()
        words = words[: len(words) // 2] + other[(len(other) + 1) // 2:]
    else:
        words.insert(rng.randrange(len(words) + 1), rng.choice(rng.choice(list(WORDS.values()))).split("_")[-1])
    return " ".join(words)


# A wording with a word cut off or swapped may still mean the same ("what is water made", "how are you"): such are left out.
STILL_CLEAR = re.compile(r"^(how are you|thank you|hello|hi|good morning|thanks|good bye|can you hear|what can you|who are you|see you( later)?|tell me( a)?|your name|you later|wait|hold on)( \w+)?$"
                         r"|^(what is |what )?(the )?(capital of (france|japan|india)|largest planet|water made|color is the sky|two plus two|ten minus three)( \w+)?$"
                         r"|a joke$|a story$|me laugh$|wrote hamlet$|^(who )?wrote hamlet|days (are )?in a week$|months (are )?in a year$|(fast|how) is light$|^(is )?my data private|made of water|help me$|after me$|to five$|say something$|the sky$|my voice")


def is_near(text):
    """Whether a sentence differs from a question by few words: half of them or one."""
    words = set(text.split())
    return any(len(words ^ set(ask.split())) <= max(1, len(ask.split()) // 2) for ask, _ in WORDINGS)


def other_sentences(count, seed=7, near=0.45):
    """`count` distinct sentences that are none of the questions, near misses among them."""
    rng = random.Random(seed)
    banned = AMBIGUOUS | set(ANSWERS) | set(UNSEEN) | set(UNSEEN_NEAR)
    near_t, general_t = _templates(NEAR), _templates(GENERAL)
    found = dict()
    while len(found) < count:
        r = rng.random()
        if r < 0.12:
            text = _mutated(rng)
            if STILL_CLEAR.search(text):
                continue
        elif r < 0.2:
            text = " ".join(rng.choice(rng.choice(list(WORDS.values()))) for _ in range(rng.randint(1, 6))).replace("_", " ")
        else:
            text = _fill(rng.choice(near_t if r < 0.2 + near else general_t), rng)
        if text not in banned and not calls.is_held_out(text):
            found[text] = True
    return list(found)


def for_a_tool(rng):
    """A question that a tool answers, none of those kept for the figures."""
    while True:
        text = calls.asked(rng)
        if text not in ANSWERS and text not in UNSEEN and text not in UNSEEN_NEAR:
            return text


def typed(text, rng):
    """The text as somebody might type it: capitals, question mark, full stop."""
    how = rng.random()
    if how < 0.05:
        text = text.upper()
    elif how < 0.1:
        text = text.title()
    elif how < 0.65:
        text = text[0].upper() + text[1:]
    if how < 0.7:  # names of places keep their capital whatever the rest looks like
        for name in ("france", "japan", "india", "hamlet", "spain", "germany", "london"):
            text = re.sub(rf"\b{name}\b", name.capitalize(), text)
    return text + rng.choice(["", "", "?", ".", "?", "!", " ?", "..."] if rng.random() < 0.9 else ["??", " .", "!!", " "])


NAMES = "Anna Peter John Maria David Sofia Robert Linda Mike Laura James Emma Tom Julia George Helen Martin Alice Oliver Ada Max Priya Kenji".split()
TONES = ("friendly kind polite cheerful calm formal funny brief serious patient warm dry witty helpful grumpy wise gentle curious precise pirate-like").split()
PERSONAS = """You are {name}, a {tone} assistant.|Be {tone}.|Be {tone} and {tone}.|Speak like a {job}.|The user's name is {name}.|The user is called {name}. Be {tone}.|Answer briefly.|Answer in one sentence.
You are a {tone} {job} who loves {topic}.|Always be {tone}, never {tone}.|You help {name} with {topic}.|Answer in English.|Keep it short.|You are talking to {name}, who is a {job}.|Your name is {name}. You like {topic} and {topic}.
You are Parley, a {tone} voice assistant. Answer in one or two short spoken sentences. The user's name is {name}.|You are Parley, a voice assistant. Answer in one or two short spoken sentences. Be {tone}.
Use simple words.|You are a {tone} voice assistant in a {place} {room}.|Talk as if to a child.|No lists, no markdown, only {tone} spoken words.|It is {day}, the {ordinal} of {month}.|You live {where} and {verb} {thing}s.|Remember that {name} likes {food}."""


def persona(rng, strangers=()):
    """A persona text: mostly none or the default one. With `strangers`, now and then any sentences at all: none may change an answer."""
    how = rng.random() * (1 if strangers else 0.85)
    if how < 0.38:
        return ""
    if how < 0.63:
        return DEFAULT_PERSONA
    if how > 0.85:
        start = rng.choice(["", "", "You are " + rng.choice(NAMES) + ". ", "You are a " + rng.choice(WORDS["job"]) + ". ", "Please " + rng.choice(WORDS["verb"]) + " slowly. "])
        lines = [rng.choice(WORDINGS)[0] if rng.random() < 0.1 else rng.choice(strangers) for _ in range(rng.randint(1, 3))]
        mixed = [" ".join(rng.choice([w, w, w, w.capitalize(), w + ",", rng.choice(NAMES)]) for w in line.split()) for line in lines]
        return start + " ".join(line[0].upper() + line[1:] + rng.choice(".!;") for line in mixed)
    parts = [_fill(rng.choice(_templates(PERSONAS)).replace("{name}", rng.choice(NAMES)).replace("{tone}", rng.choice(TONES), 1).replace("{tone}", rng.choice(TONES)), rng)
             for _ in range(1 if rng.random() < 0.7 else 2)]
    return " ".join(parts)


UNSEEN_PERSONAS = ["", DEFAULT_PERSONA, "You are a pirate. Answer every question with a sea story.", "The user's name is Valentina; be extremely formal.",
                   "Please reply slowly, in plain language, without jokes. Mention Wolfgang when you can."]

if __name__ == "__main__":
    texts = other_sentences(6000)
    print(len(texts), "other sentences;", len({w for t in texts for w in t.split()}), "words")
    print("\n".join(random.Random(0).sample(texts, 60)))
