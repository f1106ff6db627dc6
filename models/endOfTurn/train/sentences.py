"""Things that people say to an assistant, made of patterns. `|` is where a speaker may stop to think."""
import json
import random
import re
from pathlib import Path

# What the app's own tests say: none of it may be in any training text, and none of the built-in listener's questions may be one.
NEVER = ["what is the capital", "tell me", "could you please explain", "i would like to know", "of france", "how a steam engine works", "who wrote the book on the table",
         "what the weather will be like tomorrow", "uh-huh", "yeah", "okay", "hmm", "umm", "paris is the capital", "it lies on the river"]
QUESTIONS = json.loads((Path(__file__).parents[2] / "nano/questions.json").read_text())
NEVER_WHOLE = {ask for question in QUESTIONS for ask in question["ask"]} | {"goodbye"}

SLOTS = dict(
    name="Anna|Peter|my sister|my brother|Doctor Lee|Maria|the landlord|Sam|my boss|the neighbours|Julia|Uncle Tom|the teacher|my wife|Mister Brown|Omar|the plumber|Nina|my grandmother|Felix".split("|"),
    thing="umbrella|passport|blue jacket|bicycle|laptop|phone|camera|garden hose|suitcase|guitar|printer|coffee machine|toolbox|rain coat|blanket|ladder|notebook|lamp|kettle|glasses|wallet|headphones|microscope|violin".split("|"),
    food="apples|brown bread|two litres of milk|rice|tomatoes|chicken|olive oil|coffee|butter|some cheese|onions|pasta|carrots|yoghurt|eggs|a bag of flour|lemons|salmon|potatoes|honey".split("|"),
    place="the kitchen|the station|London|the office|Berlin|the garden|New York|the cellar|the airport|the library|Tokyo|the supermarket|the bedroom|Rome|the harbour|the museum|Chicago|the car park|the hospital|Madrid".split("|"),
    day="Monday|Tuesday|tomorrow|next Friday|the weekend|this evening|Thursday morning|the day after|Sunday|next month|the end of June|tonight|Christmas|New Year".split("|"),
    time="half past seven|eight|nine thirty|noon|ten to four|six in the morning|a quarter past two|five|eleven|midnight|twenty past one|three".split("|"),
    number="two|three|seven|twelve|fifteen|forty|ninety nine|two hundred|a thousand|sixty four|one and a half|eighteen".split("|"),
    room="bathroom|kitchen|hall|bedroom|living room|garage|study|attic|terrace|children's room".split("|"),
    device="lights|heating|radio|television|oven|fan|alarm|dishwasher|front door|blinds|speakers|vacuum cleaner".split("|"),
    topic="black holes|the Roman empire|photosynthesis|jazz|inflation|electric cars|volcanoes|the French revolution|quantum computers|beekeeping|glaciers|the stock market|Greek myths|vitamins|whales|gravity|bridges|the moon landing|coral reefs|chess".split("|"),
    adj="quiet|cheap|big|comfortable|strange|new|difficult|beautiful|small|useful|old|expensive|interesting|cold|heavy|simple|important|green".split("|"),
    doing="cook dinner|call the bank|water the plants|finish the report|wash the car|learn Spanish|book a table|clean the windows|walk the dog|pay the rent|fix the roof|write a letter|paint the fence|pack my bags|do the laundry|practise the piano|buy a present|change the tyres".split("|"),
    being="it is raining|I am late|the shop is closed|we have guests|the train was cancelled|nobody was there|the battery is empty|it was too loud|the road is blocked|I forgot the key|they moved away|the price went up|she is ill|the lights went out|I was tired|the door is locked".split("|"),
    music="jazz|some piano music|the Beatles|my morning playlist|something calm|an opera|rock from the eighties|the news|a podcast|film music|folk songs|whatever is popular".split("|"),
    language="Spanish|German|Italian|Japanese|Polish|Swedish|Portuguese|Turkish|Arabic|Korean".split("|"),
    word="garden|butterfly|thank you|good night|library|mountain|happy birthday|bread|friendship|rain|window|spoon".split("|"),
    country="Norway|Brazil|Canada|Egypt|Spain|China|Kenya|Mexico|Poland|Sweden|Australia|Iceland|Greece|Peru|Turkey|Vietnam|Portugal|Chile|Ireland|Morocco|Austria|Cuba|Denmark|Nigeria|Finland|Italy".split("|"),
    feature="population|currency|flag|biggest city|national anthem|highest mountain|longest river|president|area|climate".split("|"),
    work="Macbeth|Faust|Don Quixote|Moby Dick|Dracula|Emma|Ulysses|The Hobbit|Othello|Pinocchio|Frankenstein|Robinson Crusoe|Jane Eyre|Peter Pan|Alice in Wonderland|Robin Hood|The Raven|Dune".split("|"),
    made="painted the Mona Lisa|built the pyramids|invented the telephone|discovered America|won the game|was Cleopatra|is the president|sings this song|is at the door|was Isaac Newton|directed Psycho|composed the Magic Flute|is calling|lives here|found penicillin|made this".split("|"),
    unit="minutes|hours|seconds|weeks|nights".split("|"),
    period="day|month|decade|century|weekend|fortnight|season|school year".split("|"),
    counted="legs does a spider have|letters are in the alphabet|players are in a team|planets are there|people live there|bones do we have|languages do you speak|strings does a violin have|grams are in a pound|moons does Saturn have".split("|"),
    coloured="grass|snow|blood|the sea|a banana|milk|an emerald|coal|the sun|a tomato|your car|chocolate|gold|the house".split("|"),
    stuff="glass|paper|steel|bread|salt|rubber|silk|concrete|plastic|soap|cheese|wine|air|ice|a cloud|leather|porcelain|ink".split("|"),
    big="Mars|the moon|the sun|the Eiffel tower|Mount Everest|the Nile|sound|a cheetah|the Pacific|an elephant|the tallest tree|the Titanic|Venus|this building|a marathon|the Danube|lightning|Jupiter".split("|"),
    much="tall|old|deep|long|big|heavy|far|high|hot|cold|fast|wide|loud|expensive".split("|"),
    most="smallest|oldest|fastest|longest|deepest|hottest|rarest|loudest|tallest|heaviest".split("|"),
    sort="animal|country|river|ocean|star|bird|city|mountain|lake|tree|bridge|metal|island|train".split("|"),
    animals="cats|whales|spiders|bears|penguins|bees|owls|horses|ants|dolphins|frogs|bats".split("|"),
    live="eat|sleep|live|see|drink|sing|hide|breathe|dream|fly".split("|"),
    able="sing|whistle|understand me|see this|read that|do it again|speak louder|explain it|hear the rain|count backwards|wait a moment|remember this|talk|translate it|spell it|draw".split("|"),
    are="there|a robot|ready|awake|listening|human|busy|happy|alone|still here|tired|real|online|hungry".split("|"),
    own="microphone on|phone charged|train late|account safe|password strong|coffee ready|computer old|room warm|window open|calendar empty|alarm set|home secure|letter here".split("|"),
    own2="favourite {sort}|job|age|address|opinion|favourite {food}|version|birthday|plan|hobby".split("|"),
    down="down|up|off|on|louder|lower|around".split("|"),
    feeling="hungry|tired|happy|bored|at home|late|ready|sad|thirsty|fine|cold|back|lost|new here".split("|"),
    event="meeting|dentist appointment|concert|lunch|exam|birthday party|football match|flight|lecture|wedding|interview|dinner".split("|"),
)

