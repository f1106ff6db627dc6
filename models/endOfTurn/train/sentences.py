"""Things that people say to an assistant, made of patterns. `|` is where a speaker may stop to think."""
import random
import re

# What the app's own tests say: none of it may be in any training text.
NEVER = ["what is the capital", "tell me", "could you please explain", "i would like to know", "of france", "how a steam engine works", "who wrote the book on the table",
         "what the weather will be like tomorrow", "uh-huh", "yeah", "okay", "hmm", "umm", "paris is the capital", "it lies on the river"]

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

FINAL_FUNCTION_WORDS = set("a an the of to and or in on at for with my your because but so that if is are was were about from into by whether when what how why between than as not some any his her our their "
                           "this which who do does did can could would should will i we am be have has it".split())
FILLERS = ["um", "uh", "er", "uhm", "well", "you know", "like", "let me see", "let me think", "how do you call it", "erm", "so", "I mean"]
SHARE_UNSEEN = 0.2


class Sentences:
    """Random sentences. Those for measuring have patterns, or at least words, that those for training never have."""

    def __init__(self, rng, unseen=False):
        self.rng, self.unseen = rng, unseen
        fixed = random.Random(7)
        self.slots = {}
        for slot, words in SLOTS.items():
            kept_out = set(fixed.sample(words, max(1, round(SHARE_UNSEEN * len(words)))))
            self.slots[slot] = [w for w in words if (w in kept_out) == unseen]
        kept_out = set(fixed.sample(PATTERNS, round(SHARE_UNSEEN * len(PATTERNS))))
        self.patterns = [p for p in PATTERNS if (p in kept_out) == unseen or (unseen and "{" in p)]

    def parts(self):
        """One sentence in its parts, the mark of its end in the last."""
        while True:
            text = re.sub(r"{(\w+)}", lambda m: self.rng.choice(self.slots[m[1]]), self.rng.choice(self.patterns))
            if not forbidden(text):
                return [text[0].upper() + text[1:] if n == 0 else text for n, text in enumerate(t.strip() for t in text.split("|"))]


def forbidden(text):
    plain = " " + re.sub(r"[^a-z' -]", "", text.lower().replace("|", " ")) + " "
    plain = re.sub(r" +", " ", plain)
    return any(f" {phrase} " in plain for phrase in NEVER)
