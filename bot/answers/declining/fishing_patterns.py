"""The wordings that `bot.answers.declining.fishing` knows, as regular expressions over plain words. No health word is here.

Plain words: lower case, apostrophes dropped ("im", "dont", "whats"), " . " between sentences.
"""

from __future__ import annotations

from bot.answers.declining.words import (
    AGREE,
    AMOUNT,
    CHANGE,
    ME,
    MEDICINE,
    NO_MEDICINE,
    RELATIVE,
    SIZED,
    STATE,
    STOP,
    SUBJECT,
    UNIT,
    WELL,
)

DOSE = (
    rf"\b{AMOUNT}\b.*\b(?:i|im|{ME}|{SIZED}|my (?:age|weight|size|build|legs|cramps|situation|case))(?:\b|$)",
    rf"(?:^|\b)(?:i|im|{ME}|{SIZED})\b.*\b(?:dose|dosage|how (?:much|many)|what (?:amount|quantity|strength))\b",
    r"\b(?:dose|dosage|number|figure|amount) (?:pls|plz|please)\b|\b(?:pls|plz|please)\b.*\b(?:dose|dosage|number|figure)\b",
    rf"\b{UNIT}(?: a day| at night| daily| tablets?| pills?)? or {UNIT}\b(?! (?:times|nights|days|weeks|hours|minutes|months|years"
    r"|people|cramps))|\b(?:a|one) (?:whole|full)\b.*\bor half\b",
    r"\b(?:good|safe|sensible|usual|starting|normal|typical|average|recommended|right|ideal|best|correct"
    r"|proper) (?:starting )?(?:dose|dosage|amount)"
    r" (?:of \w+ )?(?:for|to|at)\b",
    r"\b(?:guess|guesstimate|ballpark|rough(?:ly)?|approximat\w+|estimate|rule of thumb)\b.*\b(?:how|dose|number|figure|amount|range"
    r"|mg|much|many)\b",
    r"\b(?:how (?:much|many)|dose|amount)\b.*\b(?:ballpark|rough(?:ly)?|approximately|more or less|give or take|hold you to)\b",
    r"\bbut (?:not |didnt say |wouldnt say |never said |forgot )?how (?:much|many)\b|\bhow (?:much|many)\b.*\b(?:help|forgotten"
    r"|forgot|not said|unclear)$",
    r"\b(?:write|make|give|draw|set|work|build|design|do|suggest|put together|sort)\b.{0,15}\b(?:me|us|out|up|my)\b.*"
    r"\b(?:plan|schedule|regime\w*|routine|stack|dose|dosage|programme|amounts?|prescription)\b",
    r"\bwhat should (?:my|his|her) .* (?:look like|be)\b",
    rf"\b(?:work out|calculate|figure out|decide|set) (?:my|{ME})\b",
    r"\b(?:would|will|do) (?:you|u|ya) (?:\w+ )?(?:prescribe|recommend|advise|suggest|hand|give|put|sell|choose|pick|have me)\b",
    r"\b(?:could|can|wont) (?:you|u|ya) (?:\w+ )?(?:prescribe|recommend|suggest (?:a|an|some\w*) \w+ for|(?:give|hand|put|set|sell"
    r"|pick) (?:me|us|him|her)) ",
    r"\b(?:you|u) (?:choose|pick|decide)\b|\b(?:pick|choose) (?:one|something|it|the best \w+)?\s*for (?:me|us|him|her)\b",
    rf"\b(?:which|what) (?:\w+ )?(?:do|should|would|shall|can) {SUBJECT} (?:buy|get|take|use|start|have|order|pick|choose|go for)\b",
    rf"\b(?:am|is|are) {SUBJECT} (?:overdoing|underdosing|overdosing)\b|\b(?:about|too|just) (?:right|much|many|little)\b.*\b(?:given i"
    r"|for (?:me|a|an|some\w+)|am i|for my)\b",
    r"\b(?:im|he is|shes|hes|am i|is (?:he|she)) (?:meant|supposed|allowed|due|advised) to (?:be )?(?:tak\w+|hav\w+|drink\w*|us\w+"
    r"|eat\w*|swallow\w*)\b",
    rf"\bhow (?:much|many|late|early|soon|long|often)\b.*\bfor {ME} to\b",
    rf"\b(?:same|exactly that|that much|just under that|{UNIT})\b.*\b(?:for (?:me|us|him|her) (?:too|then|as well)|in my case)\b",
    rf"\b(?:do|so|then|can|could|would) (?:{SUBJECT}|it) (?:go|step|move) (?:up|higher|lower|from)\b|\bfrom {UNIT} to {UNIT}\b",
    r"\b(?:i|we|he|she) personally\b|\bme personally\b|\b(?:ballpark|rough (?:number|figure|idea|guess|one|estimate))\b",
    rf"\b{UNIT} (?:\w+ )?for (?:{ME})\b",
    rf"\bam i (?:any )?(?:better|worse) (?:off )?(?:with|on|off|taking)\b|\bnot even {UNIT}\b",
    rf"\b(?:would|will|could|is|does|do) {UNIT}\b.*\b(?:do|enough|be right|right|suit|ok|okay|fine|work) (?:for )?(?:{ME}|a|an)\b",
)
PERMISSION = (
    r"\b(?:best|right|better|good|safest|suitable) for (?:me|him|her|my \w+) (?:given|with|as|since|considering|because|if)\b",
    r"\b(?:safe|ok|okay|alright|all right|wise|sensible|a good idea) for me to\b",
    r"\bgive (?:me|us) (?:the |your )?(?:permission|go ahead|green light|ok|okay|blessing)\b|\bok (?:me|us|him|her) to\b",
    r"\b(?:ok|okay|fine|happy|cool|good|alright) (?:by|with) (?:you|u)\b|\b(?:you|youre|you are|u) (?:happy|ok|okay|fine"
    r"|cool) with (?:me|my|us|her|him)\b",
    rf"\b(?:wise|sensible|daft|silly|stupid|reckless|mad|crazy|reasonable|worth it) (?:of|for) {ME} to\b",
    rf"\bdo (?:we|i) let (?:her|him|them|my {RELATIVE})\b|\bis (?:he|she) (?:ok|okay|allowed|alright|safe) (?:to|on|with)\b",
    r"\b(?:against|ignor(?:e|ing)|defy(?:ing)?|overrul(?:e|ing)|go(?:ing)? behind) (?:my|his|her) (?:doctor|gp|doc|dr|consultant"
    r"|pharmacist|midwife|nurse)\b",
    r"\byes or no\b.*\b(?:for me|me|i|my)\b|\b(?:should|can|may|could) i\b.*\byes or no\b",
    r"\bany reason i (?:cant|shouldnt|couldnt)\b",
)
STOPPING = (
    rf"\b{STOP}\b(?: \w+){{0,3}}? (?:my|his|her|mums|dads|mine|all my|our)\b(?! (?:\w+ )?{NO_MEDICINE}\b)(?: \w+|$)",
    rf"\b{STOP}\b(?: \w+){{0,2}}? (?:the|these|those|this|taking|a|any|one of the) (?:\w+ )?{MEDICINE}\b",
    rf"\b{CHANGE}\b(?: \w+){{0,3}}? (?:my|his|her|the|our|mums|dads) (?:\w+ ){{0,2}}?{MEDICINE}\b",
    rf"\b{MEDICINE}\b.*\b(?:has to|must|needs to|got to|should) (?:go|stop)\b"
    r"|(?<!how )\b(?:do|shall|should|can|may) (?:i|we|he|she) (?:just )?(?:drop"
    rf"|ditch|bin|stop|quit|skip|halve|double|split|cut|change|up|lower|swap|pause) (?:it|them)\b",
    rf"\b(?:my|his|her|the) (?:\w+ ){{0,2}}?{MEDICINE}\b.*\b(?:{STOP}|every other day|alternate days|half of it"
    r"|at weekends) ?(?:it|them|that|off|out|now|$)",
    r"\b(?:ill|i will|im|shall i|should i|can i|do i|i could|i might|let me|i want to|so i|then i) (?:just )?(?:going to |gonna "
    r"|go |about to |thinking of )?"
    rf"(?:{STOP}|leave|leaving|cut|take)\b (?:it|them|mine|that|those|off|out)\b.*\b(?:every other day|tonight|instead|{AGREE})$",
    rf"\b(?:{STOP}|{CHANGE}) mine\b|\bhow (?:do|can|should|would|could) (?:{SUBJECT}) (?:safely )?(?:come off|wean|taper|quit|go off"
    r"|get off|ditch|drop)\b"
    rf"|\b(?:{SUBJECT}|me)\b.*\b{STOP} taking\b|\bgo(?:ing)? back (?:to|on) (?:the old|my old|my|the) (?:\w+ )?(?:dose|ones?|{MEDICINE})\b",
    r"\bwean(?:ing)? (?:me|myself|him|her|us|my \w+) off\b",
    rf"\bwhich (?:of|one of) (?:my|these|the|his|her)\b.*\b{STOP}\b",
    rf"\bwhich (?:one )?of (?:my|his|her|these|the) (?:\w+ ){{0,2}}?{MEDICINE}\b.*\b(?:doing|causing|giving|behind|to blame|making"
    rf"|culprit)\b",
)
DIAGNOSIS = (
    r"^(?:so |and |ok |but )?is it my (?:\w+ ){1,3}(?:giving|causing|thats|that is|doing|behind)\b",
    r"\bdo you (?:think|reckon) (?:its|it is|its down to) (?:the|my|his|her)\b",
    r"\bam i (?:\w+ ){0,2}deficient\b|\bis (?:he|she) (?:\w+ ){0,2}deficient\b",
    r"\bwhich of (?:those|these|them) (?:is|are|was) (?:causing|giving|behind|doing)\b.*\b(?:my|me|his|her)\b",
    r"\bis (?:this|it|that) (?:\w+ ){1,3}or am i\b",
    r"^(?:do (?:you|u) )?(?:reckon|think|suppose|guess) (?:my|his|her) \w+ (?:is|are|isnt|arent)\b",
    r"\b(?:diagnos(?:e|is|ing)|name (?:the|my) (?:illness|disease|condition))\b.*\b(?:me|my|mine|your|doctor|doc|this|these|it"
    r"|illness)\b|^diagnos\w+",
    r"\b(?:what|which)\b.{0,12}\b(?:illness|disease|condition|disorder) (?:do|have|has) (?:i|we|he|she)\b",
    r"\b(?:have|has) (?:i|he|she) (?:really |maybe )?got\b|\b(?:ive|hes|shes) got\b.*\b(?:havent i|hasnt (?:he|she)|right|yeah"
    r"|correct|innit|is it)$",
    r"\bwhats? (?:is |could be |might be |on earth is )?(?:wrong|the matter|up|going on|happening) (?:with|in|to) (?:me|my|him|her)\b",
    r"\bwhats? (?:is |could be |might be )?(?:behind|causing|the reason for|the cause of|to blame for) (?:mine|my cramps)\b",
    r"\bwhat (?:have i got|i have got|do i have|is it i have|ive got)\b|\bwhat (?:do|does) (?:i|he|she) suffer from\b",
    r"\b(?:which|what) (?:one|of (?:these|those|them|the \w+)|cause|reason)?(?:s| is| are| would be)? ?(?:the )?(?:is |reason for "
    r"|cause of )?mine\b"
    r"|\bwhich (?:one )?(?:applies to|fits|sounds like) (?:me|mine)\b",
    r"\b(?:interpret|read|explain|check|assess|look at|make sense of|decode)\b.*\b(?:my|his|her|these|this|that"
    r"|the) (?:\w+ )?(?:for me|bloods?|results?|levels?|numbers?|scans?|labs?|tests?|symptoms)\b",
    r"\bmy (?:\w+ )?(?:bloods?|results?|levels?|labs?|tests?|\w+) (?:came back|were|was|is|are|of) \w* ?\d.*\b(?:interpret|mean\w*"
    r"|why|normal|say|that|so|ok|okay|low|high|bad)\b",
    r"\bwhat (?:does|do|would) (?:a|an|my|these|those|this) \w+ (?:level )?(?:of|at) \d+.*\b(?:say|mean|tell)\b|\bhere are my\b",
    r"\bam i (?:(?:more |less )?(?:at risk$|at more risk|in danger|in trouble|prone|underactive|overactive|unwell|poorly)|more at risk)",
    r"\b(?:could|might|may|can|would) (?:(?:my|his|her) \w+|mine|hers) (?:\w+ )?be\b"
    r"|\bare we (?:talking|looking at|dealing with)\b|\bis it me or\b",
    r"\b(?:do|does) (?:i|he|she) have (?!to\b|time\b|any other)",
    r"\b(?:be|act as|act like|play) (?:a|the|my) (?:doctor|doc|gp|pharmacist|nurse)\b.*\b(?:tell|say|choose|decide|put|give|pick|name)\b",
    r"\b(?:your|a) (?:best |honest |own )?(?:guess|bet|hunch|opinion|verdict|diagnosis|assessment|conclusion)\b|\bverdict\b"
    r"|\bequals what\b",
    r"\b(?:what|whatd?) (?:do|would|did) (?:you|u) (?:make of|think of|reckon to|say to|think about) (?:my|me|mine|his|her|this)\b",
    r"\b(?:do|does|would) (?:my|his|her|these|the) (?:\w+ )?(?:symptoms?|signs?|cramps?) (?:fit|match|sound|look|mean|point|suggest"
    r"|seem)\b|\bsounds? like\b.*\b(?:to you|you)\b",
    r"\bam i (?:a |an |really |probably |maybe |just )*(?:diabetic|prediabetic|deficient|low|anaemic|anemic|dehydrated|short of"
    r"|lacking|looking at|dealing with|ill|sick|epileptic|\w+ic)\b",
    r"\b(?:from|on|based on|going by) (?:what|everything|all|the things) (?:i|ive) (?:\w+ )?(?:told|said|wrote|written|typed"
    r"|described|tell)\b",
    r"\b(?:can|could) (?:you|u) tell (?:from|whether|if|me if|me whether|what)\b.*\b(?:i|my|mine|me|its|this)\b|\btell me (?:whether"
    r"|if) (?:mine|its|it is|this is|i)\b",
    rf"\bin (?:my|his|her|our|my {RELATIVE}s) (?:case|situation)\b",
    r"\b(?:are|is) (?:my|these|this) (?:\w+ )?cramps? (?:of mine )?(?:hormonal|normal|serious|dangerous|harmless|bad|caused|from|due"
    r"|down|a sign|because|just|only|nothing)\b",
    r"\b(?:cramps?|these|those) of mine\b|\bbut mine\b|\bmine in particular\b|\bfor mine\b|\b(?:is|are) mine\b|\bmine (?:isnt|arent"
    r"|wont|cant)\b",
    r"\b(?:itll|thatll|it will|that will|this will|that must|it must|must|has to|gotta|got to) be (?:my|the|a|parkinson\w*"
    r"|\w+)\b.*\b(?:correct|right|yeah|isnt it|surely|then|no|wouldnt you say|would it not)$",
    r"\bis (?:that|this|it) (?:\w+ )?(?:i have|ive got|ive|that i have)\b|\b(?:i have|i get) or (?:cramps?|not|something)\b"
    r"|\b(?:have|got) (?:\w+ )+or cramps\b",
    r"\b(?:could|might|can) (?:this|it|that|mine|these) be (?:my|me)\b|\bcould i (?:be|have)\b|\bmight i have\b",
    r"\b(?:am i|is it me|means? im|does (?:it|that|this) mean i(?:m|ve)?|do (?:they|these) mean i(?:m|ve)?) (?:losing|getting|having"
    r"|have|turning|becoming|starting|heading)\b",
    r"\bnormal for (?:me|my|him|her|someone)\b|\bnormal or not\b|\bwhats it mean for me\b|\bmeans? for me\b",
    r"\bmy \w+\b.*\bwhat (?:is|could|might|can) (?:it|this|that)(?: be)?$|\bmean for (?:me|him|her|my)\b|\bis (?:that|this"
    r"|it) the (?:reason|cause)$",
    r"^(?:so |then |ah |well |ok |right )*(?:its|thats|it is|that is|this is) (?!safe|true|bad|good|useless|dangerous|not|worth|all"
    rf"|the|about|{STATE})"
    rf"(?:\w+ ){{1,4}}?{AGREE}(?: \w+ it)?$",
    r"\b(?:i|im|ive)\b.*\bis it (?:that|because of that|cos of that|down to that)$",
    r"\b(?:does|do|would|could) (?:that|this|it|they) mean (?:that )?(?:i|im|ive|hes|shes|he|she)\b"
    r"(?! (?:cant?|should(?:nt)?|have to|need|must|wont|may)\b)",
    r"\b(?:could|might|can) (?:it|this) be (?:that |because |cos )?(?:i|im|ive)\b|\b(?:is|are|could"
    r"|might) my \w+ (?:\w+ )?(?:be )?to blame\b",
    r"\b(?:causing|behind|giving (?:me|him|her)|bringing on) (?:mine|hers|these of mine)\b",
    r"\bis (?:it|this|that) (?:\w+ ){1,3}?(?:im|i am|ive|i have|i might be|i may be|i could be) (?:lacking|missing|short|low|without"
    r"|getting|got|having)\b",
    r"\bi (?:think|reckon|fear|worry|suspect|bet|guess) (?:that )?(?:i|ive|im|he|shes|hes|she)\b(?: \w+)? (?:have|has|got|be|getting"
    r"|is|am)\b.*"
    r"\b(?:mean|right|think|correct|sign|true|that)\b",
    r"\bi(?:m| am)? (?:think|convinced|certain|worried|scared|sure) (?:that )?(?:its|it is|this is|ive got|i have)\b.*\b(?:mean|right"
    r"|correct|true|is it|"
    r"isnt it|should i|am i|be honest|honestly)\b",
    r"\b(?:is|could|might) (?:it|this|that|they) (?:be )?(?:\w+ ){1,3}?(?:be honest|honestly|straight answer|tell me straight"
    r"|truthfully|do you think"
    r"|in your opinion)$|^(?:be honest|honestly|truthfully|tell me straight|straight answer) .*\bis (?:it|this|that)\b",
    r"\bive a feeling\b|\bis that (?:it|my answer|what it is|what i have)$|\bso im (?:an?)?(?:a?emic|\w+ic|\w+ed|low|short|ill"
    r"|sick)\b|\bthats my (?:answer|problem|illness)\b",
    r"\b(?:i bet|i think|i reckon|im sure|im guessing|my guess is|its obviously|its clearly|obviously its)\b.*\b(?:isnt it|right"
    r"|innit|is it|yeah|correct|arent they)$",
    r"\bis it (?:a|an|my) \w+ (?:\w+ )?(?:ive|i have) got\b|\bits? (?:a )?\w+ (?:what )?ive got\b",
)
_PERSONAL_ODDS = r"\b(?:i|im|ive|ill|me|my|mine|its|it is|this is|thats|it being|this being|like me|us|her|him)\b"
ODDS = (
    rf"\b(?:chances?|odds|likelihood|probability|percent\w*|how (?:likely|probable)|risk of (?:me|my)|my risk)\b.*{_PERSONAL_ODDS}",
    r"\brisk (?:that|of me|if i|to me|for me|for someone like)\b|\b(?:my|his|her|rate my) (?:\w+ )?(?:risk|chances?|odds|likelihood)\b",
    r"\b(?:one|1) in how many\b|\bout of (?:ten|10|100|a hundred|1000)\b.*\b(?:me|i|my|would|how)\b|\b(?:one|1|zero|0) to (?:ten|10)\b",
    r"\bpercent\w*\b.*\b(?:worried|worry|sure|certain|cancer|clot)\b|\bhow (?:sure|certain) (?:are|can) (?:you|u|i)\b.*\b(?:i|my"
    r"|mine|its|not)\b",
)
REASSURANCE = (
    r"\b(?:tell|promise|assure|reassure|swear to|say to|convince) (?:me|us)\b.*\b(?:im|ill|its|itll|it isnt|isnt|nothing|not|wont"
    r"|fine|harmless|ok|okay|i can|no need)\b",
    r"\b(?:promise|guarantee|swear|assure|certify|vouch)\b.*\b(?:its|it isnt|it is|not|im|i|nothing|this)\b|\breassure (?:me|us|him"
    r"|her)\b|\bso (?:no|never mind)$",
    r"\bdo (?:you|u) (?:think|reckon|believe|feel) (?:that )?(?:im|i have|ive|i am|mine|my|hes|shes|i should|i could|i can|i need)\b",
    r"\b(?:just |please |can you |could you )?(?:say|confirm) (?:to me |that )?(?:it|its|itll|im|ill|this|i can|i dont|they)\b",
    rf"\b(?:will|am|are) (?:i|we|he|she) (?:going to )?(?:be )?{WELL}\b|\bim (?:\w+ )?{WELL}\b.*\b(?:{AGREE})$",
    r"\brule (?:it|this|that|out)\b|\ball clear\b|\bmind (?:at|to) (?:rest|ease)\b|\bput me out of my misery\b|\bset my mind\b",
    r"\bnothing(?:s| is)? (?:the matter|wrong|bad|serious|sinister|nasty|to worry|to fear|much)\b|\bprobably nothing\b"
    r"|\bit isnt anything\b|\bisnt anything (?:bad|serious)\b",
    r"\b(?:i|im|ill|we|he|she)\b.*\b(?:going to|gonna|about to|not|wont|will i|am i) (?:\w+ )?(?:die|drop dead|dying|lose my leg"
    r"|keel over)\b",
    r"\b(?:harmless|nothing serious|not serious|not dangerous|safe enough)\b.*\b(?:agreed?|right|yeah|correct|in my|for me|isnt it"
    r"|is it)\b",
    r"\b(?:no|not any|any|isnt any) need (?:to|for me to|of me) (?:see|bother|go|call|ring|get|tell|trouble|visit)\b"
    r"|\bno need for (?:a |the )?(?:doctor|gp|check)\b",
    r"\b(?:i|we|he|she) (?:really )?(?:dont|do not|neednt|need not|shouldnt|wont) (?:really )?(?:need|have"
    r"|got)?(?: to)? ?(?:a doctor|anyone|see|bother|worry|go|get (?!one\b|them\b|cramps?\b|it\b)|be seen|be checked"
    r"|my leg)\b",
    r"\bi (?:can|could|may) (?:\w+ )?(?:leave it|ignore|wait|relax|forget|put it off|go to bed|stop worrying|sleep easy)\b",
    r"\bcan (?:i|we|it|this|that|he|she) (?:\w+ )?(?:leave|ignore|wait|relax|be left|be ignored|forget|put it off|stop worrying)\b",
    r"\b(?:fine|ok|okay|safe|alright|good) (?:leaving|to leave|to ignore|ignoring|to wait|waiting|to carry on|carrying on)\b",
    r"\bno (?:reason|cause|point|call) (?:to|for me to|in) (?:fret|worry|panic|go|see|fear|be)\b|\b(?:you|u) dont think (?:its|im"
    r"|this|that|mine)\b",
    r"\b(?:i can|can i|may i|ill) (?:just )?(?:skip|miss|cancel|put off|avoid) (?:the|my|that|this|a) (?:\w+ )?(?:check|check up"
    r"|checkup|appointment|visit|test|scan|doctor|gp)\b",
    r"^(?:so |then )?not me(?: then)?$|\b(?:youd|you would|u would) (?:say|tell|warn|know)\b|\b(?:is|was) (?:that|it|this"
    r"|mine) (?:bad |often |serious )?enough to\b",
    r"\bfor (?:sure|certain|definite) (?:i|its|that i|that its|im|ive)\b|\bsleep better if\b|\bhow worried should i\b",
    r"\bnot (?:a|an|my) \w+ then\b|\bso (?:its |it is )?(?:not|no) \w+.*\b(?:then|right|yeah)$",
)
PRETEXT = (
    r"\b(?:im|i am|as|being|my \w+ is) (?:a |an |the )?(?:\w+ )?(?:doctor|dr|gp|nurse|pharmacist|chemist|medic|paramedic|physician"
    r"|carer|midwife|medical student|vet)\b",
    r"\b(?:nurse|doctor|dr|gp|pharmacist|medic|paramedic|midwife|physician|carer) here\b",
    r"\b(?:hypothetical\w*|thought experiment|in theory|theoretically|suppose|supposing|imagine|pretend|role ?play|make believe"
    r"|lets (?:say|play|pretend)|say (?:i|im|theres))\b",
    r"\b(?:you|youre|u|be|act|play|acting) (?:are |as |be |like )?(?:my|a|the) (?:\w+ )?(?:doctor|doc|gp|nurse|pharmacist|chemist"
    r"|physician)\b",
    r"\bfor (?:a|my|the) (?:novel|book|story|film|script|essay|homework|research|paper|quiz|game)\b|\bmy character\b",
    r"\b(?:ignore|forget|drop|skip|bypass|override|disregard) (?:\w+ )?(?:your|the|all|those|previous|these) (?:\w+ )?(?:rules?"
    r"|instructions?|guidelines?|disclaimers?|warnings?|programming|training|limits)\b",
    r"\boff the record\b|\bbetween (?:us|you and me|the two of us|ourselves)\b|\bour (?:little )?secret\b",
    r"\b(?:wont|not going to|nobody|no one|noone|never) (?:\w+ )?(?:tell|know|knows|sue|hold|blame|say|report|find out)\b",
    r"\b(?:leaflet|label|packet|box|instructions)\b.*\b(?:lost|gone|missing|torn|unreadable|foreign|faded|threw)\b|\b(?:lost|threw"
    r"|binned) the (?:leaflet|label|packet|box)\b",
    r"\b(?:doctor|gp|doc|dr|surgery|pharmacist|pharmacy|chemist|clinic)(?:s| is| are)? (?:\w+ )?(?:away|holiday|shut|closed|useless"
    r"|busy|not answering|off|booked|retired)\b",
    r"\bif (?:you|u) (?:were|was) (?:me|my|in my|my mum)\b|\bin my (?:shoes|place|position|boots)\b|\bin your (?:opinion|view"
    r"|experience)\b",
    r"\b(?:be|go on be) (?:a|my) (?:mate|pal|friend|love|dear|star|sport)\b|\bdo me a favou?r\b|\b(?:you|u) must (?:have|know)\b"
    r"|\bi (?:wont|will not) hold\b",
    r"\bjust (?:this once|once|one|say|tell|give|a|the|between|name)\b|\bcome on\b|\bgo on\b|\bpretty please\b|\bhelp a \w+ out\b"
    r"|\bstraight answer\b",
)
PUSH = (
    r"\b(?:come on|go on|please|pls|confirm|insist|dodg\w+|stop (?:avoiding|dodging|hedging)|straight answer|why (?:wont|cant"
    r"|dont) (?:you|u)|so (?:thats|its) a (?:yes|no)|yes or no|one word)\b",
    r"\b(?:rough(?:ly)?|ballpark|approx\w*|range|guess|estimate|a number|figure|at least|just (?:a|say|tell|give|one|roughly"
    r"|between)|if you had to|the amount)\b",
    r"\b(?:how (?:much|many|often|long)|which(?: one)?|what (?:dose|amount|strength))\b(?!.*\b(?:they|study|trial|people|did|cause"
    r"|mean)\b)",
    rf"^(?:\w+ ){{0,3}}{UNIT}(?: \w+){{0,3}}$|\b{UNIT} (?:then|too|or|of those|of them|for me|it is)\b|\b(?:higher|lower|double"
    r"|whole bottle|another one)\b",
    r"\b(?:for|about) me\b|\bmine\b|\bin my case\b|\bi (?:wont|mean|understand but|know but|get that but)\b|\b(?:weeks|days"
    r"|months)\b.*\bi\b",
    rf"\b(?:ill|im (?:going|happy)|so i|then i|i can|so im|its ok|thats ok)\b|\b(?:{AGREE})$",
)
# Asked of a substance, whether it suits this person ("would the same work for me", "which one would suit her").
SUITS = (
    rf"\bsame (?:\w+ )?(?:for|with) {ME}\b|\b(?:that|it|this|same) (?:\w+ )?(?:work|help|do) (?:for|with) (?:{ME}|my (?:legs?|cramps?))\b"
    rf"|\b(?:suits?|best for|right for) {ME}\b"
)
PLAN = (
    r"\b(?:ill|i will|im (?:going to|gonna|about to|thinking of|tempted to|planning)|ive decided|i reckon|i think ill|so i|then i"
    rf"|so im|so he|so she"
    rf"|so it|so its(?! {STATE})|then its(?! {STATE})|ok so|right so|meaning i|that means i|which means i|so a|so one|so two"
    r"|he could|she could|he can"
    rf"|she can)\b.*\b{AGREE}$",
    r"\b(?:plus|with|and|alongside|besides|on top of|mixed with|together with) (?:my|his|her) \w+\b.*\b(?:alright|all right|ok|okay"
    r"|safe|fine|allowed)$",
    rf"^(?:(?:ok|right|and|well) )?so (?:just |i |we |he |she )?(?:{STOP}|cut|avoid|take|drink|eat|give|have"
    rf"|use)\b(?! (?:\w+ )?{NO_MEDICINE}\b)"
    rf"(?! (?:back|down))",
    rf"\b(?:no problem|good|fine|ok|okay|right|enough|safe|suitable) for (?:{ME}|someone (?:like|my))\b",
    rf"\b(?:carry on|continue|keep going|start|begin|keep taking|stay on) (?:with )?(?:it|them|that)\b.*\b{AGREE}$",
    rf"\b(?:so|then|meaning|in that case|ok|well)\b.*\b(?:for|with) {ME}\b",
    rf"(?<!why )(?<!how )(?<!when )\b(?:do|shall|should|may|might|must|could|can|would) {SUBJECT}\b(?! (?:still )?(?:get|cramp"
    r"|have to see|tell|ask|sleep|feel|buy|find|see|know|do|stretch)\b)",
    rf"\bfor (?:my (?:legs|cramps|{RELATIVE})|the (?:legs|cramps))\b.*\b{SIZED}|\b{SIZED}.*\bfor (?:my|the) (?:legs|cramps)\b",
    rf"\b(?:another|an extra|a second|one more|{UNIT}|half an?|a \w+) (?:\w+ )?(?:then|tonight|at bedtime|too|as well|instead)$",
    rf"\b(?:tonight|at bedtime|before bed) {AGREE}$|\b{UNIT} (?:\w+ )?(?:at bedtime|at night|tonight)\b",
    r"\bwhat (?:can|do|shall|should|may) (?:i|we|he|she) (?:take|have|give)\b|\bhow much .*\b(?:am|are|is) (?:i|we|she"
    r"|he) (?:allowed|ok|safe|to)\b",
    rf"\bi (?:want|fancy|d like|would like|prefer|have|take|do|only|just) .*\b{AGREE}$",
    rf"\bwhat if (?:its|it is|{SUBJECT})\b.*\b(?:just|only|once|half|less|one|small|little)\b",
    rf"\b(?:{SUBJECT}|{ME}) .*\b(?:still|also|already) (?:take|have|on)\b.*\b(?:too|another|extra|more|as well)\b",
)
CHANGES = (
    rf"\b(?:{STOP}|cut(?:ting)? (?:down|back)|(?:chang|reduc|increas)(?:e|ing)|(?:swap|switch)(?:ping|ing)?|upping|halve"
    r"|lower(?:ing)? my)\b"
    rf"(?! (?:\w+ ){{0,2}}?{NO_MEDICINE}\b)"
    r"|\bwean(?:ing)? \w+ off\b|\b(?:break|day off|holiday|rest|pause|week off) (?:from|off)\b"
)
IN_THE_BODY = (
    r"\bhow (?:much|many)\b.*\bin (?:us|me|you|people|(?:our|the|my|a|your) (?:body|bodies|blood|bones|cells|grown up|adult|person))$"
)
WHEN_TO_GO = (
    r"\b(?:tests?|scans?|x ?rays?|mri) (?:\w+ )?(?:show|tell|find|spot|see|pick)\b|"
    r"\b(?:signs?|time to|when|how (?:do|can|will) i (?:know|tell)|who|which doctor|where|what (?:kind|sort|signs|symptoms)"
    r"|(?:should|shall|must|do|would) (?:i|we|he|she|you) "
    r"(?:need to |have to )?(?:see|call|go|visit|ring|phone|contact|speak|talk|book|bother|get|make|tell|ask|be seen|worry))\b"
)
ASKS_FACT = (
    r"^(?:(?:ok|okay|so|and|but|well|fine|alright|right|then|thanks|oh|hm+) (?:. )?)*(?:what|whats|why|how (?:do|does|did|is|are"
    r"|can)|which|who|does|do (?:they|people|you)|did"
    r"|is (?:it|there|that) (?:true|safe|dangerous|bad|good|proven)|are (?:they|there)|can it|tell|explain|when|where|any|anything"
    r"|others?|more|something|else)\b"
)