PATTERNS = """
What time does | the next train | leave for | {place}?
What is the weather like | in {place} | on {day}?
Where did I put | my {thing}?
How long does it take | to get to {place} | by bus?
How many people | can I take | to {place}?
Who invented | the {thing}?
Why is | the {thing} | so {adj}?
When is | the {event} | with {name}?
Can you remind me | to {doing} | on {day}?
Can you find | a {adj} restaurant | near {place}?
Could you turn off | the {device} | in the {room}?
Would you read | my messages | from {name}?
Do you know | whether {name} | is at {place} | on {day}?
Is it true | that {being}?
Is there | anything {adj} | about {topic}?
Have you heard | of {topic}?
Did {name} call | while I was | in {place}?
Should I | take the {thing} | with me | to {place}?
How do you say | {word} | in {language}?
How would you explain | {topic} | to a child?
What do you think | about {topic}?
What happens | if {being}?
What is {number} | times {number}?
What is the difference | between a {thing} | and a {thing}?
Set a timer | for {number} minutes.
Set an alarm | for {time} | on {day}.
Remind me | at {time} | to {doing}.
Turn on | the {device} | in the {room}.
Turn the {device} | down a little, | because {being}.
Put {food} | and {food} | on the shopping list.
Add {food}, | {food} | and {food} | to my list.
Play {music} | in the {room}.
Play {music}.
Call {name} | and say | that I will be late.
Send a message | to {name} | that {being}.
Write an email | to {name} | about the {event}.
Cancel the {event} | on {day}.
Move the {event} | from {day} | to {day}.
Translate | {word} | into {language}.
Read me | the last chapter | of the book | about {topic}.
Show me | the way | to {place}.
Explain | {topic} | in simple words.
Stop the music | and close the blinds.
Make the {room} | a little brighter.
Find out | how old | the {adj} church | in {place} is.
Give me | a recipe | with {food} | and {food}.
Wake me up | at {time}.
Look up | when {name} | was born.
I need | a {adj} {thing} | for the {event}.
I want to | {doing}, | but {being}.
I think | that {being}, | so we should {doing}.
I was going to | {doing} | when {name} came in.
I have been | to {place} | {number} times.
I am looking for | a {thing} | that is not too {adj}.
I bought | {food}, | {food} | and a {thing}.
I cannot | {doing} | on {day}, | because {being}.
I wonder | why {being}.
If {being}, | then I will | {doing}.
If {name} calls, | say that I am | in {place}.
When I get home, | I want to | {doing}.
Because {being}, | we could not | {doing}.
After the {event}, | we went to | {place}.
Before I {doing}, | I have to | {doing}.
My {thing} | is {adj}, | but it still works.
My {event} | is on {day} | at {time}.
The {thing} | in the {room} | is broken.
The {event} | was moved | to {day}, | because {being}.
{name} said | that {being}.
{name} and {name} | are coming | on {day}.
{name} wants to | {doing} | with {name} | on {day}.
There is | a {adj} {thing} | in the {room}.
There were | {number} people | at the {event}.
We should | {doing} | before {day}.
We are going to | {place} | with {name}.
Please | {doing} | for me.
Please be | a little more {adj}.
Let us | {doing} | together.
Maybe | it would be better | to {doing} | first.
Actually, | I meant | the {adj} {thing}.
No, | not the {thing}, | the {thing}.
Yes, | please {doing}.
Yes please.
No thank you.
Thank you very much.
Good morning.
Good night, | sleep well.
Stop.
Louder please.
Go on.
Never mind.
Next song.
What time is it?
How are you today?
What did you say?
Are you sure?
Who is that?
Is that all?
What day is it?
Where are you?
Say that again.
That is enough.
That was {adj}.
It is {adj}.
Not on {day}.
At {time}.
In {place}.
With {name}.
{number}.
{food} | and {food}.
The {adj} one.
To {doing}.
About {topic}.
""".strip().splitlines()

