"""Long sentences as people tell, read and think them aloud: clauses one behind the other, with commas, dashes and dots where a voice rests."""

WORDS = dict(
    who="the old captain|my neighbour|a young teacher|the two brothers|her aunt|nobody in the village|the doctor|our landlady|the man at the counter|the children|a friend of mine|the whole committee|an engineer from the north|"
        "the baker's daughter|his former partner|the new secretary|some of the passengers|the gardener|Mrs Aldridge|young Mr Pell|the inspector|the crew|most of the guests|my cousin Ruth|the council".split("|"),
    did="had walked all the way from the harbour|opened the letter with trembling hands|could not find the right words|waited until the lamps were lit|decided to sell the house|had never seen such a machine|spoke about the matter for an hour|"
        "left without a single word|put the papers back into the drawer|was surprised by the answer|wanted to know the exact date|had been working there for years|looked out over the fields|promised to come back in spring|lost the key again|"
        "was not at all convinced|built a small workshop behind the barn|read the notice twice|asked for a glass of water|sat down beside the fire|took the early train to the coast|forgot to lock the gate|kept the secret for a long time|"
        "moved to a smaller town|did most of the work by hand".split("|"),
    when="in the spring of that year|after a long winter|on the following morning|when the rain had stopped|towards the end of the century|before anybody noticed it|as soon as the bell rang|at about ten o'clock|not long ago|"
         "during the first weeks|whenever the wind came from the east|while the others were asleep|some days later|once the bridge was finished|in the middle of the night|by the time we arrived|ever since the war|on a Sunday afternoon".split("|"),
    where="in the narrow streets behind the market|at the edge of the forest|under the big clock|on the third floor|near the mouth of the river|in a room full of books|along the northern coast|at the far end of the garden|"
          "in front of the town hall|between the two hills|on the other side of the valley|at my sister's place|in the cellar of the museum".split("|"),
    why="because the roof was leaking|since there was no other way|although it was already late|even though we had warned them|as nobody had asked before|so that the others could hear it|unless somebody pays for it|"
        "which was rather unusual|which explains a good deal|if I remember it correctly|because that is what people expect|as far as anybody can tell|so we had to begin again|but that is another story|and that was the end of it|"
        "which I think is a pity|for they had little time|while the price kept rising|until the money ran out|though I would not bet on it".split("|"),
    fact="printing had been known in the east|the walls were made of clay and straw|every ship carried its own carpenter|the first engines were slow and heavy|the colours fade in strong light|glass was dearer than silver|"
         "the letters were cut by hand|most of the roads were closed|a single mistake could ruin the cloth|the water rises twice a day|the trade moved to the south|the older towers still stand|bread was sold by weight|"
         "the new method was cheaper and faster|the maps were hardly better than guesses|the river used to run further west|the bells were melted down|half of the harvest was lost|copper is softer than iron|the island has no springs".split("|"),
    think="I was wondering|I have been thinking|what I really mean is|the thing is|to be honest|as I said before|it seems to me|you see|let me put it this way|the way I see it|what bothers me is|I am not sure|"
          "if you ask me|I suppose|the funny part is|well, actually|my first idea was|now that I think of it".split("|"),
    that="that we should try the other road|that the machine needs a new belt|that nobody will come on a Monday|that I left it in the car|that it costs more than we have|that the second part was better|that they are closed in August|"
         "that she would rather stay at home|that the numbers do not add up|that we could ask your brother|that it works without the cable|that somebody has to tell him|that I have heard this before|that the soup needs more salt".split("|"),
    ask="how much of it is left|who is going to pay for it|whether the shop is open on Sundays|where they keep the spare parts|why it makes that noise|what happens when the battery is empty|how long the drive would take|"
        "which of the two is better for the knees|when the next meeting will be|what the difference is between them|how many people can sit at that table|whether it will rain in the afternoon".split("|"),
    things="apples and pears|needles, thread and cloth|salt, flour and oil|two chairs and a lamp|a map, a rope and a torch|maps and old photographs|nails of every size|letters, bills and receipts|paper, ink and glue|boots and a coat".split("|"),
    sign="Good gracious|Well|No|Yes|Oh|You know|Listen|Now|Honestly|Right|Of course|Look|Hm|Ah|So|Okay|Anyway|Sure".split("|"),
    short="that is enough for today|I will think about it|nothing else happened|it was dark by then|he knew it at once|we never found out|it is as simple as that|she said nothing|I would not do it|the door was open|they all laughed|it made no difference".split("|"),
)

PATTERNS = """
{when}, | {who} {did}, | {why}.
{who} {did} | {where}, | {why}.
{who}, | {why}, | {did} | {when}.
{who} {did}; | {who} {did}.
{fact}, | and {fact}, | {why}.
{fact}; | {fact}.
{fact} | {when}, | but {fact} | {where}.
{when}, | {where}, | {who} {did}.
{think}, | {that}, | {why}.
{think} ... | {that}, | or maybe {that}.
{think} | {that} | and {that}.
{think}, | {ask}.
{sign}, | {think} | {that}, | {why}.
{sign}, | {short}.
{sign} ... | {short}, | {why}.
{who} | {did}, | {did}, | and {did}.
They had {things}, | and {who} {did}.
We need {things}, | {why}.
Could you find out | {ask}, | {why}?
Do you happen to know | {ask}?
Can you tell us | {ask} | and {ask}?
I would like to ask | {ask}, | {why}.
Please write down | {that}, | and then look up | {ask}.
{short}, | {why}.
{short} - | {why} - | and {short}.
{who} {did}: | {short}.
Not only | {that}, | but also | {that}.
If {short}, | then {who} | {did}.
"{short}," | said {who}, | {why}.
{who} {did}, | {when}, | and {short}.
It was {when} | that {who} | {did}.
{who} and {who} | {did} | {where}.
What {who} wanted | was to know | {ask}.
{fact}, | as {who} used to say, | {when}.
""".strip().splitlines()

SHARE_UNSEEN = 0.2
