"""Words that the wordings of `fishing_patterns` are built from, as regular expressions over plain words. No health word is here."""

from __future__ import annotations

RELATIVE = (
    r"(?:wife|husband|hubby|missus|partner|mum|mom|mam|mother|dad|father|son|daughter|sister|brother|nan|nana|nanna|gran|granny"
    r"|grandma|grandad"
    r"|grandpa|child|kid|baby|toddler|boy|girl|lad|lass|aunt|uncle|friend|mate|patient|in-laws?|girlfriend|boyfriend)"
)
SUBJECT = rf"(?:i|we|he|she|my (?:\d+ year old )?{RELATIVE})"
ME = rf"(?:me|us|him|her|mine|myself|my {RELATIVE}|our {RELATIVE})"
SIZED = (
    r"(?:\d+ ?(?:kgs?|kilos?|lbs?|pounds?|stone|st|yo|y o|yrs?|years?)\b|(?:man|woman|lady|gent|gentleman|bloke|guy|lad|girl|person"
    r"|someone"
    r"|somebody|adult|male|female)\b.{0,20}\b(?:my|like|of|with|size|build|age|\d+)\b|(?:small|big|tall|short|slim|heavy|large|little) "
    r"(?:\w+ )?(?:man|woman|lady|bloke|guy|lad|girl|person|build|frame))"
)
AMOUNT = (
    r"(?:dose|dosage|doses|dosing|amount|quantity|number|figure|strength|how (?:much|many|big|large|little|high|often)|mg|milligrams?|iu"
    r"|units|prescription|prescribe|grams?)"
)
UNIT = r"(?:\d+(?:mg|mcg|iu|g|ml)?s?|one|two|three|four|five|six|half|double|a couple|both|whole)"
MEDICINE = (
    r"(?:tablets?|tabs?|pills?|meds?|medicines?|medications?|capsules?|dose|dosage|drugs?|prescriptions?|drops|inhalers?|patch"
    r"|injections?"
    r"|treatment|statins?|diuretics?|beta blockers?|water \w+)"
)
# What people stop or change that is no medicine.
NO_MEDICINE = (
    r"(?:legs?|calf|calves|cramps?|cramping|foot|feet|toes?|muscles?|pains?|spasms?|nights?|body|thighs?|hamstrings?|knees?|ankles?"
    r"|heels?"
    r"|shoes?|socks?|bed|sheets?|duvet|pillows?|sleep|sleeping|positions?|exercises?|exercising|stretch\w*|running|walk\w*|training|bike"
    r"|cycling|coffee|tea|beer|wine|alcohol|smoking|milk|dairy|cheese|diet|job|work|partner|wife|husband|charley|spasming|topic|subject"
    r"|question|conditions?|details|profile|chat|answers?|them|it)"
)
STOP = (
    r"(?:stop(?:ping)?|quit(?:ting)?|com(?:e|ing) off|go(?:ing)? off|get(?:ting)? off|leav(?:e|ing) (?:off|out)|give up|giving up"
    r"|drop(?:ping)?"
    r"|ditch(?:ing)?|bin(?:ning)?|chuck(?:ing)?|skip(?:ping)?|miss(?:ing)?|taper(?:ing)?|wean(?:ing)?|halv(?:e|ing)|paus(?:e|ing)"
    r"|hold(?:ing)? off|cold turkey|restart(?:ing)?|discontinu(?:e|ing)|spac(?:e|ing) out|throw(?:ing)? (?:out|away)"
    r"|doubl(?:e|ing)|get rid of|cut(?:ting)? out|lay off|pack in|do without|swear off)"
)
CHANGE = (
    r"(?:change|changing|swap(?:ping)?|switch(?:ing)?|up(?:ping)?|increas(?:e|ing)|lower(?:ing)?|reduc(?:e|ing)|cut(?:ting)?(?: down"
    r"| back)?"
    r"|drop(?:ping)? down|go(?:ing)? back (?:to|on)|adjust(?:ing)?|raise|raising|split(?:ting)?|trim(?:ming)?|move|moving)"
)
# What can be said of a thing rather than of a person.
STATE = r"(?:in|on|from|like|made|for|called|more|less|legal|illegal|banned|allowed|sold|different|similar|common|rare|old|new)\b"
WELL = r"(?:ok|okay|fine|alright|all right|safe|healthy|in the clear|good to go|normal|harmless)"
AGREE = (
    r"(?:ok|okay|right|yeah|yes|yep|no|agreed?|correct|fine|deal|sound (?:ok|good|right|fair)|sounds (?:ok|good|right|fair)"
    r"|good (?:call|plan|idea)"
    r"|isnt it|arent they|is it|are they|havent i|dont i|do i|am i|cant i|can i|wont it|doesnt it|surely|innit|eh|huh"
    r"|then)"
)