# Short and whole: half of what people ask first.
BRIEF = """
What is the {feature} | of {country}?
Where | is {country}?
How {much} | is {big}?
How {much} | is the {thing}?
What is {number} | plus {number}?
What is {number} | minus {number}?
What is {number} | divided by {number}?
What is {number} percent | of {number}?
How many {unit} | are in a {period}?
How many | {counted}?
How much is | {number} and {number}?
Who wrote | {work}?
Who | {made}?
What color | is {coloured}?
What is {stuff} | made of?
What is the {most} | {sort}?
What is the {most} {sort} | in {country}?
Which {sort} | is the {most}?
How do {animals} | {live}?
Where do {animals} | {live}?
What do {animals} | eat?
Why do {animals} | {live}?
What does | {word} mean?
What is | {topic}?
Is my | {own}?
Is it {adj} | in {country}?
Is {name} | at home?
Is that {adj}?
Can you | {able}?
Can I | {doing}?
Do you | {able}?
Do you know {name}?
Are you | {are}?
Are we {are}?
How is {name}?
How was the {event}?
When is the {event}?
Where is {name}?
Where is my {thing}?
What time | is the {event}?
What day | is the {event}?
What is your | {own2}?
What else can I | {able}?
What is on my list?
What happened today?
What should I {able}?
Count to {number}.
Count | from {number} | to {number}.
Spell | {word}.
Say {word}.
Repeat | {word}.
Play {music}.
Call {name}.
Read | {work}.
Sing a song.
Sing | about {topic}.
Describe | {topic}.
Describe {big}.
Find my {thing}.
Buy {food}.
Add {food}.
Open the {room}.
Turn off | the {device}.
Turn on | the {device}.
Turn it {down}.
Switch it off.
Set a timer.
Stop the {device}.
Pause the music.
Skip this song.
Be quiet.
Wait a moment.
Start again.
Read it again.
Flip a coin.
Surprise me.
Help me | {doing}.
Write that down.
Take a note.
Make a list.
Good evening.
Good afternoon.
Hey there.
Hi Parley.
See you | {day}.
Thanks.
Sorry.
Nice to meet you.
I am {feeling}.
I like {topic}.
I love {food}.
My name | is {name}.
It is {feeling}.
That is right.
That is wrong.
Really?
Why?
How come?
What else?
Which one?
And then?
""".strip().splitlines()

