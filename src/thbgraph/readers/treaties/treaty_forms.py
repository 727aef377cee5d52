"""Forms: sentences about treaties that say the same, put into one form, by patterns over the parts of their units.

"List the CBSS states with the day each ratified it" is "when did the CBSS states ratify it", "no Nordic state has signed" is "the
Nordic states have not signed", and "by which states was it ratified" is "which states ratified it".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from ...results.claims import Wanted
from .treaty_acts import TreatyAct
from .treaty_days import related_at
from .treaty_phrases import Part
from .treaty_units import NoPart, Unit, Units


class _Form(NamedTuple):
    """A pattern over parts, each as it is called, perhaps with what it stands for, and what stands in its place: groups of the pattern, the number `nth` as a place in order, and new units."""

    pattern: re.Pattern[str]
    parts: tuple[str | tuple[Part, object], ...]


#: What says nothing between two parts.
_SMALL = r"(?:small\S* |auxiliary\S* )*"
_WHOM = r"(?:(?:group|noun|state|placing|small|and|number|every)\S* )+"
#: What asks who they are of whom the number is told.
_NAMING = rf"(?:who\S* |listing\S* {_SMALL})(?:number\S* |noun:one |{_SMALL})*"
#: What stands between those of whom some are asked for and the organization that they are in.
_OF_THOSE = rf"placing:(?:of|among|amongst) (?:every\S* |{_SMALL})*"
_BELONGING = (
    rf"(?:who\S* )?{_SMALL}(?:noun\S* placing:of |(?:relation|placing):(?:in|of) |act:belong ){_SMALL}"
)
#: What says why the last consent that is needed is asked for.
_BRINGING = (
    rf"(?:who:whose act:ratify |who:(?:who|which) )?{_SMALL}(?:noun:one {_SMALL})?bringing\S* {_SMALL}"
)
#: Those who are in a group, by a name of theirs that is not the organization's.
_MEMBERS = rf"{_SMALL}group:members\S* "
#: The same, or those who are told by the organization: "EU states", "members of the EU".
_WHOSE = rf"(?:(?P<group>{_SMALL}group(?::members\S* |\S* (?=noun)))(?:noun\S* )?|{_SMALL}noun:\S*member\S* placing:of (?P<body>{_SMALL}group\S* ))"
#: What stands before them, without "all": whether "all but these" did something is not read.
_NOT_ALL = r"(?:(?!every)\S+ )*?"
_NOT, _BE_PARTY = (Part.NOT, "not"), (Part.ACT, TreatyAct.BE_PARTY)
_WRITTEN: tuple[tuple[str, tuple[str | tuple[Part, object], ...]], ...] = (
    # "Are there parties to it outside the EU?", "is there any Nordic state that signed it?", which ask whether any state is, or did
    (
        r"^(?P<be>auxiliary:(?:is|are|was|were) )small:there (?:small:an? |any\S* )?(?:(?P<group>group\S* )?noun\S* |(?P<members>group:members\S* )|(?=(?:outside\S* group\S* )?act:(?:be_a_party|observe) ))(?:small:that |who\S* )?",
        ("be", (Part.ANY, "any"), "group", "members", (Part.NOUN, "states")),
    ),
    # "Has it signed the one or the other?", "... the one, or only the other?", which asks which of them it has
    (
        rf"^(?P<have>auxiliary\S* )(?P<state>{_SMALL}state\S* )(?P<act>{_SMALL}act:(?:sign|ratify) )(?P<one>{_SMALL}treaty\S* )or\S* (?:only\S* )?(?P<other>{_SMALL}treaty\S* )(?P<day>(?:(?:day|now)\S* )?)$",
        ((Part.WHO, "which"), (Part.PLACING, "of"), "one", (Part.AND, "and"), "other", "have", "state", "act", "day"),
    ),
    # "Did only EU states ratify it?", "is it in force only for members of the EU?", which are so if none outside did
    (
        rf"^(?P<be>auxiliary\S* )only\S* {_WHOSE}(?P<rest>{_SMALL}act\S* )",
        ("be", (Part.ANY, "only"), (Part.NOUN, "states"), _NOT, (Part.ACT, TreatyAct.BELONG), "group", "body", "rest"),
    ),
    (
        rf"^(?P<be>auxiliary\S* )(?P<treaty>{_SMALL}treaty\S* )entry:in_force (?:only\S* placing:for |placing:for only\S* ){_WHOSE}",
        ("be", (Part.ANY, "only"), (Part.NOUN, "states"), _NOT, (Part.ACT, TreatyAct.BELONG), "group", "body", _BE_PARTY, "treaty"),
    ),
    # "Has it been ratified by any state outside the EU?", which asks of the same as "has any state ratified it"
    (
        rf"^(?P<be>auxiliary\S* )(?P<treaty>{_SMALL}treaty\S* )(?P<act>{_SMALL}act\S* )relation:by (?:any\S* |small:an? )(?P<who>(?:outside\S* group\S* )?noun\S* (?:(?!day)\S+ )*)(?P<day>(?:day\S* )?)$",
        ("be", (Part.ANY, "any"), "who", "act", "treaty", "day"),
    ),
    # "When had ten states ratified it?", of which the tenth did it then
    (r"^asking:day (?P<ahead>(?:(?:small|auxiliary|treaty)\S* )*)(?P<nth>number\S* )(?:noun\S* )?(?P<rest>(?:act|group|auxiliary)\S* .*)$", ((Part.WHO, "which"), "nth", "rest", "ahead")),
    # "Who was the first to ratify it, and on what day did it do so?"
    (rf"^(?P<rest>(?:\S+ )*order\S* (?:\S+ )*?)and\S* {_SMALL}asking:day {_SMALL}$", ("rest", (Part.DATES, "with days"))),
    # "All three of the Baltic states", of which the answer says how many they are
    (rf"(?P<every>every\S* small:the )placing:of (?P<who>{_SMALL}group\S* )", ("every", "who")),
    # "How many years passed until it ratified?"
    (rf"(?P<length>asking:length ){_SMALL}relation:(?:until|till) ", ("length",)),
    # "Interpol Sweden member since", "Sweden: member of Interpol since when?"
    (
        r"^(?P<group>(?:group\S* )?)(?P<state>state\S* )(?P<other>(?:group\S* )?)noun:\S*member\S* (?:placing:of (?P<of>group\S* ))?(?:relation:since |asking:day )$",
        ((Part.ASKING, Wanted.DAY), "state", (Part.ACT, TreatyAct.BELONG), "group", "other", "of"),
    ),
    # "Signed it in 2000 without having ratified it by 2012"
    (
        rf"(?P<day>day\S* )not:without (?P<act>{_SMALL}act\S* {_SMALL}(?:treaty\S* )?day\S* )$",
        ("day", (Part.AND, "and"), _NOT, "act"),
    ),
    # "CBSS members apart from the Baltic states, had ratified it", who are not of these; not "apart from the EU", which may act itself
    (
        rf"^(?P<who>who\S* noun\S* )(?P<rest>auxiliary\S* .*)except\S* (?P<out>{_MEMBERS})$",
        ("who", _NOT, (Part.ACT, TreatyAct.BELONG), "out", "rest"),
    ),
    (
        rf"^(?P<ahead>{_NOT_ALL})except\S* (?P<one>{_MEMBERS})and\S* (?P<other>{_MEMBERS})",
        ("ahead", _NOT, (Part.ACT, TreatyAct.BELONG), "one", (Part.AND, "and"), _NOT, (Part.ACT, TreatyAct.BELONG), "other"),
    ),
    (rf"^(?P<ahead>{_NOT_ALL})except\S* (?={_MEMBERS})", ("ahead", _NOT, (Part.ACT, TreatyAct.BELONG))),
    # "Members of the CBSS in neither the EU nor NATO had ratified it"
    (
        rf"relation:in neither\S* (?P<one>{_SMALL}group\S* )nor\S* (?P<other>{_SMALL}group\S* )(?=auxiliary|act)",
        (_NOT, (Part.ACT, TreatyAct.BELONG), "one", (Part.AND, "and"), _NOT, (Part.ACT, TreatyAct.BELONG), "other"),
    ),
    # "Are neither Nordic nor Baltic states"
    (
        rf"(?P<be>auxiliary:(?:is|are|was|were) )neither\S* (?:noun\S* placing:of )?(?P<one>{_SMALL}group\S* )nor\S* (?:noun\S* placing:of )?(?P<other>{_SMALL}group\S* )(?:noun\S* )?",
        ("be", _NOT, (Part.ACT, TreatyAct.BELONG), "one", (Part.AND, "and"), _NOT, (Part.ACT, TreatyAct.BELONG), "other"),
    ),
    # "Which were the ones still missing?"
    (rf"(?P<who>who\S* auxiliary\S* ){_SMALL}noun:ones? {_SMALL}(?P<missing>missing\S* )", ("who", "missing")),
    # "Who ratified it, and when each?", "the tenth to ratify it, with day", "how many had, and which?", "who was first, and by how much?"
    (rf"^(?P<rest>\S+ \S+ (?:\S+ )*?)(?:(?:and|if)\S* |relation:with )(?:relation\S* )?{_SMALL}asking:day (?:every:each )?(?P<more>(?:(?:and\S* )?who\S* .*)?)$", ("rest", (Part.DATES, "with days"), "more")),
    # "Is it still a member, and if not, since when not?"
    (rf"^(?P<rest>auxiliary\S* (?:\S+ )+?)if:\S*if_not {_SMALL}asking:day not\S* $", ("rest", (Part.DATES, "with days"))),
    (rf"^(?P<rest>(?:\S+ )*asking:count (?:\S+ )*?)(?:and|if)\S* {_SMALL}who\S* $", ("rest",)),
    (rf"^(?P<rest>\S+ \S+ (?:\S+ )*?)and\S* {_SMALL}(?P<apart>apart\S* )$", ("rest", "apart")),
    # "Outside both the EU and NATO"
    (
        rf"outside\S* both\S* (?P<one>{_SMALL}group\S* )and\S* (?P<other>{_SMALL}group\S* )",
        (_NOT, (Part.ACT, TreatyAct.BELONG), "one", (Part.AND, "and"), _NOT, (Part.ACT, TreatyAct.BELONG), "other"),
    ),
    # "States outside the EU", which are not members of it
    (rf"(?:relation:from )?outside\S* (?={_SMALL}(?:group|treaty|noun|both|neither)\S* )", (_NOT, (Part.ACT, TreatyAct.BELONG))),
    # "How many members does the EU have?"
    (rf"^(?!.*act:)(?P<ahead>.*)noun:\S*member\S* (?P<had>auxiliary\S* {_SMALL}group\S* )", ("ahead", (Part.ACT, TreatyAct.BELONG), "had")),
    # "By which states outside the EU has it been ratified?", "by whom was it ratified outside the EU?"
    (rf"(?P<body>act:belong {_SMALL}group\S* |^(?:relation:by )?who\S* {_SMALL}(?=treaty\S* act\S* not\S* act:belong ))(?P<treaty>{_SMALL}treaty\S* )(?P<act>{_SMALL}act:(?:sign|ratify) )", ("body", "act", "treaty")),
    # "All CBSS states but Russia"
    (r"(?P<who>group\S* )but\S* (?P<but>state\S* )", ("who", (Part.EXCEPT, "but"), "but")),
    # "Was that before or after Lithuania?", which asks of what was told before
    (
        rf"^(?P<be>auxiliary:(?:is|was|did) )(?P<who>small:(?:that|it|this) )(?P<rest>relation:(?:before|after) (?:or\S* relation:\S+ )?{_SMALL}state\S* )$",
        ("be", "who", (Part.ACT, TreatyAct.RATIFY), "rest"),
    ),
    # "When Estonia joined the EU, was it a party to UNTOC?"
    (
        rf"^(?P<when>asking:day )(?P<who>{_SMALL}(?:state|group)\S* (?:noun\S* )?)(?P<event>act\S* {_SMALL}(?:group|treaty)\S* )(?P<be>auxiliary\S* )(?P<it>small:(?:it|they) )(?P<rest>.*)$",
        ("be", "who", "rest", "when", "it", "event"),
    ),
    # "Their ratifications of the one and of the other"
    (rf"(?P<and>treaty\S* and\S* )placing:of (?P<treaty>{_SMALL}treaty\S* )", ("and", "treaty")),
    # "Ratifications of it in 2003: which states?"
    (r"^(?P<asked>(?:order\S* )?(?:small\S* )*act\S* (?!.*(?:who|asking|group)\S* .*who).*)(?P<who>who\S* noun\S* )$", ("who", "asked")),
    # "When it entered into force on 1 February 2008, how many were bound on that day?"
    (
        rf"^asking:day (?P<treaty>{_SMALL}treaty\S* )(?P<entry>entry\S* )(?P<day>(?:day\S*DayRelation\.(?:ON|NONE)\S* )?)(?P<rest>(?:asking|who|auxiliary)\S* (?:(?!treaty|day|entry)\S+ )*?)then\S* $",
        ("rest", "treaty", (Part.RELATION, "on the day"), "entry", "day"),
    ),
    # "Every Nordic state except two had ratified it; name the two", "all but one of the Baltic states had; which one?"
    (
        rf"^(?P<day>(?:day\S* )?)(?:every\S* (?P<who>{_SMALL}group\S* (?:noun\S* )?)except\S* |except:all_but )(?:number\S* |noun:one )(?:placing:of (?P<of>{_SMALL}group\S* (?:noun\S* )?))?(?P<verb>{_SMALL})(?P<act>act\S* .*?)(?:and\S* )?{_NAMING}$",
        ((Part.WHO, "which"), "who", "of", "verb", _NOT, "act", "day"),
    ),
    # "How did it stand with it on 1 March 2010: signed, ratified, nothing?"
    (r"^(?:kind:how|place:where) (?P<rest>.*field:st(?:and|ood)\S* )", ("rest",)),
    (r"^(?=.*state:)(?=.*field:)(?P<asked>(?:(?!act:)\S+ )*treaty\S* (?:day\S* )?)(?:(?:auxiliary|then|act|or|and|only|not|none|neither|nor|small)\S* )+$", ("asked",)),
    # "Was Russia a party, only a signatory, or nothing at all under it on 1 March 2010?"
    (rf"^auxiliary:(?:is|was) (?P<state>state\S* )(?=.*none:nothing )(?:(?:act|only|or|none|neither|small)\S* )+(?:placing:under |relation:(?:in|with|by) )?(?P<treaty>{_SMALL}treaty\S* )(?P<day>(?:day\S* )?)$", ("state", (Part.FIELD, "status"), "treaty", "day")),
    # "Was it bound, or had it just signed?"
    (rf"(?P<or>or\S* ){_SMALL}(?P<only>only\S* )", ("or", "only")),
    # "How many years between Denmark's and Finland's ratification?"
    (rf"asking:length {_SMALL}(?P<two>relation:between {_SMALL}state\S* and\S* {_SMALL}state\S* )", ((Part.APART, "how far apart"), "two")),
    # "Party to it since?"
    (r"(?P<act>act:be_a_party .*)relation:since $", ("act", (Part.ASKING, Wanted.DAY))),
    # "Which of them is not in the EU?", "are both in the EU?"
    (rf"^(?P<asked>(?!.*act:)(?:who\S* .*)?auxiliary:(?:is|are|was|were) (?:(?:not|small|both)\S* )*)(?:relation|placing):in (?P<group>{_SMALL}group\S* )", ("asked", (Part.ACT, TreatyAct.BELONG), "group")),
    # "Without being an EU country"
    (rf"not:without {_SMALL}(?P<group>group\S* )", (_NOT, (Part.ACT, TreatyAct.BELONG), "group")),
    # "Were any of them bound by then? which ones"
    (rf"^{_SMALL}any\S* (?P<who>{_SMALL}(?:group|noun)\S* .*?)(?:and\S* )?who\S* {_SMALL}(?:noun:ones? )?$", ((Part.WHO, "which"), "who")),
    # "Of all the CBSS states, which signed it last?"
    (r"^placing:of every\S* (?P<who>group\S* (?:noun\S* )?)(?P<rest>who\S* )", ((Part.PLACING, "of"), "who", "rest")),
    # "In which year did the most states ratify it?", which compares no two
    (r"^(?P<asked>asking:day (?!.*\bor:).*)more:the_most ", ("asked", (Part.LEAST, -1))),
    # "In which year was it ratified by the most states?"
    (r"^(?P<asked>asking:day .*act\S* .*)relation:by (?:small:the )?(?P<least>least:-1 )", ("asked", "least")),
    # "Only one EU state had not signed it; which one?", "three had; which ones?"
    (
        rf"^(?P<day>(?:day\S* )?)(?:only\S* )?(?:number\S* |noun:one )(?:placing:of )?(?P<rest>{_SMALL}(?:group|noun)\S* .*?)(?:and\S* )?{_NAMING}$",
        ((Part.WHO, "which"), "rest", "day"),
    ),
    # "Which two Nordic states have not ratified it?", of which the answer says how many they are
    (r"^(?P<who>who\S* )number\S* (?P<rest>(?:group|noun)\S* )(?!.*\b(?:order|longest|or|dates):)", ("who", "rest")),
    # "Had more ratified the one or the other, and how many each?", which is always told
    (r"(?P<more>more\S* .*)and\S* asking:count (?:noun\S* )?(?:every|yearly)\S* $", ("more",)),
    # "Became bound by it by a ratification deposited in 2006"
    (rf"(?:become\S* )?act:be_a_party (?P<treaty>{_SMALL}treaty\S* )relation:by {_SMALL}(?P<act>act:ratify )", ("act", "treaty")),
    # "Joined it only after 2004", "... only after it had entered into force"
    (
        r"only\S* (?P<when>day:\S*DayRelation\.(?:AFTER|SINCE)\S* |relation:(?:after|since) (?!placing|who))",
        ("when",),
    ),
    # "Party to the one at the end of 2009 without having ratified the other", of which the day tells both
    (
        rf"(?P<one>act\S* {_SMALL}treaty\S* )(?P<day>day:\S*DayRelation\.(?:ON|AS_OF|UNTIL|NONE)\S* )(?P<other>not:without {_SMALL}act\S* {_SMALL}treaty\S* )$",
        ("one", "other", "day"),
    ),
    # "Signed it but, as of 1 March 2010, had not ratified it"
    (rf"(?P<one>act\S* {_SMALL}treaty\S* (?:and|but)\S* )(?P<day>day:\S*DayRelation\.(?:ON|AS_OF|UNTIL)\S* )(?P<rest>auxiliary:had (?!.*day:).*)$", ("one", "rest", "day")),
    # "Entered into force on 1 May 2008 and not on the earlier date", "signed it in 2008 and not in 2007": nobody does it twice
    (rf"^(?P<did>(?!.*auxiliary:(?:had|was|were) ).*)(?P<day>day:\S*DayRelation\.(?:ON|WITHIN)\S* )(?:and|but)\S* not\S* (?:day\S* |relation:on {_SMALL}order\S* asking:day )$", ("did", "day")),
    # "Which one brought the number of ratifications to ten?"
    (rf"bringing:brought {_SMALL}asking:count (?P<act>act\S* {_SMALL}(?:treaty\S* )?){_SMALL}(?P<nth>number\S* )$", ("nth", "act")),
    # "It is in force for Norway since when, and for Sweden?"
    (rf"(?P<one>placing:for {_SMALL}state\S* )(?P<when>asking:day )(?:and\S* )?placing:for {_SMALL}(?P<other>state\S* )$", ("one", (Part.AND, "and"), "other", "when")),
    # "Of our two Baltic friends, Latvia and Estonia, which did it first?"
    (rf"^placing:of {_SMALL}(?:number\S* )?group\S* (?:noun\S* )?(?P<who>state\S* (?:(?:and|or)\S* )?state\S* )(?P<rest>who\S* )", ((Part.PLACING, "of"), "who", "rest")),
    # "Of all the states that were in the EU at the time, which had signed it?", "among the states that were members of it on a day, which had by then?"
    (rf"^(?P<of>{_OF_THOSE}(?P<noun>noun\S* )){_BELONGING}(?P<who>group\S* )(?:noun:members )?(?:relation:at_the_time |then\S* )?(?P<rest>who\S* .*)$", ((Part.PLACING, "of"), "who", "noun", "rest")),
    (rf"^(?P<of>{_OF_THOSE}(?P<noun>noun\S* )){_BELONGING}(?P<who>group\S* )(?:noun:members )?(?P<day>day\S* )(?P<rest>who\S* (?:(?!day)\S+ )*?)then\S* (?P<more>(?:(?!day)\S+ )*)$", ((Part.PLACING, "of"), "who", "noun", "rest", "more", "day")),
    # "At the end of 2009, had it by then signed?"
    (r"^(?P<rest>(?:(?!day)\S+ )*day:\S*DayRelation\.(?:ON|AS_OF|UNTIL|NONE)\S* (?:(?!day)\S+ )*?)then\S* ", ("rest",)),
    # "Who had not signed it? I only mean CBSS member states"
    (rf"^(?:(?:relation|placing):in {_SMALL}group\S* )?who:(?:who|(?:which|what) noun:\S*) (?P<rest>(?:\S+ )*)(?:small:\S*(?:only|just|mean)\S* |only\S* )(?P<who>{_SMALL}group\S* (?:noun\S* )?){_SMALL}$", ((Part.WHO, "which"), "who", "rest")),
    # "How many of them are on the memo's list of countries that ratified it?"
    (rf"auxiliary:(?:is|are|was|were) (?P<source>source\S* )noun\S* {_SMALL}(?P<act>act:ratify )", ("act", "source")),
    # "After they joined the EU on 1 May 2004", of which the day alone is taken
    (rf"(?P<relation>relation:(?!between|in_|from)\S* ){_SMALL}act\S* (?:(?:placing|relation)\S* )?{_SMALL}group\S* (?P<day>day:\S*DayRelation\.(?:ON|NONE)\S* )", ("day",)),
    # "Ratified it before that convention entered into force on 1 February 2008", "on the day on which it entered into force on that day, who had ratified it?"
    (rf"(?P<treaty>treaty\S* )(?P<rest>(?:\S+ )*?)(?P<relation>relation:(?!between|in_|from)\S* ){_SMALL}(?:(?P=treaty)|(?<=small:it )|(?<=small:they ))entry\S* (?P<day>day:\S*DayRelation\.(?:ON|NONE)\S* )", ("treaty", "rest", "day")),
    (rf"^(?P<relation>relation\S* )(?:relation:on who\S* )?{_SMALL}(?P<treaty>treaty\S* )entry\S* (?P<day>day:\S*DayRelation\.(?:ON|NONE)\S* )(?P<rest>(?:(?!treaty|day)\S+ )*act\S* )(?P<more>(?:(?!treaty|day)\S+ )*)$", ("rest", "treaty", "day", "more")),
    # "Baltic Sea states, that is CBSS members"
    (r"group\S* small:that auxiliary:is (?P<who>group\S* )", ("who",)),
    # "On 12 December 2000, the very first day"
    (rf"(?P<day>day\S* ){_SMALL}order\S* asking:day $", ("day",)),
    # "Finland and CETS 197: what was our status on 15 March 2010?"
    (
        rf"^(?P<state>state\S* )and\S* (?P<treaty>{_SMALL}treaty\S* )who:what {_SMALL}(?P<field>field\S* )(?P<day>(?:day\S* )?)$",
        ("state", "treaty", "field", "day"),
    ),
    # "At the conference of 12-15 December 2000"
    (r"relation:at group\S* placing:of (?P<day>day\S* )", ("day",)),
    # "Neither Estonia nor Russia had signed it"
    (
        rf"^neither\S* (?P<one>state\S* )nor\S* (?P<other>state\S* )(?P<verb>{_SMALL})(?P<act>act\S* )",
        ("one", (Part.AND, "and"), "other", "verb", _NOT, "act"),
    ),
    # "Between Norway and Denmark, who was the first?"
    (r"^relation:between (?P<who>state\S* and\S* state\S* )(?P<rest>who\S* )", ("who", "rest")),
    # "Belonged on 1 January 2010 to the EU but not to NATO"
    (rf"(?P<act>act:belong )(?P<day>day\S* )(?P<rest>{_SMALL}group\S* (?:(?:(?:but|and|not|small|placing)\S* )+group\S* )?)$", ("act", "rest", "day")),
    # "Which country was the third of the CBSS to ratify it?"
    (rf"^(?P<who>who\S* )(?:noun\S* )?(?P<order>{_SMALL}order\S* )(?P<of>placing:of {_SMALL}group\S* )(?:noun\S* )?(?P<act>{_SMALL}act\S* )", ("who", (Part.NOUN, "members"), "of", "order", "act")),
    # "The one nor the protocol which supplements it"
    (r"(?P<treaty>treaty:\S\S+ )field:\S*_supplement\S* ", ("treaty",)),
    # "Members of both the EU and the CBSS"
    (
        rf"noun\S* placing:of both\S* {_SMALL}(?P<one>group\S* )and\S* {_SMALL}(?P<other>group\S* )",
        ("one", (Part.NOUN, "members"), (Part.ACT, TreatyAct.BELONG), "other"),
    ),
    # "Who gave the tenth ratification of it?"
    (rf"^(?P<who>who\S* (?:(?:noun|group)\S* )*){_SMALL}bringing\S* (?P<rest>{_SMALL}order\S* act:ratify )", ("who", "rest")),
    # "Signed it, no ratification"
    (rf"(?P<asked>act:sign {_SMALL}(?:treaty\S* )?(?:but\S* )?)none:no (?P<act>{_SMALL}act:ratify )", ("asked", _NOT, "act")),
    # "Which treaty did Estonia ratify first: CETS 197 or the Palermo Protocol?"
    (r"^who:(?:which|what) treaty:_ (?P<rest>.*order\S* .*treaty\S* or\S* .*treaty\S* )$", ((Part.WHO, "which"), "rest")),
    # "List them with the day each ratified it", "list them and when each of them ratified it"
    (
        rf"^(?:listing\S* )?(?P<who>{_WHOM})(?:and\S* |relation:with )(?:small\S* )*(?P<when>asking:day )(?:small\S* |every\S* |placing\S* |noun:ones? |auxiliary\S* )*(?P<act>act\S* )",
        ("when", "who", "act"),
    ),
    # "Was no Nordic state a party?", "were none of them parties?"
    (
        rf"^(?P<be>auxiliary\S* )none\S* (?P<who>{_SMALL}(?:placing:of )?{_SMALL}(?:group|noun)\S* )",
        ("be", (Part.ANY, "only"), "who"),
    ),
    # "None of the Baltic states had ratified it", "no CBSS state signed"
    (
        rf"^(?P<ahead>{_SMALL})none\S* (?P<who>{_SMALL}(?:group|noun)\S* (?:(?:placing|small|group|noun)\S* )*(?:except\S* state\S* )?)(?P<verb>{_SMALL})(?P<act>act\S* )",
        ("ahead", (Part.SMALL, "none"), "who", "verb", _NOT, "act"),
    ),
    # "In which states was it in force from the first day?", that of its entry into force
    (
        rf"^(?:relation|placing):in (?P<rest>who\S* .*)entry:in_force {_SMALL}(?P<treaty>(?:treaty\S* )?)(?:relation|placing):(?:on|from|since) {_SMALL}order:1 asking:day ",
        ("rest", (Part.ACT, TreatyAct.BE_PARTY), "treaty", (Part.RELATION, "on the day"), (Part.ENTRY, "entered into force")),
    ),
    # "By which states was it ratified?", "in which states does it apply?"
    (r"^(?:relation|placing):(?:by|in|within) (?P<rest>(?:who\S*|asking:count) .*(?:act|entry)\S* )", ("rest",)),
    # "Where in the Baltic Sea region is it in force?"
    (
        rf"^place\S* (?:relation:in |placing\S* )?{_SMALL}(?P<who>group\S* )(?P<rest>{_SMALL}treaty\S* (?:entry|act:be_a_party)\S* )",
        ((Part.WHO, "which"), "who", "rest"),
    ),
    # "Whose ratification was the tenth and so brought it into force?"
    (
        rf"(?P<who>who\S* (?:noun\S* )?)(?P<act>act\S* ){_SMALL}(?P<order>order\S* ){_SMALL}(?:and\S* )?{_SMALL}(?:noun:one {_SMALL})?bringing\S* {_SMALL}(?P<treaty>(?:treaty\S* )?)entry\S* (?:placing:of {_SMALL})?(?P<of>(?:treaty\S* )?)$",
        ("who", "order", "act", "treaty", "of"),
    ),
    # "The tenth to ratify it, and so brought it into force", "the tenth, whose ratification brought it into force", which says why it is asked.
    (
        rf"(?P<asked>order\S* .*?treaty\S* .*?)(?:and\S* )?{_SMALL}{_BRINGING}(?:treaty\S* )?entry\S* (?:placing:of )?{_SMALL}(?:treaty\S* )?$",
        ("asked",),
    ),
    (
        rf"(?P<asked>order\S* (?:(?!treaty)\S+ )*?)(?:and\S* )?{_SMALL}{_BRINGING}entry\S* (?:placing:of )?{_SMALL}(?P<treaty>treaty\S* )$",
        ("asked", "treaty"),
    ),
    # "Name two Nordic countries", "show all states"
    (r"^(?P<list>listing\S* )(?:number\S* |every\S* )(?P<who>(?:group|noun)\S* )", ("list", "who")),
    # "What is the status of it in Lithuania?"
    (r"^who:what (?:auxiliary\S* )?(?P<field>(?:small\S* )*(?:act\S* )?field\S* )", ("field",)),
    (
        rf"^(?P<field>{_SMALL}(?:act\S* )?field\S* )(?P<treaty>{_SMALL}treaty\S* )(?:relation|placing):in (?P<small>{_SMALL})(?P<who>(?:state|group)\S* )",
        ("field", "treaty", (Part.PLACING, "of"), "small", "who"),
    ),
    # "The Nordic states and the Palermo Protocol: who has signed?"
    (r"^(?P<group>group\S* (?:noun\S* )?)and\S* (?P<treaty>(?:small\S* )*treaty\S* )(?P<asking>(?:who|asking)\S* )", ("group", "treaty", "asking")),
    # "Whose signature under it was still missing?"
    (
        rf"(?P<act>act\S* {_SMALL}(?:(?:relation|placing)\S* )?{_SMALL}treaty\S* ){_SMALL}missing\S* ",
        (_NOT, "act"),
    ),
    # "When did it deposit its instrument, and was that a ratification or an accession?", which is told with the day
    (rf"^(?P<rest>asking:day (?:\S+ )*?act:ratify .*?)and\S* auxiliary:(?:was|is) small:(?:that|it|this) {_SMALL}act:ratify or\S* {_SMALL}act:ratify $", ("rest",)),
    # "And those that were missing, when did each of them deposit?"
    (rf"small:those {_SMALL}missing\S* (?P<ask>(?:who|asking)\S* {_SMALL}(?:every\S* )?{_SMALL})", ("ask", (Part.REST, "the rest"))),
    # "Who is missing?", "who is in and who is not?"
    (r"missing\S* ", (_NOT, _BE_PARTY)),
    (r"(?P<who>who\S* (?:small\S* )*auxiliary:(?:is|are|was|were) (?:small\S* )*)relation:in (?P<rest>rest\S* |asking\S* |day\S* |$)", ("who", _BE_PARTY, "rest")),
    # "How many had it in force at the end of 2008?"
    (rf"auxiliary:(?:has|have|had) (?P<treaty>{_SMALL}treaty\S* )entry:in_force ", (_BE_PARTY, "treaty")),
    # "Which countries had the one but not the other?"
    (r"^(?P<who>(?!.*(?:act|entry))(?:who|state|group|noun|small)\S* .*)auxiliary:(?:has|have|had) (?P<rest>(?:small\S* |not\S* |both\S* )*treaty)", ("who", _BE_PARTY, "rest")),
    # "Any state that signed it", "all states that ratified it", "list every party to it", "any Baltic state in it?", "any non-EU party to it?"
    (
        r"^(?:(?:any|every)\S* (?P<who>(?:group\S* )?(?:noun\S* )?)(?:small:that |who\S* |(?=(?:relation|placing):in (?:small\S* )*treaty\S* $|(?:not\S* act:belong (?:small\S* )*group\S* (?:noun\S* )?)?act:be_a_party ))|listing:\S*every (?=act))",
        ((Part.WHO, "which"), "who"),
    ),
    # "Signed by neither, names please"
    (r"^(?P<rest>neither\S* .*)field:names (?P<please>small\S* )?$", ((Part.WHO, "which"), (Part.NOUN, "states"), "rest")),
    # "Without having signed it before"
    (r"(?P<asked>not:without (?:small\S* )*act:sign (?:small\S* )*)(?:relation:before |order:1 )$", ("asked",)),
    # "Is it in force in Sweden?"
    (r"(?P<entry>entry\S* )(?:relation|placing):in (?P<who>(?:small\S* )*(?:state|group)\S* )", ("entry", (Part.PLACING, "for"), "who")),
    # "Signed it on the first day"
    (r"(?P<asked>act:sign (?:small\S* )*(?:treaty\S* )?)relation:on (?:small\S* )*order:1 asking:day ", ("asked", (Part.RELATION, "on the day"), (Part.ENTRY, "opened for signature"))),
    # "Bound from the first day"
    (
        r"(?P<asked>act:be_a_party (?:small\S* )*(?:treaty\S* )?)(?:relation|placing):(?:on|from|since) (?:small\S* )*order:1 asking:day ",
        ("asked", (Part.RELATION, "on the day"), (Part.ENTRY, "entered into force")),
    ),
    # "How did it consent: by ratification or accession?"
    (r"^(?P<asked>kind\S* .*act:ratify .*treaty\S* )act:ratify ", ("asked",)),
    # "Palermo + CETS 197"
    (r"(?P<one>treaty\S* )(?=treaty)", ("one", (Part.AND, "and"))),
    # "What was deposited under it in 2003?"
    (r"^(?!.*act:)(?P<ahead>.*)small:deposit(?:s|ed)? ", ("ahead", (Part.ACT, TreatyAct.RATIFY))),
    # "Estonia or Latvia: who was first with UNTOC?", "was that before or after Lithuania?"
    (
        r"^(?!.*(?:act|entry):)(?=.*(?:state|group|noun):)(?=.*(?:(?:order|longest):|relation:before .*relation:after |relation:after .*relation:before ))(?P<ahead>.*?)(?:\S+:(?:with|over) )?(?P<treaty>treaty\S* )",
        ("ahead", (Part.ACT, TreatyAct.RATIFY), "treaty"),
    ),
    # "Had not ratified it at the end of 2010, though they had signed", of which the day tells both
    (rf"(?P<one>act\S* {_SMALL}treaty\S* )(?P<day>day:\S*DayRelation\.(?:ON|AS_OF|UNTIL|NONE)\S* )(?P<rest>but\S* {_SMALL}act\S* {_SMALL})$", ("one", "rest", "day")),
    # "Had signed it in 2000 yet ratified it only after 2005"
    (rf"(?P<day>day\S* )small:yet (?P<act>{_SMALL}act\S* )", ("day", (Part.BUT, "but"), "act")),
    # "Bound by both the one and the other, but not by the third"
    (
        rf"both\S* (?P<two>{_SMALL}treaty\S* and\S* {_SMALL}treaty\S* but\S* not\S* )(?:relation:by )?(?={_SMALL}treaty)",
        ("two",),
    ),
    # "All three: the one, the other and the third"
    (rf"every\S* small:the (?P<several>(?:{_SMALL}treaty\S* (?:and\S* )?)+)", ("several",)),
    # "When did Estonia sign it, and Latvia?"
    (
        rf"^(?P<ask>(?:asking:day )?{_SMALL})(?P<one>state\S* )(?P<rest>act\S* {_SMALL}treaty\S* )(?P<other>and\S* state\S* )$",
        ("ask", "one", "other", "rest"),
    ),
    # "Which of those were members at the time?"
    (rf"relation:at_the_time {_SMALL}$", ((Part.THEN, "at that time"),)),
    # "Which states is it in force for?"
    (r"^(?P<who>(?:who\S*|asking:count) (?!.*act:).*)entry:in_force (?:placing:for (?=day|$))?", ("who", _BE_PARTY)),
)  # fmt: skip


@cache
def _forms() -> tuple[_Form, ...]:
    """Reads the forms, which a sentence on other things than treaties does without."""
    return tuple(_Form(re.compile(rf"(?<!\S){pattern}"), parts) for pattern, parts in _WRITTEN)


def in_one_form(units: Units) -> Units:
    """Returns the units of a sentence in the form that is read."""
    found = [*units]
    for form in _forms():
        for match in reversed([*form.pattern.finditer(_called(found))]):
            found = _changed(found, match, form.parts)
    whole = Units(found)
    named, kept = ({unit.value for unit in one.of(Part.TREATY) if unit.value} for one in (units, whole))
    if named != kept:
        raise NoPart  # which would be taken from a sentence before
    return _with_parties(whole)


def _with_parties(units: Units) -> Units:
    """Takes states "in" a treaty, of which nothing else is said, for parties to it, as those that "belong to the parties", and who belongs to "the Baltic states" for one of these."""
    for at in units.places(Part.GROUP):
        if units.text(units.before(at)) == TreatyAct.BELONG:
            units.change(at, Part.GROUP, (units[at].body, units[at].body))
    for at in units.places(Part.ACT):
        if units[at].value is TreatyAct.BELONG and units.is_at(units.next(at), Part.ACT):
            units.change(at, Part.SMALL, "")
        elif (
            units.begins(at)[:2] in ("si", "sa")
            and units.is_at(units.next(at), Part.TREATY)
            and units[at].value is TreatyAct.BELONG
        ):
            raise NoPart  # who sits in it, which is a body
    for at in units.places(Part.RELATION) if not units.of(Part.ACT, Part.ENTRY) else ():
        if units.text(at) == "in" and units.is_at(units.next(at), Part.TREATY):
            units.change(at, Part.ACT, TreatyAct.BE_PARTY)
    return units


def as_deciding(units: Units, needed: Callable[[str], int]) -> tuple[Units, int]:
    """Returns a sentence that asks who brought a treaty into force as one that asks for the last consent that it `needed`, with the number of these; else as it is, with none."""
    treaties = units.of(Part.TREATY)
    beside = (Part.WHO, Part.NOUN, Part.ACT, Part.SMALL, Part.AUXILIARY, Part.PLACING, Part.RELATION, Part.BRINGING, Part.ENTRY)  # fmt: skip
    bringing, acts = units.places(Part.BRINGING), units.places(Part.ACT)
    # "Whose ratification triggered it?", which has been told to enter into force
    is_brought = (
        bool(bringing and acts) and acts[-1] < bringing[-1] and units.is_at(len(units) - 1, Part.TREATY)
    )
    is_asked = units.is_at(0, Part.WHO) and bool(bringing) and (is_brought or bool(units.of(Part.ENTRY)))
    if not is_asked or len(treaties) != 1 or len(units.of(*beside)) + 1 < len(units):
        return units, 0
    number = needed(str(treaties[0].value))
    if not number:
        return units, 0
    silent = [unit.silent for unit in units[1:] if unit.part is not Part.TREATY]
    act = Unit(Part.ACT, TreatyAct.RATIFY)
    return Units([units[0], Unit(Part.ORDER, number), act, *treaties, *silent]), number


class ComparedSide(NamedTuple):
    """One of two groups, treaties or times, of which it is asked which has more: as it is called, and how many it has as a question."""

    unit: Unit
    units: Units


class Sides(NamedTuple):
    """What is compared by number, whether it is asked if the first has more, and whether the smaller number is asked for."""

    each: tuple[ComparedSide, ComparedSide]
    is_truth: bool
    are_fewer: bool


_JOINTS = (Part.OR, Part.AND, Part.MORE, Part.SMALL, Part.PLACING, Part.RELATION, Part.NOUN, Part.VERSUS)


def sides_of(units: Units) -> Sides | None:
    """Returns what is compared by number: "are more Nordic or more Baltic states bound", "which of the two has more parties", "had more ratified it or only signed it", "in 2008 or in 2009"; None where nothing is."""
    more = units.of(Part.MORE)
    for part in (Part.GROUP, Part.TREATY, Part.ACT, Part.DAY):
        places = [at for at in units.places(part) if units[at].value]
        if not more or len(places) != 2:
            continue
        one, other = places
        of_both = {*units.places(Part.TREATY)} if part is Part.ACT else set[int]()
        only = {at + 1: at for at in units.places(Part.ONLY) if part is Part.ACT}
        between = {*range(one + 1, other)} - of_both - {*only.values()}
        joints = [
            at
            for at in between
            if units.is_at(at, Part.OR, Part.AND, Part.VERSUS) or units.text(at) == "than"
        ]
        if len(joints) != 1 or not all(units.is_at(at, *_JOINTS) for at in between):
            continue
        noun = {at for at in between if at == one + 1 and units.is_at(at, Part.NOUN)}
        own = {at: {at, *([only[at]] if at in only else []), *(noun if at == one else ())} for at in places}
        kept = {at for at in range(len(units)) if at not in between and not _only_compares(units, at)}
        kept -= {0} if part is Part.DAY and units.is_at(0, Part.ASKING) else set()  # "in which year"
        count = Unit(Part.ASKING, Wanted.COUNT)
        ways = []
        for at, gone in ((one, other), (other, one)):
            side = sorted((kept | own[at]) - own[gone])
            silent = [units[of].silent for of in range(len(units)) if of not in side]
            called = f"{'only ' if at in only else ''}{units[at].written}"
            whole = Units([count, *(units[of] for of in side), *silent])
            ways.append(ComparedSide(units[at]._replace(written=called), whole))
        is_truth = units.is_truth and units.text(joints[0]) == "than"
        return Sides((ways[0], ways[1]), is_truth, more[0].value not in ("more", "the most"))
    return None


def _only_compares(units: Units, at: int) -> bool:
    """Says whether a unit only says that two are compared, perhaps by how much."""
    is_first = at == 0 and (units.is_at(at, Part.WHO, Part.LISTING) or units.text(at) in ("are", "were"))
    is_open = units.is_at(at, Part.TREATY) and not units[at].value
    is_apart = units.is_at(at, Part.APART) or (units.is_at(at, Part.AND) and units.is_at(at + 1, Part.APART))
    return (
        is_first
        or is_open
        or is_apart
        or units.is_at(at, Part.MORE, Part.NUMBER)
        or units[at].words == ("there",)
    )


def _called(units: Sequence[Unit]) -> str:
    """Names the units by their parts, each with a blank behind it; of a group whether its members are called so.

    >>> _called([Unit(Part.WHO, "which", 0, 1), Unit(Part.ASKING, Wanted.DAY, 1, 2)])
    'who:which asking:day '
    """
    values = (
        unit.value.name.lower()
        if isinstance(unit.value, Wanted)
        else f"members {unit.value}"
        if unit.part is Part.GROUP and not unit.is_body
        else str(unit.value)
        for unit in units
    )
    named = (
        f"{unit.part}:{value.replace(' ', '_') or '_'}" for unit, value in zip(units, values, strict=True)
    )
    return "".join(f"{one} " for one in named)


def _changed(
    units: Sequence[Unit], match: re.Match[str], parts: Sequence[str | tuple[Part, object]]
) -> list[Unit]:
    """Puts some of the units that a pattern took, and new ones, in the place of all of these; what is left out is taken up."""

    def place(end: int) -> int:
        return match.string[:end].count(" ")

    start, end = place(match.start()), place(match.end())
    kept, taken = list[Unit](), list[Unit]()
    for one in parts:
        if isinstance(one, str):
            found = units[place(match.start(one)) : place(match.end(one))] if match[one] else []
            if one == "day" and "relation" in match.groupdict():
                relation = related_at(Units(units), place(match.start("relation")))
                found = [unit._replace(value=unit.value.related(relation)) for unit in found]
            kept += [unit._replace(part=Part.ORDER) for unit in found] if one == "nth" else found
            taken += units[place(match.start(one)) : place(match.end(one))] if match[one] else []
        else:
            kept.append(Unit(*one))
    left = [unit for unit in units[start:end] if unit not in taken]
    silent = [unit.silent for unit in left]
    return [*units[:start], *kept, *silent, *units[end:]]