FINAL_FUNCTION_WORDS = set("a an the of to and or in on at for with my your because but so that if is are was were about from into by whether when what how why between than as not some any his her our their "
                           "this which who do does did can could would should will i we am be have has it".split())
FILLERS = ["um", "uh", "er", "uhm", "well", "you know", "like", "let me see", "let me think", "how do you call it", "erm", "so", "I mean"]
SHARE_UNSEEN = 0.2


class Sentences:
    """Random sentences. Those for measuring have patterns, or at least words, that those for training never have."""

    def __init__(self, rng, unseen=False):
        self.rng = rng
        fixed = random.Random(7)
        self.slots = {}
        for slot, words in SLOTS.items():
            kept_out = set(fixed.sample(words, max(1, round(SHARE_UNSEEN * len(words)))))
            self.slots[slot] = [w for w in words if (w in kept_out) == unseen]
        self.patterns, self.brief = [], []
        for patterns, mine in ((PATTERNS, self.patterns), (BRIEF, self.brief)):
            kept_out = set(fixed.sample(patterns, round(SHARE_UNSEEN * len(patterns))))
            mine += [p for p in patterns if (p in kept_out) == unseen or (unseen and "{" in p)]

    def parts(self, brief=False):
        """One sentence in its parts, the mark of its end in the last."""
        while True:
            text = self.rng.choice(self.brief if brief else self.patterns)
            while "{" in text:
                text = re.sub(r"{(\w+)}", lambda m: self.rng.choice(self.slots[m[1]]), text)
            if not forbidden(text):
                return [text[0].upper() + text[1:] if n == 0 else text for n, text in enumerate(t.strip() for t in text.split("|"))]


def forbidden(text):
    plain = " " + re.sub(r"[^a-z' -]", "", text.lower().replace("|", " ")) + " "
    plain = re.sub(r" +", " ", plain)
    return plain.strip() in NEVER_WHOLE or any(f" {phrase} " in plain for phrase in NEVER)
