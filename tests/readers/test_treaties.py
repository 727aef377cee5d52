"""What is asked of states under treaties is read whole or not at all, and answered as of a day that is said."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph

#: Each has a word, or an order of words, with a meaning that the reader does not know.
UNREADABLE = (
    "Which third states have signed CETS 197?",
    "Which CBSS states did not ratify CETS 197 and the Palermo Protocol?",
    "Which CBSS states ratified CETS 197 or the Palermo Protocol?",
    "Which state did not join the Council of Europe before 1990 but ratified CETS 197?",
    "Did Sweden sign CETS 197 but not ratify it before Finland?",
    "CBSS states, CETS 197: number",
    "At least two of which states ratified CETS 197?",
    "When did Norway not ratify CETS 197?",
    "Did the EU accept Turkey as a member?",
    "Which states joined CETS 197 and the EU in the same year?",
    "Neither Sweden ratified CETS 197 nor Finland?",
    "Is Sweden or Finland a party to CETS 197?",
    "Which states have been party to CETS 197 since 2009?",
    "Which states had not ratified CETS 197 after 2008?",
    "Which states would ratify CETS 197?",
    "Which members ratified CETS 197?",
    "Which CBSS states signed CETS 197 last year?",
    "Did Denmark ratify before Norway?",
    "How many states first ratified CETS 197?",
    "Which CBSS states neither ratified nor could ratify CETS 197?",
    "Did only Denmark of the CBSS states ratify CETS 197?",
    "How many Baltic Sea states signed the Palermo Protocol right there, and which ones did not?",
    "Which CBSS states did not?",
    "Which CBSS states were bound by CETS 197 from the first day, 1 March 2008?",
    "By 1 March 2008, when CETS 197 came into force, how many EU member states had ratified it?",
)


@pytest.mark.parametrize("sentence", UNREADABLE)
def test_a_sentence_with_a_word_that_is_not_read_is_not_answered(
    graph: KnowledgeGraph, sentence: str
) -> None:
    assert graph.answer(sentence).lead is None


# From the tables of acts: Denmark, Latvia, Norway and Poland were parties to CETS 197 by February 2010; Sweden ratified on
# 31 May 2010, Finland on 30 May 2012; Cyprus was the tenth (24 October 2007).
ANSWERS = {
    "Which Nordic countries had not ratified CETS 197 by March 2010?": (
        "Three of the five Nordic countries had not ratified or otherwise joined CETS 197 by 31 March 2010: "
        "Finland, Iceland and Sweden."
    ),
    "How many CBSS states were parties to CETS 197 on 23 February 2010?": (
        "4 of the 11 CBSS states were parties to CETS 197 on 23 February 2010: Denmark, Latvia, Norway and Poland."
    ),
    "Which CBSS states were not parties to the Smuggling Protocol on 17 May 1999?": (
        "None of the eleven CBSS states were parties to the Smuggling Protocol on 17 May 1999."
    ),
    "How many Nordic countries had not joined CEDAW by 14 August 1997?": (
        "None of the 5 Nordic countries had not ratified or otherwise joined CEDAW by 14 August 1997."
    ),
    "Which was the only member state of the CBSS that had not yet become bound by the Palermo Protocol at the end of 2009?": (
        "One of the eleven member states of the CBSS was not a party to the Palermo Protocol on 31 December 2009: Iceland."
    ),
    # From the tables: Czechia, Greece and Ireland ratified after 2009, Cyprus was the tenth, Denmark alone of the eleven among the
    # first ten, and the days of Latvia, Finland and the EU are those of their acts.
    "Which EU members were not yet bound by the Palermo Protocol when 2009 ended?": (
        "Three of the 27 EU members were not parties to the Palermo Protocol on 31 December 2009: Czechia, Greece and Ireland."
    ),
    "Whose ratification was the tenth and so brought the European convention into force?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "in which baltic sea countries was the european convention in force from the very first day, 1 feb 2008": (
        "One of the eleven baltic sea countries was a party to CETS 197 on 1 February 2008: Denmark."
    ),
    "Has the European Union as such ratified the Palermo Protocol?": (
        "Yes: the European Union had ratified or otherwise joined the Palermo Protocol by 23 February 2010 "
        "(on 6 September 2006)."
    ),
    "latvia ILO forced labour convention 29 year": "Latvia ratified ILO C029 on 2 June 2006.",
    "Which Baltic Sea country was the first to ratify the ILO convention on the worst forms of child labour?": (
        "Of the eleven Baltic Sea countries, the first to have ratified or otherwise joined ILO C182 was Finland, "
        "on 17 January 2000."
    ),
    "any baltic sea country in the migrant workers convention?": (
        "None of the eleven baltic sea countries were parties to ICMW on 23 February 2010."
    ),
    "Which was the last Nordic state to ratify CETS 197, and when did it sign it?": (
        "Of the five Nordic states, the last to have ratified or otherwise joined CETS 197 was Finland, on 30 May 2012. "
        "Finland signed CETS 197 on 29 August 2006."
    ),
    "baltic states council of europe convention trafficking ratified": (
        "All three baltic states had ratified or otherwise joined CETS 197 by 16 March 2022: Estonia, Latvia and Lithuania."
    ),
    "Which members of the CBSS had ratified the Palermo Protocol by the end of 2003?": (
        "Four of the eleven member states of the Council of the Baltic Sea States had ratified or otherwise joined the "
        "Palermo Protocol by 31 December 2003: Denmark, Lithuania, Norway and Poland."
    ),
    "Which states deposited their instrument under the Palermo Protocol on 26 September 2003?": (
        "Four states ratified or otherwise joined the Palermo Protocol on 26 September 2003: Belize, Laos, Poland and Rwanda."
    ),
    "How many States ratified CETS 197 in the year 2009?": (
        "6 states ratified or otherwise joined CETS 197 in 2009: Belgium, Luxembourg, North Macedonia, Serbia, "
        "Slovenia and Spain."
    ),
    "Which member States of the European Union had not consented to the Palermo Protocol by 31 December 2013?": (
        "One of the 28 member States of the European Union had not ratified or otherwise joined the Palermo Protocol by "
        "31 December 2013: Czechia."
    ),
    "worst forms of child labour convention C182 Iceland ratified": (
        "Yes: Iceland had ratified or otherwise joined ILO C182 by 4 August 2020 (on 29 May 2000)."
    ),
    "Which CBSS states acceded to the CRC without having signed it?": (
        "Three of the eleven CBSS states had acceded to CRC and had not signed it by 23 February 2010: "
        "Estonia, Latvia and Lithuania."
    ),
    "Was it Finland or Sweden that ratified CETS 197 first?": (
        "Sweden first: it ratified or otherwise joined CETS 197 on 31 May 2010, Finland on 30 May 2012, "
        "730 days (1 year, 11 months and 30 days) later."
    ),
    "Did Sweden ratify CETS 197 before or after Finland?": (
        "Sweden first: it ratified or otherwise joined CETS 197 on 31 May 2010, Finland on 30 May 2012, "
        "730 days (1 year, 11 months and 30 days) later."
    ),
    "Who was the tenth to ratify CETS 197?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "Did Sweden and Finland ratify the Palermo Protocol before 2005?": (
        "No: Sweden had ratified or otherwise joined the Palermo Protocol by 31 December 2004; Finland had not."
    ),
    "Was Latvia a party to CETS 197 on 1 June 2008?": (
        "No: Latvia was not a party to CETS 197 on 1 June 2008; later it became a party to it, on 1 July 2008."
    ),
    "Which Baltic states did not join the Smuggling Protocol before 2010?": (
        "All three Baltic states had ratified or otherwise joined the Smuggling Protocol by 31 December 2009."
    ),
    "When did Iceland ratify the Palermo Protocol?": (
        "Iceland ratified the Palermo Protocol on 22 June 2010."
    ),
    # From the same tables: kinds of consent, days of entry into force, comparisons, lengths, and memberships by their first days.
    "Did Finland ratify CETS 197 before Sweden?": (
        "No: Finland did not ratify or otherwise join CETS 197 before Sweden (Finland on 30 May 2012, Sweden on 31 May 2010)."
    ),
    "Who was later in ratifying CETS 197, Germany or Iceland?": (
        "Germany last: it ratified or otherwise joined CETS 197 on 19 December 2012, Iceland on 23 February 2012, "
        "300 days (9 months and 26 days) earlier."
    ),
    "In what order did Sweden, Denmark and Norway ratify ILO Convention No. 105?": (
        "Ratified or otherwise joined ILO C105: Denmark on 17 January 1958; Norway on 14 April 1958; Sweden on 2 June 1958."
    ),
    "Did Ukraine ratify the Palermo Protocol before it ratified the Council of Europe one?": (
        "Yes: Ukraine ratified or otherwise joined the Palermo Protocol before it ratified or otherwise joined CETS 197 "
        "(on 21 May 2004 and on 29 November 2010)."
    ),
    "Which CBSS members acceded to, rather than ratified, the 1951 Convention relating to the Status of Refugees?": (
        "Seven of the eleven CBSS member states had acceded to the 1951 Refugee Convention by 28 June 2011: Estonia, Finland, "
        "Iceland, Latvia, Lithuania, Poland and Russia."
    ),
    "Which EU member states accepted or approved the Palermo Protocol?": (
        "Two of the 28 EU member states had accepted or approved the Palermo Protocol by 16 January 2015: Finland and the "
        "Netherlands."
    ),
    "How many states had ratified the Palermo Protocol before it entered into force?": (
        "45 states had ratified or otherwise joined the Palermo Protocol by 24 December 2003: Albania, Argentina, Armenia, "
        "Azerbaijan, Belarus and 40 others."
    ),
    "For which CBSS states did CETS 197 enter into force on 1 February 2008?": (
        "One of the eleven CBSS states became a party to CETS 197 on 1 February 2008: Denmark."
    ),
    "How long between signature and ratification of CETS 197 by Sweden?": (
        "1,841 days (5 years and 15 days): Sweden signed CETS 197 on 16 May 2005 and ratified or otherwise joined it on 31 May 2010."
    ),
    "Which State signed and ratified CETS 197 on one and the same day?": (
        "At least one state signed CETS 197 and ratified or otherwise joined it on one day: Monaco."
    ),
    "Which States have denounced ILO Convention No. 105?": (
        "Two states had ceased to be parties to ILO C105 by 1 May 2016: Malaysia and Singapore."
    ),
    "What was the last EU country to ratify CETS 197?": (
        "Of the 27 member states of the European Union, the last to have ratified or otherwise joined CETS 197 was Czechia, "
        "on 28 or 29 March 2017."
    ),
    "Which CBSS states have ratified CETS 197, according to the memo?": (
        "Four of the eleven CBSS states had ratified or otherwise joined CETS 197 by 26 January 2010: Denmark, Latvia, "
        "Norway and Poland."
    ),
    "How many states have ratified CETS 197 according to the memo?": (
        "26 states had ratified or otherwise joined CETS 197 by 26 January 2010: Albania, Armenia, Austria, Belgium, Bosnia "
        "and Herzegovina and 21 others."
    ),
    "Which States are parties to CETS 197 without being members of the Council of Europe today?": (
        "Two states were parties to CETS 197 and were not members of the Council of Europe on 16 March 2022: "
        "Belarus and Israel."
    ),
    "Which countries have signed but never ratified the women's convention CEDAW?": (
        "Two states had signed CEDAW and had not ratified or otherwise joined it by 16 September 2020: Palau and the United "
        "States."
    ),
    "Has Russia ever signed CETS 197?": (
        "No, as far as the sources go: up to 27 January 2016 Russia had not signed CETS 197; of later days they do not decide "
        "it."
    ),
    "Japan Palermo Protocol": (
        "Japan signed the Palermo Protocol on 9 December 2002. Japan accepted the Palermo Protocol between 11 July 2017 and "
        "1 December 2017."
    ),
    "Which country ratified the UN children's rights convention first of all?": (
        "The first state to have ratified or otherwise joined CRC was Ghana, on 5 February 1990."
    ),
    "Did Lithuania ratify the Palermo Protocol before CETS 197?": (
        "Yes: Lithuania ratified or otherwise joined the Palermo Protocol before it ratified or otherwise joined CETS 197 "
        "(on 23 June 2003 and between 24 February 2012 and 31 December 2012)."
    ),
    "Did Belarus accede to CETS 197?": "Yes: Belarus had acceded to CETS 197 by 16 March 2022 (on 26 November 2013).",
    "who hasn't ratified CETS 197 among the CBSS states in February 2008?": (
        "Nine of the eleven CBSS states had not ratified or otherwise joined CETS 197 by 29 February 2008: Estonia, "
        "Finland, Germany, Iceland, Latvia, Lithuania, Poland, Russia and Sweden."
    ),
    "Which Baltic state joined the EU first?": (
        "Of the three Baltic states, the first to have joined the European Union were Estonia, Latvia and Lithuania, on "
        "1 May 2004."
    ),
    "Finland or Sweden: who joined NATO first?": (
        "Finland first: it joined the North Atlantic Treaty Organization on 4 April 2023, Sweden on 7 March 2024, "
        "338 days (11 months and 3 days) later."
    ),
    "Which states outside the Council of Europe have ratified CETS 197 to date?": (
        "Two states were not members of the Council of Europe on 16 March 2022 and had ratified or otherwise joined CETS 197 by "
        "16 March 2022: Belarus and Israel."
    ),
    "How many CBSS members signed CETS 197 on the day it was opened for signature?": (
        "At least 3 of the 11 CBSS member states signed CETS 197 on 16 May 2005: Iceland, Norway and Sweden."
    ),
    "Which states ratified UNTOC before joining the EU?": (
        "Ten states ratified or otherwise joined UNTOC before they joined the European Union: Bulgaria, Croatia, Cyprus, "
        "Estonia, Latvia, Lithuania, Malta, Poland, Romania and Slovakia."
    ),
    "Which treaties did Norway ratify before joining NATO?": (
        "Norway ratified or otherwise joined one of the 16 treaties on record before it joined the North Atlantic Treaty "
        "Organization: ILO C029 (on 1 July 1932)."
    ),
    "When did Sweden accede to CETS 197?": (
        "Sweden ratified or otherwise joined CETS 197 on 31 May 2010; how is not recorded."
    ),
    "Which CBSS member joined last?": (
        "Of the eleven member states of the Council of the Baltic Sea States, the last to have joined the Council of the "
        "Baltic Sea States was Iceland, in 1995."
    ),
    "Which CBSS members joined the EU in 1995?": (
        "Two of the eleven CBSS member states joined the European Union in 1995: Finland and Sweden."
    ),
    "When did Estonia join NATO?": "Estonia joined the North Atlantic Treaty Organization on 29 March 2004.",
    "When did the United Kingdom leave the EU?": (
        "The United Kingdom was last a member of the European Union on 31 January 2020."
    ),
    "When did Norway leave the EU?": "Up to 31 January 2020 Norway had not joined the European Union.",
    "When did Poland leave the CBSS?": (
        "Up to 17 May 2022 Poland had not left the Council of the Baltic Sea States."
    ),
    "Since when has Latvia been a member of the EU?": "Latvia joined the European Union on 1 May 2004.",
    "Which countries have left the EU?": (
        "One state had left the European Union by 31 January 2020: the United Kingdom."
    ),
    "Which member states of the CBSS have never been members of the European Union?": (
        "Three of the eleven member states of the CBSS had not joined the European Union by 31 January 2020: Iceland, Norway "
        "and Russia."
    ),
    # Two acts, all of so many, what was left to do, others than some, days of the memo, lengths and differences.
    "When did Estonia sign the Council of Europe convention on trafficking and when did it ratify it?": (
        "Estonia signed CETS 197 on 3 February 2010. Estonia ratified CETS 197 on 5 February 2015."
    ),
    "When did Sweden sign and when did it ratify the European convention against human trafficking?": (
        "Sweden signed CETS 197 on 16 May 2005. Sweden ratified or otherwise joined CETS 197 on 31 May 2010."
    ),
    "cets 197 germany date of ratification": "Germany ratified CETS 197 on 19 December 2012.",
    "Have all three Baltic states ratified the Palermo Protocol?": (
        "Yes: all three Baltic states had ratified or otherwise joined the Palermo Protocol by 23 February 2010: Estonia, "
        "Latvia and Lithuania."
    ),
    "Which Nordic countries still had to ratify the Council of Europe trafficking convention?": (
        "Three of the five Nordic countries had not ratified or otherwise joined CETS 197 by 23 February 2010: Finland, "
        "Iceland and Sweden."
    ),
    "Who else besides Denmark and Norway had ratified CETS 197 among the CBSS countries?": (
        "Two of the nine CBSS countries other than Denmark and Norway had ratified or otherwise joined CETS 197 by "
        "23 February 2010: Latvia and Poland."
    ),
    "Which Nordic countries have ratified CETS 197, and what about the rest?": (
        "Two of the five Nordic countries had ratified or otherwise joined CETS 197 by 23 February 2010: Denmark and Norway; "
        "Finland, Iceland and Sweden had not."
    ),
    "EU member states that neither signed nor ratified the Council of Europe anti-trafficking treaty by end of January 2010": (
        "Two of the 27 EU member states had not signed CETS 197 and had not ratified or otherwise joined it by "
        "31 January 2010: Czechia and Estonia."
    ),
    "Who was the latest to ratify the CoE convention at the time of the memo?": (
        "Up to 23 February 2010, the last to have ratified or otherwise joined CETS 197 was Slovenia, on "
        "3 September 2009."
    ),
    "Was Finland faster than Sweden in ratifying CETS 197?": (
        "No: Sweden faster, counted from the signature: 1,841 days (5 years and 15 days): Sweden signed CETS 197 on "
        "16 May 2005 and ratified or otherwise joined it on 31 May 2010; 2,101 days (5 years, 9 months and 1 day): Finland "
        "signed CETS 197 on 29 August 2006 and accepted it on 30 May 2012. In order of time: Sweden first: it ratified or "
        "otherwise joined CETS 197 on 31 May 2010, Finland on 30 May 2012, 730 days (1 year, 11 months and 30 days) "
        "later."
    ),
    "How many of the CBSS states that had ratified CETS 197 by 1 March 2010 were EU members?": (
        "Four of the eleven CBSS states had ratified or otherwise joined CETS 197 by 1 March 2010: Denmark, Latvia, "
        "Norway and Poland. 3 of the 4: Denmark, Latvia and Poland were members of the European Union on 1 March 2010; "
        "Norway was not."
    ),
    "Which of the Nordic countries that signed the Palermo Protocol in 2000 were in the EU?": (
        "All five Nordic countries signed the Palermo Protocol in 2000: Denmark, Finland, Iceland, Norway and Sweden. "
        "Denmark, Finland and Sweden were members of the European Union on 31 December 2000; Iceland and Norway were not."
    ),
    "Was Finland or Iceland quicker to ratify ILO 182?": (
        "Finland first: it ratified or otherwise joined ILO C182 on 17 January 2000, Iceland on 29 May 2000, 133 days "
        "(4 months and 12 days) later."
    ),
    "Was Iceland slower than Finland to ratify ILO 182?": (
        "Yes: Iceland ratified or otherwise joined ILO C182 after Finland (Iceland on 29 May 2000, Finland on 17 "
        "January 2000)."
    ),
    "Which was faster to sign CETS 197, Germany or Denmark?": (
        "Germany first: it signed CETS 197 on 16 or 17 November 2005, Denmark on 5 September 2006, 292 to 293 days later."
    ),
    "How much later than Denmark did Finland ratify CETS 197?": (
        "1,715 days (4 years, 8 months and 11 days): Denmark ratified or otherwise joined CETS 197 on 19 September 2007, "
        "Finland on 30 May 2012."
    ),
    "By how many days did Norway ratify CETS 197 before Finland?": (
        "1,595 days (4 years, 4 months and 13 days): Norway ratified or otherwise joined CETS 197 on 17 January 2008, "
        "Finland on 30 May 2012."
    ),
    "Which states ratified CETS 197 before Romania?": (
        "At least one state ratified or otherwise joined CETS 197 before Romania: Moldova."
    ),
    "How many years passed between Germany signing and ratifying CETS 197?": (
        "2,589 to 2,590 days: Germany signed CETS 197 on 16 or 17 November 2005 and ratified it on "
        "19 December 2012."
    ),
    "Did Russia join the Palermo Protocol before Finland or after?": (
        "Russia first: it ratified or otherwise joined the Palermo Protocol on 26 May 2004, Finland on 7 September 2006, "
        "834 days (2 years, 3 months and 12 days) later."
    ),
    "When did the Palermo Protocol enter into force for Latvia and for Lithuania?": (
        "Became a party to the Palermo Protocol: Lithuania on 25 December 2003; Latvia on 24 June 2004."
    ),
    "Did Poland ratify the Palermo Protocol before CETS 197 entered into force?": (
        "Yes: Poland had ratified or otherwise joined the Palermo Protocol by 31 January 2008 (on 26 September 2003)."
    ),
    "Which CBSS members have ratified neither CETS 197 nor the Smuggling Protocol today?": (
        "Each of the eleven CBSS member states had ratified or otherwise joined CETS 197 or had ratified or otherwise joined the "
        "Smuggling Protocol by 24 September 2013."
    ),
    # Kinds of consent told apart, years and titles of treaties, several by what they have in common, and sides of a day.
    "Who accepted the Palermo Protocol rather than ratifying it?": (
        "Two states had accepted the Palermo Protocol by 13 December 2013: Finland and the Netherlands."
    ),
    "which CBSS state acceded to the CRC sale of children protocol without signing it?": (
        "One of the eleven member states of the Council of the Baltic Sea States had acceded to CRC-OP-SC and had not signed "
        "it by 23 February 2010: Lithuania."
    ),
    "Estonia or Latvia - who got there first with Palermo?": (
        "Estonia first: it ratified or otherwise joined the Palermo Protocol on 12 May 2004, Latvia on 25 May 2004, "
        "13 days later."
    ),
    "Republic of Korea, trafficking protocol: before or after Thailand?": (
        "Thailand first: it ratified or otherwise joined the Palermo Protocol on 17 October 2013, South Korea on "
        "5 November 2015, 749 days (2 years and 19 days) later."
    ),
    "smuggling of migrants protocol - cbss - who is missing": (
        "One of the eleven member states of the Council of the Baltic Sea States was not a party to the Smuggling Protocol "
        "on 23 February 2010: Iceland."
    ),
    "Baltic Assembly countries and the 1949 prostitution convention: who is in and who isn't": (
        "One of the three member states of the Baltic Assembly was a party to the 1949 Convention on 23 February 2010: "
        "Latvia; Estonia and Lithuania were not."
    ),
    "Which members of the CBSS are parties to the convention of 1949?": (
        "Five of the eleven member states of the Council of the Baltic Sea States were parties to the 1949 Convention on "
        "23 February 2010: Finland, Latvia, Norway, Poland and Russia."
    ),
    "Did Iceland ratify the Palermo Protocol before or after the memo?": (
        "After: Iceland ratified the Palermo Protocol on 22 June 2010."
    ),
    "Did Latvia ratify CETS 197 before or after 2008?": (
        "Neither before nor after: Latvia ratified CETS 197 on 6 March 2008."
    ),
    "list every party to CETS 197 that is not a Council of Europe member": (
        "No state that was not a member of the Council of Europe was a party to CETS 197 on 23 February 2010."
    ),
    "Any state that signed and ratified the European convention on the very same day?": (
        "At least one state signed CETS 197 and ratified or otherwise joined it on one day: Monaco."
    ),
    "When did the European Community sign the Palermo Protocol, and when did it approve it?": (
        "The European Union signed the Palermo Protocol on 12 December 2000. The European Union approved the Palermo "
        "Protocol on 6 September 2006."
    ),
    "Has Japan ratified the Abolition of Forced Labour Convention?": (
        "Yes: Japan had ratified or otherwise joined ILO C105 by 19 July 2023 (on 19 July 2022)."
    ),
    "Of the ten countries that joined the EU in May 2004, which were by then bound by Palermo?": (
        "Ten states joined the European Union in May 2004: Cyprus, Czechia, Estonia, Hungary, Latvia, Lithuania, Malta, "
        "Poland, Slovakia and Slovenia. Cyprus, Lithuania, Malta and Poland were parties to the Palermo Protocol on "
        "31 May 2004; Czechia, Estonia, Hungary, Latvia, Slovakia and Slovenia were not."
    ),
    "When did the US ratify the UN trafficking protocol and had Canada already done so?": (
        "The United States ratified the Palermo Protocol on 3 November 2005. Yes: Canada had ratified or otherwise joined "
        "the Palermo Protocol by 13 December 2013 (on 13 May 2002)."
    ),
    "By 1 February 2008, when CETS 197 came into force, how many EU member states had ratified it?": (
        "8 of the 27 EU member states had ratified or otherwise joined CETS 197 by 1 February 2008: Austria, Bulgaria, "
        "Cyprus, Denmark, France, Malta, Romania and Slovakia."
    ),
    "How many of the EU's 27 members had ratified the Palermo Protocol by 31 March 2010, and which had not?": (
        "24 of the 27 member states of the European Union had ratified or otherwise joined the Palermo Protocol by "
        "31 March 2010: Austria, Belgium, Bulgaria, Cyprus, Denmark and 19 others; Czechia, Greece and Ireland had not."
    ),
    "How many Nordic countries had signed, and how many had ratified, CETS 197 by February 2010?": (
        "5 of the 5 Nordic countries had signed CETS 197 by 28 February 2010: Denmark, Finland, Iceland, Norway and Sweden. "
        "2 of the 5 Nordic countries had ratified or otherwise joined CETS 197 by 28 February 2010: Denmark and Norway."
    ),
    "Did Russia ratify the Palermo Protocol, and has it signed the Council of Europe convention?": (
        "No: not both. Yes: Russia had ratified or otherwise joined the Palermo Protocol by 23 February 2010 (on 26 May "
        "2004). No: Russia had not signed CETS 197 by 23 February 2010."
    ),
    "Is the Palermo Protocol in force?": "Yes: the Palermo Protocol entered into force on 25 December 2003.",
    "Who among the Nordic countries signed CETS 197 on the first day?": (
        "Three of the five Nordic countries signed CETS 197 on 16 May 2005: Iceland, Norway and Sweden."
    ),
    "Is Iceland a party to any of the treaties against trafficking?": (
        "There is none of the treaties named that Iceland was a party to on 23 February 2010."
    ),
    "Which treaties against trafficking has Lithuania ratified?": (
        "Lithuania had ratified or otherwise joined one of the three treaties named by 23 February 2010: the Palermo "
        "Protocol (on 23 June 2003)."
    ),
    "ILO conventions not ratified by Russia": (
        "It is not known of any of the four treaties named that Russia had not ratified or otherwise joined it by 23 February "
        "2010; it had ratified or otherwise joined ILO C029 (on 23 June 1956) and ILO C182 (on 25 March 2003)."
    ),
    "treaties against trafficking not ratified by Iceland": (
        "Iceland had not ratified or otherwise joined any of the three treaties named by 23 February 2010: CETS 197, the 1949 "
        "Convention and the Palermo Protocol."
    ),
    "Council of Europe conventions ratified by Sweden": (
        "Sweden had ratified or otherwise joined the one treaty named by 16 March 2022: CETS 197 (on 31 May 2010)."
    ),
    "Was Estonia already party to UNTOC when it joined the EU?": (
        "Yes: Estonia was a party to UNTOC on 1 May 2004 (since 29 September 2003)."
    ),
    "When Estonia joined the EU, was it a party to CETS 197?": "No: Estonia was not a party to CETS 197 on 1 May 2004; later it became a party to it, on 1 June 2015.",
    "Had Norway ratified UNTOC when it joined the EU?": (
        "There is no such day as far as the sources go: by 17 October 2013 Norway had not joined the European Union."
    ),
    "Where did Estonia stand with regard to CETS 197 on 10 February 2010, signatory or party?": (
        "Estonia signed CETS 197 on 3 February 2010. Up to 10 February 2010 Estonia had not ratified or otherwise joined CETS 197."
    ),
    "Which state was the ninth to ratify CETS 197, and which was the tenth, whose ratification brought it into force?": (
        "The ninth state recorded to have ratified or otherwise joined CETS 197 was Denmark, on 19 September 2007. The tenth "
        "state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "Which Nordic Council states had ratified CRC-OP-SC before 1 January 2006, and when did the remaining ones follow?": (
        "Three of the five member states of the Nordic Council had ratified or otherwise joined CRC-OP-SC by 31 December 2005: "
        "Denmark, Iceland and Norway. Ratified or otherwise joined CRC-OP-SC: Sweden on 19 January 2007; Finland on 1 June 2012."
    ),
    "Which CBSS states deposited their ratifications of UNTOC and of the Palermo Protocol on one and the same day?": (
        "Four of the eleven CBSS states ratified or otherwise joined UNTOC and ratified or otherwise joined the Palermo "
        "Protocol on one day: Denmark, Germany, Norway and Russia."
    ),
    "Which CBSS states that had not signed CETS 197 by 2009 signed it in 2010?": (
        "At least one of the eleven CBSS states had not signed CETS 197 by 31 December 2009 and signed CETS 197 in 2010: Estonia."
    ),
    "Instruments deposited under the Palermo Protocol on 26 September 2003: which states?": (
        "Four states ratified or otherwise joined the Palermo Protocol on 26 September 2003: Belize, Laos, Poland and Rwanda."
    ),
    "Third instrument of consent ever deposited under the Palermo Protocol: which state?": (
        "The third state to have ratified or otherwise joined the Palermo Protocol was Serbia, on 6 September 2001."
    ),
    "When CETS 197 entered into force on 1 February 2008, how many CBSS states were bound on that very day?": (
        "1 of the 11 CBSS states was a party to CETS 197 on 1 February 2008: Denmark."
    ),
    "Which states deposited an instrument of accession to CETS 197 in 2013?": (
        "At least one state acceded to CETS 197 in 2013: Belarus."
    ),
    "Who was the second to last CBSS state to ratify the Palermo Protocol?": (
        "Of the eleven member states of the Council of the Baltic Sea States, the second to last to have ratified or otherwise "
        "joined the Palermo Protocol was Finland, on 7 September 2006."
    ),
    "Which CBSS members had ratified CETS 197 and which only signed by 2010?": (
        "Five of the eleven CBSS member states had ratified or otherwise joined CETS 197 by 31 December 2010: Denmark, Latvia, "
        "Norway, Poland and Sweden. Five of the eleven CBSS member states had signed CETS 197 and had not ratified or otherwise "
        "joined it by 31 December 2010: Estonia, Finland, Germany, Iceland and Lithuania."
    ),
    "How many Nordic, how many Baltic states had ratified CETS 197 by 2010?": (
        "3 of the 5 member states of the Nordic Council had ratified or otherwise joined CETS 197 by 31 December 2010: Denmark, "
        "Norway and Sweden. 1 of the 3 Baltic states had ratified or otherwise joined CETS 197 by 31 December 2010: Latvia."
    ),
    "Which two CBSS members ratified CETS 197 last?": (
        "Of the eleven CBSS member states, it is not decided which two were the last to have ratified or otherwise joined CETS "
        "197: Lithuania between 24 February 2012 and 31 December 2012; Germany on 19 December 2012; Estonia on 5 February 2015. "
        "Estonia is among them in any case."
    ),
    "How many Nordic countries ratified UNTOC earlier than Sweden?": (
        "3 of the 5 Nordic countries ratified or otherwise joined UNTOC before Sweden: Denmark, Finland and Norway."
    ),
    "Who ratified CETS 197 before Estonia in the CBSS?": (
        "Nine of the eleven member states of the Council of the Baltic Sea States ratified or otherwise joined CETS 197 before "
        "Estonia: Denmark, Finland, Germany, Iceland, Latvia, Lithuania, Norway, Poland and Sweden."
    ),
    "Was Poland party to CRC when it joined the Council of Europe?": (
        "Yes: Poland was a party to CRC when it joined the Council of Europe (on 7 July 1991 and between 26 November 1991 and "
        "29 November 1991)."
    ),
    "Which Nordic countries had not ratified CETS 197 when they joined the EU?": (
        "Three of the five Nordic countries had not ratified or otherwise joined CETS 197 when they joined the European Union: "
        "Denmark, Finland and Sweden."
    ),
    "Which CBSS members have not ratified the Optional Protocol to the CRC on the sale of children, child prostitution "
    "and child pornography?": (
        "Two of the eleven CBSS member states had not ratified or otherwise joined CRC-OP-SC by 23 February 2010: Finland and "
        "Russia."
    ),
    "Which CBSS states have ratified CETS 197, and when?": (
        "Four of the eleven CBSS states had ratified or otherwise joined CETS 197 by 23 February 2010: Denmark (on 19 "
        "September 2007); Norway (on 17 January 2008); Latvia (on 6 March 2008); Poland (on 17 November 2008)."
    ),
    "Which Nordic Council states deposited their CETS 197 instrument before the convention entered into force?": (
        "Two of the five member states of the Nordic Council had ratified or otherwise joined CETS 197 by 31 "
        "January 2008: Denmark and Norway."
    ),
    "Which of the three Baltic states joined the CRC protocol on sale of children without ever signing it?": (
        "One of the three Baltic states had ratified or otherwise joined CRC-OP-SC and had not signed it by 1 "
        "January 2022: Lithuania."
    ),
    "Of the EU-27 as they stood on 1 March 2010, how many had not yet ratified the Palermo Protocol, and which?": (
        "3 of the 27 member states of the European Union had not ratified or otherwise joined the Palermo "
        "Protocol by 1 March 2010: Czechia, Greece and Ireland."
    ),
    "CBSS states that on 26.1.2010 had only signed the CoE convention, no ratification": (
        "Five of the eleven CBSS states had signed CETS 197 and had not ratified or otherwise joined it by 26 "
        "January 2010: Finland, Germany, Iceland, Lithuania and Sweden."
    ),
    "Who gave the tenth ratification of CETS 197, so that it could enter into force?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "When had five CBSS states ratified the Palermo Protocol?": (
        "Of the eleven CBSS states, the fifth to have ratified or otherwise joined the Palermo Protocol was "
        "Estonia, on 12 May 2004."
    ),
    "Which members of both the EU and the CBSS had not ratified CETS 197 on 1 March 2010?": (
        "Five of the 27 member states of the European Union were members of the Council of the Baltic Sea States "
        "on 1 March 2010 and had not ratified or otherwise joined CETS 197 by 1 March 2010: Estonia, Finland, Germany, Lithuania "
        "and Sweden."
    ),
    "Which states belonged to the Nordic Council but not to the EU on 1 March 2010?": (
        "Two of the five member states of the Nordic Council were not members of the European Union on 1 March "
        "2010: Iceland and Norway."
    ),
    "CBSS + CETS 197 + not ratified + 2010": (
        "Six of the eleven member states of the Council of the Baltic Sea States had not ratified or otherwise "
        "joined CETS 197 by 31 December 2010: Estonia, Finland, Germany, Iceland, Lithuania and Russia."
    ),
    "Which CBSS members signed UNTOC in December 2000 but ratified it only after 2003?": (
        "Five of the eleven CBSS member states signed UNTOC in December 2000 and ratified or otherwise joined UNTOC "
        "from 1 January 2004 to 17 October 2013: Finland, Germany, Iceland, Russia and Sweden."
    ),
    "How many of the CBSS states that signed UNTOC in 2000 had ratified it by 2003?": (
        "6 of the 11 CBSS states signed UNTOC in 2000 and had ratified or otherwise joined UNTOC by 31 December "
        "2003: Denmark, Estonia, Latvia, Lithuania, Norway and Poland."
    ),
    "How many CBSS states ratified UNTOC each year from 2001 to 2003?": (
        "Most did in 2003 (3). By year, so many CBSS states ratified or otherwise joined UNTOC between 1 January 2001 and "
        "31 December 2003: 2 in 2001; 1 in 2002; 3 in 2003."
    ),
    "Of the Nordic five, who was still not bound by CETS 197 when the memo was written?": (
        "Three of the five member states of the Nordic Council were not parties to CETS 197 on 23 February 2010: "
        "Finland, Iceland and Sweden."
    ),
    "Which Council of Europe members ratified CETS 197 in the first half of 2008?": (
        "Seven of the 47 Council of Europe members ratified or otherwise joined CETS 197 between 1 January 2008 "
        "and 30 June 2008: Armenia, Bosnia and Herzegovina, France, Latvia, Malta, Norway and Portugal."
    ),
    "Is it true that Russia never signed CETS 197?": (
        "As far as the sources go, up to 27 January 2016 Russia had not signed CETS 197; of later days they do "
        "not decide it."
    ),
    "Which country from the CBSS never signed CETS 197?": (
        "As far as the sources go, up to 27 January 2016 Russia had not signed CETS 197; of later days they do "
        "not decide it."
    ),
    "Did either Finland or Sweden ratify CETS 197 in 2010?": (
        "Yes: Sweden ratified or otherwise joined CETS 197 in 2010; Finland did not."
    ),
    "Neither Sweden nor Finland ratified CETS 197?": (
        "Neither Sweden nor Finland had ratified or otherwise joined CETS 197 by 23 February 2010."
    ),
    "How far apart were the ratifications of UNTOC by Sweden and Iceland?": (
        "2,204 days (6 years and 13 days): Sweden ratified or otherwise joined UNTOC on 30 April 2004, Iceland on "
        "13 May 2010."
    ),
    "Which took longer to enter into force, UNTOC or CETS 197?": (
        "UNTOC slower: 1,048 days (2 years, 10 months and 14 days): UNTOC was adopted on 15 November 2000 and "
        "entered into force on 29 September 2003; 1,004 days (2 years, 8 months and 29 days): CETS 197 was "
        "adopted on 3 May 2005 and entered into force on 1 February 2008."
    ),
    "Which three countries were first to ratify CETS 197?": (
        "It is not decided which three were the first to have ratified or otherwise joined CETS 197: Moldova on "
        "19 May 2006; Romania between 19 July 2006 and 24 January 2007; Austria on 12 October 2006; Georgia "
        "between 13 October 2006 and 11 June 2007. Austria and Moldova are among them in any case."
    ),
    "Which treaty did Estonia ratify first: CETS 197 or the Palermo Protocol?": (
        "The Palermo Protocol first: Estonia ratified or otherwise joined the Palermo Protocol on 12 May 2004 and "
        "ratified or otherwise joined CETS 197 on 5 February 2015."
    ),
    "Which Nordic country signed the 1949 Convention without ever ratifying it, so far as your registers show?": (
        "One of the five Nordic countries had signed the 1949 Convention and had not ratified or otherwise joined it by "
        "2 June 2011: Denmark."
    ),
    "Who took longer over CETS 197, Finland or Sweden?": (
        "Finland slower, counted from the signature: 2,101 days (5 years, 9 months and 1 day): Finland signed "
        "CETS 197 on 29 August 2006 and accepted it on 30 May 2012; 1,841 days (5 years and 15 days): Sweden "
        "signed CETS 197 on 16 May 2005 and ratified or otherwise joined it on 31 May 2010. In order of time: "
        "Finland last: it ratified or otherwise joined CETS 197 on 30 May 2012, Sweden on 31 May 2010, 730 days (1 "
        "year, 11 months and 30 days) earlier."
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "text"), ANSWERS.items())
def test_the_first_line_answers(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Did all CBSS members that signed CETS 197 ratify it by 23 February 2010?",
            "No: four of the ten CBSS member states that had signed CETS 197 had ratified",
        ),
        # Whether Russia had signed by the last day that is covered is not recorded.
        ("Did all CBSS members that signed CETS 197 ratify it?", "Not known: ten of at least ten CBSS member states that"),
        (
            "Were all CBSS members that are in the EU parties to the Palermo Protocol on 23 February 2010?",
            "Yes: all eight CBSS member states that were members of the European Union were parties to",
        ),
        ("Had all EU members in the CBSS ratified CETS 197 by 23 February 2010?", "No: three of the eight EU members that"),
        (
            "How many of the CBSS members that had signed CETS 197 had ratified it on 23 February 2010?",
            "4 of the 10 CBSS member states that had signed CETS 197 had ratified",
        ),
        ("Have all parties to CETS 197 in the CBSS ratified CRC-OP-SC?", "Yes: all four member states of the Council"),
        (
            "Were all CBSS members outside the EU parties to the Palermo Protocol on 23 February 2010?",
            "No: two of the three CBSS member states that were not members of the European Union were parties",
        ),
        ("Was every state that ratified CETS 197 in 2008 a member of the EU?", "No sure answer: "),
        ("Did all CBSS members ratify CETS 197 that signed it?", "No sure answer: "),
        ("Was no Nordic state a party to CETS 197 on 23 February 2010?", "No: two of the five Nordic states were parties"),
        ("Were none of the Baltic states parties to CETS 197 on 23 February 2010?", "No: one of the three Baltic states was"),
        ("Had no Nordic state ratified the Palermo Protocol by 2001?", "Yes: none of the five Nordic states had ratified"),
    ],
)  # fmt: skip
def test_those_are_counted_of_whom_it_is_asked(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Which year saw more ratifications of CETS 197, 2008 or 2009?",
            "More in 2008 than in 2009, by four. 10 states ",
        ),
        ("Were there more ratifications of UNTOC in 2003 than in 2004?", "No, by seven. 31 states "),
        (
            "Did more states ratify CETS 197 in 2008 or in 2009, and how many in each year?",
            "More in 2008 than in 2009, by four. 10 states ratified or otherwise joined CETS 197 in 2008: ",
        ),
        ("EU members today", "As last recorded, the European Union had 28 members on 31 January 2020: "),
    ],
)
def test_the_first_line_begins_with_the_answer(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text.startswith(text)


def test_what_was_so_when_the_last_did_something_is_not_told_of_another(graph: KnowledgeGraph) -> None:
    lead = graph.answer("Which Nordic countries were bound by UNTOC when the last state ratified it?").lead
    assert lead is None or lead.reader != "treaties"


def test_those_who_are_left_out_are_told_of_a_day_on_which_they_had_done_it(graph: KnowledgeGraph) -> None:
    """Belarus and Israel acceded in 2013 and 2021, Norway ratified in 2008."""
    besides = "Which states besides {} are party to CETS 197 without being members of the Council of Europe?"
    later = graph.answer(besides.format("Belarus and Israel")).text
    assert later.endswith("was a party to CETS 197 on 16 March 2022.")
    then = graph.answer("Which Nordic states besides Norway are party to CETS 197?").text
    assert "on 23 February 2010: Denmark" in then


def test_the_notice_of_a_succession_is_told_beside_the_day_from_which_it_counts(
    graph: KnowledgeGraph,
) -> None:
    found = graph.answer("Montenegro Palermo Protocol succession")
    of_both = "by a notice of 23 October 2006, with effect from 3 June 2006."
    assert found.text == f"Montenegro succeeded to the Palermo Protocol {of_both}"
    two = graph.answer(
        "Slovakia or Czechia: which was the first to succeed to the 1956 Supplementary Convention?"
    )
    assert "by a notice of 28 May 1993" in two.text and "leave it open" not in " ".join(two.notes)


def test_no_day_is_taken_in_silence(graph: KnowledgeGraph) -> None:
    claim = graph.answer("Which CBSS states have signed but not ratified CETS 197?").lead
    assert claim is not None and claim.notes[0].startswith(
        "No day is named, so it is told as of 23 February 2010"
    )
    assert (
        "On 26 January 2010, the day taken for the memo's lists, the answer is different for Estonia."
        in claim.notes
    )
    latest = graph.answer("Is Russia a party to CETS 197 today?").lead
    assert latest is not None and latest.notes[0].startswith("Told as of 16 March 2022")


def test_a_list_that_may_go_on_says_at_least(graph: KnowledgeGraph) -> None:
    claim = graph.answer("Which CBSS states had signed CETS 197 by 2008?").lead
    assert claim is not None and claim.unsure and claim.text.startswith("At least ")


def test_states_of_which_nothing_is_recorded_are_not_counted_where_all_are_asked_about(
    graph: KnowledgeGraph,
) -> None:
    claim = graph.answer("Which states had ratified ILO C138 by 2009?").lead
    assert claim is not None and claim.unsure and claim.text.startswith("At least 67 states had ratified")
    assert "States of which nothing is recorded under ILO C138 are not counted." in claim.notes
    claim = graph.answer("Which states had ratified CETS 197 by 2009?").lead  # a page names all of them
    assert claim is not None and not claim.unsure and claim.text.startswith("26 states had ratified")


def test_a_kind_of_consent_within_some_days_is_open_only_for_those_who_consented_then(
    graph: KnowledgeGraph,
) -> None:
    """Who consented earlier did it neither then nor "in another way" then, and of whom how is not recorded is named."""
    asked = (
        "Between 1 January and 31 December 2010, which states consented to be bound by CETS 197 by ratification or by "
        "acceptance?"
    )
    claim = graph.answer(asked).lead
    assert claim is not None and "Azerbaijan, the Netherlands, San Marino and Ukraine" in claim.text
    assert {one.rsplit("/", 1)[1] for one in claim.unsure} == {"irl", "ita", "swe"}
    open_for = "The sources leave it open for Ireland, Italy and Sweden, since they do not settle how these consented."
    assert open_for in claim.notes and not any("in another way" in note for note in claim.notes)
    accepted = graph.answer("Which states accepted CETS 197 in 2010?").lead
    assert (
        accepted is not None
        and accepted.text == "At least one state accepted CETS 197 in 2010: the Netherlands."
    )
    (other,) = [note for note in accepted.notes if "in another way" in note]
    assert other == "Three consented to be bound by CETS 197 in another way."


def test_a_state_has_its_article(graph: KnowledgeGraph) -> None:
    claim = graph.answer("Did the Netherlands ratify CETS 197 by 2012?").lead
    assert claim is not None and claim.text.startswith("Yes: the Netherlands had ratified")
    claim = graph.answer("When did the United States ratify the Palermo Protocol?").lead
    assert claim is not None and claim.text.startswith("The United States ratified")


def test_signatories_on_a_day_are_those_who_had_signed_by_then(graph: KnowledgeGraph) -> None:
    for sentence in (
        "Number of signatories of CETS 197 on 26 January 2010",
        "How many states had signed CETS 197 by 26 January 2010?",
    ):
        found = graph.answer(sentence).lead
        assert found is not None and " had signed CETS 197 by 26 January 2010: " in found.text


def test_what_may_be_several_treaties_is_asked_back(graph: KnowledgeGraph) -> None:
    for sentence, text in {
        "Which states ratified the Convention?": "'the Convention' may be CETS 197 or UNTOC: which is meant?",
        "Has Norway ratified the trafficking convention?": (
            "'the trafficking convention' may be CETS 197 or the 1949 Convention: which is meant?"
        ),
    }.items():
        claim = graph.answer(sentence).lead
        assert claim is not None and claim.text == text and not claim.found
    taken = graph.answer(
        "Which CBSS states had ratified the Convention of the Council of Europe by 2009?"
    ).lead
    assert (
        taken is not None
        and taken.notes[0] == "'the Convention of the Council of Europe' is taken as CETS 197."
    )


def test_who_says_so_stands_beside_the_answer(graph: KnowledgeGraph) -> None:
    for sentence, source in {
        "Had Sweden signed CETS 197 by February 2010?": "memo 2-14 (section 2, 14th paragraph)",
        "Which CBSS states have not ratified CETS 197?": "What dated lists report of the status of states under treaties",
        "When did Estonia join NATO?": "Members of the North Atlantic Treaty Organization",
        "Has Iceland ever been a member of the EU?": "Member states of the European Union",
    }.items():
        claim = graph.answer(sentence).lead
        assert claim is not None and source in claim.sources


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Did Sweden actually ratify CETS 197?", "Did Sweden ratify CETS 197?"),
        ("Has Iceland itself joined the Palermo Protocol?", "Has Iceland joined the Palermo Protocol?"),
        ("Which two Nordic states had not ratified it: CETS 197, 2011?", "Which Nordic states had not ratified it: CETS 197, 2011?"),
        (
            "By the end of 2005 every Nordic country except two had ratified the Palermo Protocol; name the two.",
            "Which Nordic countries had not ratified the Palermo Protocol by the end of 2005?",
        ),
        (
            "All but one of the Baltic states had ratified CETS 197 by the end of 2012; which one?",
            "Which Baltic states had not ratified CETS 197 by the end of 2012?",
        ),
        (
            "Only one EU member state had still not signed CETS 197 on 1 March 2010. Which one?",
            "Which EU member state had not signed CETS 197 on 1 March 2010?",
        ),
        (
            "Which Baltic states joined the Palermo Protocol only after their accession to the European Union on 1 May 2004?",
            "Which Baltic states joined the Palermo Protocol after 1 May 2004?",
        ),
        (
            "Which CBSS states had ratified UNTOC before joining the EU on 1 May 2004?",
            "Which CBSS states had ratified UNTOC before 1 May 2004?",
        ),
        (
            "Which CBSS states put their signatures to the Palermo Protocol at the conference of 12-15 December 2000?",
            "Which CBSS states signed the Palermo Protocol between 12 and 15 December 2000?",
        ),
        (
            "On 1 January 2010, had more CBSS members ratified the Palermo Protocol or CETS 197, and how many each?",
            "On 1 January 2010, had more CBSS members ratified the Palermo Protocol or CETS 197?",
        ),
        (
            "Which was the third Baltic Sea state (CBSS) to ratify the Palermo Protocol?",
            "Which was the third Baltic Sea state to ratify the Palermo Protocol?",
        ),
        ("Which country was number ten to ratify CETS 197?", "Which country was the tenth to ratify CETS 197?"),
        (
            "Whose was the tenth ratification of CETS 197, the one that set its entry into force in motion?",
            "Whose was the tenth ratification of CETS 197?",
        ),
        (
            "Did the United States ever ratify CEDAW, or at least had it by September 2020?",
            "Had the United States ratified CEDAW by September 2020?",
        ),
    ],
)  # fmt: skip
def test_a_word_that_narrows_nothing_changes_nothing(
    graph: KnowledgeGraph, sentence: str, plain: str
) -> None:
    assert graph.answer(sentence).text == graph.answer(plain).text


def test_what_was_told_before_is_put_before_or_after_what_another_did(graph: KnowledgeGraph) -> None:
    before = graph.answer("When did Estonia ratify CETS 197?")
    found = graph.answer("Was that before or after Lithuania?", after=before)
    assert found.text.startswith(
        "Lithuania first: it ratified or otherwise joined CETS 197 between 24 February 2012 and"
    )


def test_a_number_of_members_that_an_organization_does_not_have_is_not_read(graph: KnowledgeGraph) -> None:
    right, wrong = (
        f"How many of the EU-{number} had ratified UNTOC by 1 January 2010?" for number in (27, 15)
    )
    assert graph.answer(right).text.startswith(
        "24 of the 27 member states of the European Union had ratified"
    )
    assert graph.answer(wrong).lead is None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "States that ratified CETS 197 between 1 February and 31 December 2008",
            "Six states ratified or otherwise joined CETS 197 between 1 February 2008 and 31 December 2008: Armenia, Latvia, Montenegro, Poland, Portugal and the United Kingdom.",
        ),
        (
            "How many of the then 27 EU member states were bound by CETS 197 on 1 January 2010?",
            "16 of the 27 EU member states were parties to CETS 197 on 1 January 2010: ",
        ),
        (
            "Which CBSS states had at least signed CRC-OP-SC by 1 January 2010?",
            "Nine of the eleven CBSS states had signed CRC-OP-SC by 1 January 2010: ",
        ),
        (
            "How many of the Baltic Sea states were bound by UNTOC on the day it entered into force?",
            "4 of the 11 Baltic Sea states were parties to UNTOC on 29 September 2003: Estonia, Latvia, Lithuania and Poland.",
        ),
        (
            "Which EU states had ratified CETS 197 on the day of its entry into force?",
            "Eight of the 27 EU states had ratified or otherwise joined CETS 197 by 1 February 2008: ",
        ),
        ("sweden coe trafficking convention in force since when", "Sweden became a party to CETS 197 on 1 September 2010."),
        ("lithuania optional protocol sale of children ratified when", "Lithuania acceded to CRC-OP-SC on 5 August 2004."),
        ("usa convention on rights of the child ratified?", "No: the United States had not ratified or otherwise joined CRC by "),
        ("russia coe convention trafficking signed or not", "No, as far as the sources go: up to 27 January 2016 Russia had not signed CETS 197"),
        ("states of the european union untoc not ratified 29 september 2003", "13 of the 15 member states of the European Union had not ratified or otherwise joined UNTOC by 29 September 2003: "),
        ("cedaw iceland date", "Iceland signed CEDAW on 24 July 1980. Iceland ratified CEDAW on 18 June 1985."),
        ("Since what date has Norway been bound by UNTOC?", "Norway became a party to UNTOC on 23 October 2003."),
        (
            "Is any Baltic Sea state party to the Convention on Migrant Workers (ICMW)?",
            "No: none of the eleven Baltic Sea states were parties to ICMW on 23 February 2010.",
        ),
        (
            "Which of the Baltic Sea states was the first to ratify ILO Convention No. 182 on the worst forms of child labour?",
            "Of the eleven Baltic Sea states, the first to have ratified or otherwise joined ILO C182 was Finland, on 17 January 2000.",
        ),
        (
            "Order in which Estonia, Latvia and Lithuania ratified the Palermo Protocol, with dates",
            "Ratified or otherwise joined the Palermo Protocol: Lithuania on 23 June 2003; Estonia on 12 May 2004; Latvia on 25 May 2004.",
        ),
    ],
)  # fmt: skip
def test_small_words_and_keywords_stop_no_answer(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "CBSS states not party to CRC-OP-SC on 1 January 2010; which of them had at least signed?",
            (
                "Two of the eleven CBSS states were not parties to CRC-OP-SC on 1 January 2010: Finland and Russia.",
                "Finland had signed CRC-OP-SC by 1 January 2010; Russia had not.",
            ),
        ),
        (
            "Have all the Nordic countries ratified CEDAW, and which was the first?",
            ("Yes: all five Nordic countries", "the first to have ratified or otherwise joined CEDAW was Sweden, on 2 July 1980."),
        ),
        ("Has Poland ratified UNTOC, and when did it sign it?", ("Poland ratified UNTOC on 12 November 2001.", "Poland signed UNTOC on 12 December 2000.")),
        (
            "Did Denmark sign CETS 197 by 2006, and was it bound by then?",
            ("Yes: Denmark had signed CETS 197 by 31 December 2006", "No: Denmark was not a party to CETS 197 on 31 December 2006; later it became a party to it, on 1 February 2008."),
        ),
        (
            "Had Russia signed CRC-OP-SC by 2010, and is it a party to the Palermo Protocol?",
            ("No: Russia had not signed CRC-OP-SC by 31 December 2010; later it signed it, on 26 September 2012.", "Yes: Russia was a party to the Palermo Protocol on 23 February 2010"),
        ),
    ],
)  # fmt: skip
def test_each_part_of_a_sentence_is_answered(
    graph: KnowledgeGraph, sentence: str, texts: tuple[str, ...]
) -> None:
    answered = graph.answer(sentence).text
    assert [text for text in texts if text not in answered] == []


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        ("has latvia signed palermo", "and estonia", "Yes: Estonia had signed the Palermo Protocol"),
        ("has latvia signed palermo", "russia?", "Yes: Russia had signed the Palermo Protocol"),
        (
            "Have all three Baltic states ratified the Palermo Protocol?",
            "which of them was first?",
            "Of the three Baltic states, the first to have ratified or otherwise joined the Palermo Protocol was Lithuania, on 23 June 2003.",
        ),
        (
            "Which CBSS states had signed CRC-OP-SC by 2005?",
            "of these, which had ratified it by then?",
            "Denmark, Estonia, Iceland, Norway and Poland had ratified or otherwise joined CRC-OP-SC by 31 December 2005; Finland, Germany, Latvia and Sweden had not.",
        ),
        (
            "Which CBSS states had signed CRC-OP-SC by 2005?",
            "How many of them had ratified it by 2006?",
            "6 of the 9: Denmark, Estonia, Iceland, Latvia, Norway and Poland had ratified",
        ),
        ("Which Nordic countries had ratified CETS 197 by 2010?", "when did they sign it?", "Signed CETS 197: Norway on 16 May 2005; Sweden on 16 May 2005; Denmark on 5 September 2006."),
        (
            "Which CBSS states have ratified CETS 197?",
            "Which of them have signed it but not yet ratified it?",
            "Six of the eleven CBSS states had signed CETS 197 and had not ratified or otherwise joined it by 23 February 2010",
        ),
        (
            "Which of the Nordic countries was first to ratify the Palermo Protocol?",
            "and who came last?",
            "Of the five Nordic countries, the last to have ratified or otherwise joined the Palermo Protocol was Iceland, on 22 June 2010.",
        ),
        (
            "Which of the Nordic countries was last to ratify the Palermo Protocol?",
            "When had that country signed it?",
            "Iceland signed the Palermo Protocol on 13 December 2000.",
        ),
        (
            "When did Germany ratify CETS 197?",
            "Was Sweden any quicker with that one?",
            "Yes: Sweden ratified or otherwise joined CETS 197 before Germany",
        ),
        ("When did Germany ratify CETS 197?", "Did Finland ratify it later?", "No: "),
        (
            "Where was CETS 197 opened for signature?",
            "Which Nordic countries signed it that very same day?",
            "Three of the five Nordic countries signed CETS 197 on 16 May 2005: Iceland, Norway and Sweden.",
        ),
        ("Did Finland sign CETS 197 in 2006?", "since when has it been bound?", "Finland became a party to CETS 197 on 1 September 2012."),
    ],
)  # fmt: skip
def test_what_goes_on_takes_what_it_leaves_out_from_before(
    graph: KnowledgeGraph, before: str, sentence: str, text: str
) -> None:
    found = graph.answer(sentence, after=graph.answer(before))
    assert found.text.startswith(text) and found.read_as[0].startswith("Read as: ")


@pytest.mark.parametrize(
    "sentence",
    [
        "Did Estonia sign or not ratify CETS 197 by 2010?",
        "Which EU states had signed or not CETS 197 by 2009?",
        "Was Denmark bound by CETS 197 by then?",
        "Which states had ratified CETS 197 by the day on which the tenth state ratified?",
    ],
)
def test_what_is_not_clear_is_not_answered(graph: KnowledgeGraph, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None or lead.reader != "treaties"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Did Germany ratify the Palermo Protocol before or after the European Community approved it?",
            "Before: Germany ratified the Palermo Protocol on 14 June 2006.",
        ),
        ("is the eu itself party to palermo protocol", "Yes: the European Union was a party to the Palermo Protocol on 23 February 2010 (since 6 October 2006)."),
        (
            "Did Estonia and Latvia ratify the Palermo Protocol on the same day?",
            "No: Estonia first: it ratified or otherwise joined the Palermo Protocol on 12 May 2004, Latvia on 25 May 2004, 13 days later.",
        ),
        ("Did Finland and Sweden sign UNTOC on the same day or not?", "Yes: on the same day: Finland and Sweden signed UNTOC on 12 December 2000."),
        (
            "Which of the Palermo Protocol, UNTOC and CETS 197 had Finland ratified by 2008?",
            "Finland had ratified or otherwise joined two of the three treaties named by 31 December 2008: UNTOC (on 10 February 2004) and the Palermo Protocol (on 7 September 2006).",
        ),
        ("How many of CEDAW, CRC and UNTOC had the United States ratified by 2010?", "One: the United States had ratified"),
        (
            "Which Baltic Sea states were bound by the Palermo Protocol from the day of its entry into force (25 December 2003)?",
            "Four of the eleven Baltic Sea states were parties to the Palermo Protocol on 25 December 2003: Denmark, Lithuania, Norway and Poland.",
        ),
        ("Did Sweden ratify UNTOC before Finland ratified it?", "No: Sweden did not ratify or otherwise join UNTOC before Finland"),
    ],
)  # fmt: skip
def test_days_are_compared_of_states_organizations_and_named_treaties(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    assert graph.answer(sentence).text.startswith(text)


def test_a_day_of_an_event_that_is_said_to_be_another_is_not_read(graph: KnowledgeGraph) -> None:
    asked = "Which Baltic Sea states were bound by the Palermo Protocol on the day of its entry into force (26 December 2003)?"
    assert graph.answer(asked).lead is None


def test_those_are_named_who_record_what_the_states_did(graph: KnowledgeGraph) -> None:
    lead = graph.answer("Had Russia signed CETS 197 by 1 January 2010?").lead
    assert lead is not None
    assert (
        lead.sources
        == (
            "Acts under the Council of Europe Convention on Action against Trafficking in Human Beings",  # which names all
            "What dated lists report of the status of states under treaties",
        )
    )


# From the tables of acts and of the events of treaties, and the memo's day of 23 February 2010.
READ_NOW = {
    "Which CBSS states were members of the EU when they ratified the Palermo Protocol?": (
        "Six of the eleven CBSS states were members of the European Union when they ratified or otherwise joined the Palermo "
        "Protocol: Denmark, Estonia, Finland, Germany, Latvia and Sweden."
    ),
    "In early 2010, who in the Baltic Sea region still had to ratify CETS 197?": (
        "Seven of the eleven member states of the Council of the Baltic Sea States had not ratified or otherwise joined CETS 197 by "
        "31 March 2010: Estonia, Finland, Germany, Iceland, Lithuania, Russia and Sweden."
    ),
    "Whose ratification was the tenth and so triggered the entry into force of the Council of Europe convention?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "Who was the tenth to ratify the Council of Europe convention against trafficking, i.e. who set off its entry into force?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "Of the ten states joining the EU on 1 May 2004, which had already ratified the Palermo Protocol by that day?": (
        "Ten states joined the European Union on 1 May 2004: Cyprus, Czechia, Estonia, Hungary, Latvia, Lithuania, "
        "Malta, Poland, Slovakia and Slovenia. Cyprus, Lithuania, Malta and Poland had ratified or otherwise joined the"
        " Palermo Protocol by 1 May 2004; Czechia, Estonia, Hungary, Latvia, Slovakia and Slovenia had not."
    ),
    "Which countries that were EU members in 2010 ratified the Council of Europe's trafficking convention only in 2012 or later?": (
        "Seven states were members of the European Union on 31 December 2010 and ratified or otherwise joined CETS 197 "
        "from 1 January 2012 to 16 March 2022: Czechia, Estonia, Finland, Germany, Greece, Hungary and Lithuania."
    ),
    "Which CBSS states were signatories but not yet ratifiers of CETS 197 on 26 January 2010?": (
        "Five of the eleven CBSS states had signed CETS 197 and had not ratified or otherwise joined it by 26 January "
        "2010: Finland, Germany, Iceland, Lithuania and Sweden."
    ),
    "Three states deposited their ratification of CETS 197 on 29 November 2010. Which ones?": (
        "Three states ratified or otherwise joined CETS 197 on 29 November 2010: Italy, San Marino and Ukraine."
    ),
    "Was Russia a party, only a signatory, or nothing at all under the Palermo Protocol on 1 January 2004?": (
        "Russia signed the Palermo Protocol on 12 December 2000. Up to 1 January 2004 Russia had not ratified or "
        "otherwise joined the Palermo Protocol."
    ),
    "How many CBSS member states was CETS 197 already in force for on 1 March 2010?": (
        "4 of the 11 CBSS member states were parties to CETS 197 on 1 March 2010: Denmark, Latvia, Norway and Poland."
    ),
    "Of the five Nordic countries, how many had CETS 197 in force by the end of 2008?": (
        "2 of the 5 Nordic countries were parties to CETS 197 on 31 December 2008: Denmark and Norway."
    ),
    "For my programme: what states signed CETS 197 between 27 January 2010 and the end of that year?": (
        "Two states signed CETS 197 between 27 January 2010 and 31 December 2010: Azerbaijan and Estonia."
    ),
    "Which CBSS states ratified or acceded to the Palermo Protocol in 2003, 2004 or 2005?": (
        "Eight of the eleven CBSS states ratified or otherwise joined the Palermo Protocol between 1 January 2003 and "
        "31 December 2005: Denmark, Estonia, Latvia, Lithuania, Norway, Poland, Russia and Sweden."
    ),
    "Which CBSS countries ratified the trafficking protocol of Palermo in 2004?": (
        "Four of the eleven CBSS countries ratified or otherwise joined the Palermo Protocol in 2004: Estonia, Latvia, "
        "Russia and Sweden."
    ),
    "Was Germany already bound by the Palermo Protocol when the Council of Europe convention was opened for signature in Warsaw?": (
        "No: Germany was not a party to the Palermo Protocol on 16 May 2005; later it became a party to it, on 14 July "
        "2006."
    ),
    "Which CBSS states had ratified ILO Convention No. 29 before 1940?": (
        "Four of the eleven CBSS states of 23 February 2010 had ratified or otherwise joined ILO C029 by 31 December "
        "1939: Denmark, Finland, Norway and Sweden."
    ),
    "Who ratified CETS 197 on the same day as Poland?": (
        "No state other than Poland ratified or otherwise joined CETS 197 on 17 November 2008."
    ),
    "Is Belarus the only state that acceded to CETS 197?": (
        "No: at least two states had acceded to CETS 197 by 16 March 2022: Belarus and Israel."
    ),
    "Does Denmark's ratification of CETS 197 extend to Greenland and the Faroe Islands?": (
        "No: Denmark declared on 19 September 2007 that it excludes the Faroe Islands and Greenland until a further "
        "decision."
    ),
    "Does Sweden's ratification of CETS 197 cover Greenland?": (
        "No territorial declaration of Sweden on Greenland under CETS 197 is recorded here."
    ),
    "Was Norway already bound by CETS 197 the day it entered into force?": (
        "No: Norway was not a party to CETS 197 on 1 February 2008; later it became a party to it, on 1 May 2008."
    ),
    "How did Finland stand with UNTOC when that entered into force on 29 September 2003?": (
        "Finland signed UNTOC on 12 December 2000. Up to 29 September 2003 Finland had not ratified or otherwise joined UNTOC."
    ),
    "How did Germany stand with CETS 197 on 1 March 2010: signed, ratified, nothing?": (
        "Germany signed CETS 197 on 16 or 17 November 2005. Up to 1 March 2010 Germany had not ratified or otherwise joined CETS 197."
    ),
    "Of all the CBSS member states, which signed the Palermo Protocol last?": (
        "Of the eleven CBSS member states, the last to have signed the Palermo Protocol was Latvia, on 10 December 2002."
    ),
    "Was Iceland already a party to the Palermo Protocol when the memo was written in early 2010?": (
        "No: Iceland was not a party to the Palermo Protocol on 23 February 2010; later it became a party to it, on 22 July 2010."
    ),
    "Leaving Russia aside, which of the CBSS states was last to ratify CETS 197?": (
        "Of the ten CBSS states other than Russia, the last to have ratified or otherwise joined CETS 197 was Estonia, "
        "on 5 February 2015."
    ),
    "EU members ratifying or accepting CETS 197 after 1 March 2010 but no later than 31 December 2011?": (
        "Four of the 27 EU members ratified or otherwise joined CETS 197 between 2 March 2010 and 31 December 2011: "
        "Ireland, Italy, the Netherlands and Sweden."
    ),
    "In March 2010, who sits in the CBSS without being an EU country?": (
        "Three of the eleven member states of the Council of the Baltic Sea States were not members of the European Union "
        "on 31 March 2010: Iceland, Norway and Russia."
    ),
    "Were any of the three Baltic states already party to the Palermo Protocol on the day they joined the EU, 1 May 2004? which ones": (
        "One of the three Baltic states was a party to the Palermo Protocol on 1 May 2004: Lithuania."
    ),
    "On 1 May 2002, was Lithuania already bound by the Palermo Protocol or had it just signed?": (
        "No: Lithuania was not a party to the Palermo Protocol on 1 May 2002; later it became a party to it, on 25 December 2003. Yes: Lithuania had signed the Palermo Protocol "
        "and had not ratified or otherwise joined it by 1 May 2002."
    ),
    "how many years between Denmark's and Finland's ratification of CETS 197?": (
        "1,715 days (4 years, 8 months and 11 days): Denmark ratified or otherwise joined CETS 197 on 19 September 2007, "
        "Finland on 30 May 2012."
    ),
    "Lithuania: party to CETS 197 since?": "Lithuania became a party to CETS 197 between 1 June 2012 and 1 April 2013.",
    "Which Baltic states, if any, were parties to CETS 197 before 2009?": (
        "One of the three Baltic states was a party to CETS 197 on 31 December 2008: Latvia."
    ),
    "Which CBSS states acceded to CRC-OP-SC without signing it first?": (
        "One of the eleven CBSS states had acceded to CRC-OP-SC and had not signed it by 23 February 2010: Lithuania."
    ),
    "Which Council of Europe members ratified CETS 197 on the same day as Italy?": (
        "Two of the 46 Council of Europe members other than Italy ratified or otherwise joined CETS 197 on 29 November 2010: San "
        "Marino and Ukraine."
    ),
    "which parties to the Palermo Protocol in the CBSS are not parties to CETS 197 as of 1 March 2010": (
        "Six of the eleven member states of the Council of the Baltic Sea States were parties to the Palermo Protocol and were "
        "not parties to CETS 197 on 1 March 2010: Estonia, Finland, Germany, Lithuania, Russia and Sweden."
    ),
    "By 2005, had more EU states signed the Palermo Protocol than ratified it?": (
        "More signed than ratified, by nine. 25 of the 25 EU states had signed the Palermo Protocol by 31 December 2005. "
        "16 of the 25 EU states had ratified or otherwise joined the Palermo Protocol by 31 December 2005: Austria, Belgium, "
        "Cyprus, Denmark, Estonia and eleven others."
    ),
    "CETS 197 Norway status 1 February 2008": (
        "Norway signed CETS 197 on 16 May 2005. Norway ratified or otherwise joined CETS 197 on 17 January 2008. "
        "On 1 February 2008 Norway was not yet bound by it, but from 1 May 2008."
    ),
    "Was Finland bound by CETS 197 when 2010 began?": "No: Finland was not a party to CETS 197 on 1 January 2010; later it became a party to it, on 1 September 2012.",
    # From the tables of acts of CETS 197 and of the UN Treaty Collection, and the members of the CBSS and the Nordic Council.
    "How long did Finland take from the opening for signature to ratification of CETS 197?": (
        "2,571 days (7 years and 14 days): CETS 197 was opened for signature on 16 May 2005, Finland ratified or otherwise joined "
        "CETS 197 on 30 May 2012."
    ),
    "list the Nordic countries with the day each ratified the Palermo Protocol": (
        "Ratified or otherwise joined the Palermo Protocol: Norway on 23 September 2003; Denmark on 30 September 2003; Sweden on "
        "1 July 2004; Finland on 7 September 2006; Iceland on 22 June 2010."
    ),
    "palermo protocol ratifications 2003 cbss": (
        "Four of the eleven member states of the Council of the Baltic Sea States ratified or otherwise joined the Palermo "
        "Protocol in 2003: Denmark, Lithuania, Norway and Poland."
    ),
    "unratified: cets 197, cbss, 2010-02-23": (
        "Seven of the eleven member states of the Council of the Baltic Sea States had not ratified or otherwise joined CETS 197 "
        "by 23 February 2010: Estonia, Finland, Germany, Iceland, Lithuania, Russia and Sweden."
    ),
    "Whose ratification brought CETS 197 into force?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "Where in the Baltic Sea region is CETS 197 in force?": (
        "Four of the eleven member states of the Council of the Baltic Sea States were parties to CETS 197 on 23 February 2010: "
        "Denmark, Latvia, Norway and Poland."
    ),
    "Were there more CBSS or more Nordic states bound by CETS 197 on 23 February 2010?": (
        "More CBSS than Nordic states, by two. 4 of the 11 member states of the Council of the Baltic Sea States were parties to CETS 197 "
        "on 23 February 2010: Denmark, Latvia, Norway and Poland. 2 of the 5 Nordic states were parties to CETS 197 on 23 February "
        "2010: Denmark and Norway."
    ),
    "Have all CBSS states but Russia signed CETS 197?": (
        "Yes: all ten CBSS states other than Russia had signed CETS 197 by 23 February 2010."
    ),
    "No CBSS state ratified CETS 197 in January 2010, true?": (
        "None of the eleven member states of the Council of the Baltic Sea States ratified or otherwise joined CETS 197 in "
        "January 2010."
    ),
    "How did Finland consent to the Palermo Protocol: by ratification or acceptance?": (
        "Finland accepted the Palermo Protocol on 7 September 2006."
    ),
    "What did Iceland do first, sign CETS 197 or ratify UNTOC?": (
        "Signed CETS 197 first: Iceland signed CETS 197 on 16 May 2005 and ratified or otherwise joined UNTOC on 13 May 2010."
    ),
    "Which of CEDAW, CRC and UNTOC has Estonia ratified last?": (
        "UNTOC last: Estonia ratified or otherwise joined CEDAW on 21 October 1991; Estonia ratified or otherwise joined CRC on 21 "
        "October 1991; Estonia ratified or otherwise joined UNTOC on 10 February 2003."
    ),
    "By which CBSS states was the Palermo Protocol ratified after 2005?": (
        "Three of the eleven CBSS states ratified or otherwise joined the Palermo Protocol from 1 January 2006 to 1 January 2014: "
        "Finland, Germany and Iceland."
    ),
    "How many days after Estonia did Lithuania ratify the Palermo Protocol?": (
        "324 days (10 months and 19 days): Lithuania ratified or otherwise joined the Palermo Protocol on 23 June 2003, "
        "Estonia on 12 May 2004."
    ),
    "Which Nordic country was the first to ratify ILO Convention 182 and which was the last?": (
        "Of the five Nordic countries, the first to have ratified or otherwise joined ILO C182 was Finland, on 17 January 2000. "
        "Of the five Nordic countries, the last to have ratified or otherwise joined ILO C182 was Sweden, on 13 June 2001."
    ),
    "Did most CBSS states ratify CETS 197?": (
        "Yes: ten of the eleven CBSS states had ratified or otherwise joined CETS 197 by 16 March 2022: Denmark, Estonia, "
        "Finland, Germany, Iceland, Latvia, Lithuania, Norway, Poland and Sweden."
    ),
    "Did more than half of the CBSS states ratify CETS 197 by 2010?": (
        "No: five of the eleven CBSS states had ratified or otherwise joined CETS 197 by 31 December 2010: Denmark, Latvia, "
        "Norway, Poland and Sweden."
    ),
    "More than one of the Baltic states ratified CETS 197 before 2010 - right or wrong?": (
        "No: one of the three Baltic states had ratified or otherwise joined CETS 197 by 31 December 2009: Latvia."
    ),
    "In which year did most CBSS states ratify the Palermo Protocol?": (
        "Most did in 2003 and 2004 (4). By year, so many CBSS states ratified or otherwise joined the Palermo Protocol: "
        "4 in 2003; 4 in 2004; 2 in 2006; 1 in 2010."
    ),
    "Is it true that Sweden ratified CETS 197 only after the memo was written?": (
        "Yes: Sweden ratified or otherwise joined CETS 197 from 24 February 2010 to 16 March 2022 (on 31 May 2010)."
    ),
    "Had Iceland ratified the Palermo Protocol by 23 February 2010, and if not, when did it do so?": (
        "No: Iceland had not ratified or otherwise joined the Palermo Protocol by 23 February 2010; later it ratified it, on 22 June 2010. "
        "Iceland ratified the Palermo Protocol on 22 June 2010."
    ),
    "Was Poland bound by CETS 197 on 23 February 2010, and if so, since when?": (
        "Yes: Poland was a party to CETS 197 on 23 February 2010 (since 1 March 2009)."
    ),
    "Has Lithuania joined the Council of Europe convention against trafficking, or only signed it?": (
        "Not by 23 February 2010, but later: Lithuania ratified or otherwise joined CETS 197 between 24 February 2012 and "
        "31 December 2012. "
        "Yes: Lithuania had signed CETS 197 and had not ratified or otherwise joined it by 23 February 2010."
    ),
    "Did Sweden ratify the Palermo Protocol and CETS 197, and when did it sign the latter?": (
        "Yes: Sweden had ratified or otherwise joined the Palermo Protocol and had ratified or otherwise joined CETS 197 by "
        "16 March 2022. Sweden signed CETS 197 on 16 May 2005."
    ),
    "Optional Protocol on the sale of children: state, signature, ratification for Estonia, Latvia and Lithuania please": (
        "Signed CRC-OP-SC: Latvia on 1 February 2002; Estonia on 24 September 2003. Up to 1 January 2022 Lithuania had not "
        "signed CRC-OP-SC. Ratified or otherwise joined CRC-OP-SC: Estonia on 3 August 2004; Lithuania on 5 August 2004; "
        "Latvia on 22 February 2006."
    ),
    "Finland, Palermo Protocol: signature, consent (day, kind), entry into force.": (
        "Finland signed the Palermo Protocol on 12 December 2000. Finland accepted the Palermo Protocol on 7 September 2006. "
        "Finland became a party to the Palermo Protocol on 7 October 2006."
    ),
    "Germany, Poland, Sweden - status under CETS 197 on 23 February 2010 please.": (
        "Signed CETS 197: Sweden on 16 May 2005; Poland on 16 or 17 May 2005; Germany on 16 or 17 November 2005. "
        "Ratified or otherwise joined CETS 197: Poland on 17 November 2008. "
        "On 23 February 2010 Poland was bound by it, since 1 March 2009. Up to 23 February 2010 Germany and Sweden had not ratified or otherwise joined CETS 197."
    ),
    "When did Norway sign, ratify and become bound by CETS 197?": (
        "Norway signed CETS 197 on 16 May 2005. Norway ratified or otherwise joined CETS 197 on 17 January 2008. "
        "Norway became a party to CETS 197 on 1 May 2008."
    ),
    "poland palermo signature ratification interval": (
        "722 days (1 year, 11 months and 22 days): Poland signed the Palermo Protocol on 4 October 2001 and ratified it on "
        "26 September 2003."
    ),
    "Ratifications of CETS 197 deposited in 2009: number, states, days.": (
        "Six states ratified or otherwise joined CETS 197 in 2009: Spain (on 2 April 2009); Luxembourg (on 9 April 2009); "
        "Serbia (on 14 April 2009); Belgium (on 27 April 2009); North Macedonia (on 27 May 2009); Slovenia (on 3 September 2009)."
    ),
    "Which state deposited the tenth ratification of CETS 197?": (
        "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    ),
    "first ten ratifications cets 197": (
        "The first ten states recorded to have ratified or otherwise joined CETS 197 were Moldova (on 19 May 2006), Romania "
        "(between 19 July 2006 and 24 January 2007), Austria (on 12 October 2006), Georgia (between 13 October 2006 and 11 June "
        "2007), Albania (on 6 February 2007), Slovakia (on 27 March 2007), Bulgaria (on 17 April 2007), Croatia (on 5 September "
        "2007), Denmark (on 19 September 2007) and Cyprus (on 24 October 2007)."
    ),
    "First ratification of the Palermo Protocol overall; first by a CBSS state.": (
        "The first state to have ratified or otherwise joined the Palermo Protocol was Monaco, on 5 June 2001. Of the eleven "
        "member states of the Council of the Baltic Sea States, the first to have ratified or otherwise joined the Palermo "
        "Protocol was Lithuania, on 23 June 2003."
    ),
    "first country in the baltic sea region to ratify palermo": (
        "Of the eleven member states of the Council of the Baltic Sea States, the first to have ratified or otherwise joined "
        "the Palermo Protocol was Lithuania, on 23 June 2003."
    ),
    "cbss countries not in palermo protocol end of 2009": (
        "One of the eleven cbss countries was not a party to the Palermo Protocol on 31 December 2009: Iceland."
    ),
    "sweden ratified coe conv before norway?": (
        "No: Sweden did not ratify or otherwise join CETS 197 before Norway (Sweden on 31 May 2010, Norway on 17 January 2008)."
    ),
    "Does the EU belong to the parties to the Palermo Protocol, and since when?": (
        "Yes: the European Union was a party to the Palermo Protocol on 23 February 2010 (since 6 October 2006)."
    ),
    "Council of Europe members (47) not party to the Palermo Protocol on 23 February 2010: number, names.": (
        "Six of the 47 Council of Europe members were not parties to the Palermo Protocol on 23 February 2010: Andorra, Czechia, "
        "Greece, Iceland, Ireland and San Marino."
    ),
    "We want to name the laggards: which CBSS states were the last two to ratify the Palermo Protocol?": (
        "Of the eleven CBSS states, the last two to have ratified or otherwise joined the Palermo Protocol were Iceland (on 22 "
        "June 2010) and Finland (on 7 September 2006)."
    ),
    "Good morning, I need to know whether Denmark had ratified CETS 197 by the time of the memo.": (
        "Yes: Denmark had ratified or otherwise joined CETS 197 by 23 February 2010 (on 19 September 2007)."
    ),
    "How long had the Palermo Protocol been in force when CETS 197 was opened for signature?": (
        "508 days (1 year, 4 months and 21 days): the Palermo Protocol entered into force on 25 December 2003, CETS 197 was opened "
        "for signature on 16 May 2005."
    ),
    "Time from adoption to entry into force: CETS 197 versus Palermo Protocol. Which was faster?": (
        "CETS 197 faster: 1,004 days (2 years, 8 months and 29 days): CETS 197 was adopted on 3 May 2005 and entered into force on "
        "1 February 2008; 1,135 days (3 years, 1 month and 10 days): the Palermo Protocol was adopted on 15 November 2000 and "
        "entered into force on 25 December 2003."
    ),
    "Nordic states, Palermo Protocol: signature, consent, kind of consent": (
        "Signed the Palermo Protocol: Denmark on 12 December 2000; Finland on 12 December 2000; Sweden on 12 December 2000; Iceland "
        "on 13 December 2000; Norway on 13 December 2000. Ratified or otherwise joined the Palermo Protocol: Norway on 23 September "
        "2003 (ratified); Denmark on 30 September 2003 (ratified); Sweden on 1 July 2004 (ratified); Finland on 7 September 2006 "
        "(accepted); Iceland on 22 June 2010 (ratified)."
    ),
    "CBSS states without ratification of CRC-OP-SC on 31 December 2010": (
        "Two of the eleven CBSS states had not ratified or otherwise joined CRC-OP-SC by 31 December 2010: Finland and Russia."
    ),
    "Which Nordic countries had ratified CETS 197 on the day Sweden ratified it?": (
        "Three of the five Nordic countries had ratified or otherwise joined CETS 197 by 31 May 2010: Denmark, Norway and Sweden."
    ),
    "Which CBSS states were parties to the Palermo Protocol on the day Finland became a party to it?": (
        "Ten of the eleven CBSS states were parties to the Palermo Protocol on 7 October 2006: Denmark, Estonia, Finland, Germany, "
        "Latvia, Lithuania, Norway, Poland, Russia and Sweden."
    ),
    "How many CBSS states had ratified CETS 197 by the day of the tenth ratification?": (
        "1 of the 11 CBSS states had ratified or otherwise joined CETS 197 by 24 October 2007: Denmark."
    ),
    "Which states ratified CETS 197 before Norway signed the Palermo Protocol?": (
        "No state had ratified or otherwise joined CETS 197 by 12 December 2000."
    ),
    "How many states had signed CETS 197 by the day of its adoption?": "No state had signed CETS 197 by 3 May 2005.",
    "Was Sweden the first to ratify CETS 197?": (
        "No: the first state recorded to have ratified or otherwise joined CETS 197 was Moldova, on 19 May 2006."
    ),
    "Was Denmark the first CBSS state to ratify CETS 197?": (
        "Yes: of the eleven member states of the Council of the Baltic Sea States, the first to have ratified or otherwise joined "
        "CETS 197 was Denmark, on 19 September 2007."
    ),
    "Latvia / Estonia, CETS 197: earlier signature, earlier ratification": (
        "Latvia first: it signed CETS 197 on 19 May 2006, Estonia on 3 February 2010, 1,356 days (3 years, 8 months and 15 days) "
        "later. Latvia first: it ratified or otherwise joined CETS 197 on 6 March 2008, Estonia on 5 February 2015, 2,527 days (6 "
        "years, 10 months and 30 days) later."
    ),
    "number of days between the tenth ratification and the entry into force of CETS 197": (
        "100 days (3 months and 8 days): the tenth that is recorded ratified or otherwise joined CETS 197 on 24 October 2007, CETS "
        "197 entered into force on 1 February 2008."
    ),
    "Which entered into force first, CETS 197 or UNTOC, and by how many days?": (
        "UNTOC first, by 1,586 days (4 years, 4 months and 3 days): UNTOC entered into force on 29 September 2003, CETS 197 entered "
        "into force on 1 February 2008."
    ),
    "first two parties to the Palermo Protocol, with dates": (
        "The first two states to have ratified or otherwise joined the Palermo Protocol were Monaco (on 5 June 2001) and Nigeria (on "
        "28 June 2001)."
    ),
    "CBSS states party to CETS 197 on 1 January 2008, 1 January 2009 and 1 January 2010": (
        "None of the eleven CBSS states were parties to CETS 197 on 1 January 2008. Three of the eleven CBSS states were parties to "
        "CETS 197 on 1 January 2009: Denmark, Latvia and Norway. Four of the eleven CBSS states were parties to CETS 197 on 1 January "
        "2010: Denmark, Latvia, Norway and Poland."
    ),
    "CETS 197 ratifications in 2009, in order of date": (
        "Six states ratified or otherwise joined CETS 197 in 2009: Spain (on 2 April 2009); Luxembourg (on 9 April 2009); "
        "Serbia (on 14 April 2009); Belgium (on 27 April 2009); North Macedonia (on 27 May 2009); Slovenia (on 3 September 2009)."
    ),
    "Which of Estonia and Russia has never even signed CETS 197?": (
        "As far as the sources go, up to 27 January 2016 Russia had not signed CETS 197; of later days they do not decide it."
    ),
    "By what kind of act did Finland join the Palermo Protocol?": (
        "Finland accepted the Palermo Protocol on 7 September 2006."
    ),
    "When did the EU join the Palermo Protocol, and by which kind of act?": (
        "The European Union approved the Palermo Protocol on 6 September 2006."
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", READ_NOW)
def test_fields_counts_intervals_and_conditions_are_read(graph: KnowledgeGraph, sentence: str) -> None:
    assert graph.answer(sentence).text == READ_NOW[sentence]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Have Russia and Norway ever signed CETS 197?",
            "Not known of Russia: Norway had signed CETS 197 by 16 March 2022.",
        ),
        (
            "Which of Russia and Israel had signed CETS 197 by 2020?",
            "As far as the sources go, up to 27 January 2016 Russia had not signed CETS 197; of later days they do not decide it; Israel had not by 31 December 2020.",
        ),
    ],
)
def test_of_whom_it_is_not_known_is_told(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text == text


# CETS 197 is covered to 16 March 2022, and Russia had not signed by the list of 27 January 2016; the Palermo Protocol is to 1 January 2014.
@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "Has Russia ever signed CETS 197, and is it bound by the Palermo Protocol?",
            (
                "up to 27 January 2016 Russia had not signed CETS 197",
                "Yes: Russia was a party to the Palermo Protocol on 1 January 2014 (since 25 June 2004).",
            ),
        ),
        (
            "Had Russia signed CETS 197 and ratified UNTOC by 1 January 2020?",
            (
                "Not known of that day: up to 27 January 2016 Russia had not signed CETS 197; of later days the sources do not decide it.",
                "Yes: Russia had ratified",
            ),
        ),
    ],
)
def test_what_is_known_of_one_of_several_acts_is_told(
    graph: KnowledgeGraph, sentence: str, texts: tuple[str, ...]
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and [text for text in texts if text not in lead.text] == []
    assert "answer" not in lead.answer.columns  # of the two together


# By 2-13 and 2-14 of the memo, 26 had ratified and 15 had only signed; Estonia signed on 3 February 2010.
@pytest.mark.parametrize(
    "sentence",
    [
        "According to the memo, how many countries have ratified CETS 197 and how many have only signed it?",
        "How many Council of Europe members have ratified the convention according to the memo, and how many have only signed it?",
    ],
)
def test_what_is_told_by_the_lists_of_the_memo_is_told_so_in_each_part(
    graph: KnowledgeGraph, sentence: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.text.startswith("26 ") and " 15 " in lead.text
    assert "Estonia" not in lead.text and "23 February" not in " ".join((lead.text, *lead.notes))


def test_whose_members_are_asked_about_tells_which_convention_is_meant(graph: KnowledgeGraph) -> None:
    lead = graph.answer("How many Council of Europe members had ratified the convention by 2009?").lead
    assert lead is not None and lead.text.startswith("26 of the 47 ")
    assert lead.notes[0] == "'the convention' is taken as CETS 197."
    assert "which is meant?" in graph.answer("How many CBSS states had ratified the convention by 2009?").text


def test_whether_it_was_the_first_is_asked_of_the_state_before(graph: KnowledgeGraph) -> None:
    before = graph.answer("When did Cyprus ratify CETS 197?")
    assert graph.answer("was it the first one?", after=before).text.startswith(
        "No: the first state recorded to have ratified or otherwise joined CETS 197 was Moldova"
    )


def test_two_treaties_side_by_side_are_counted_each_by_itself(graph: KnowledgeGraph) -> None:
    text = graph.answer("Number of parties on 23 February 2010: CETS 197 versus Palermo Protocol.").text
    assert text.startswith("26 states were parties to CETS 197 on 23 February 2010")
    assert (
        "134 states and the European Union (135 in all) were parties to the Palermo Protocol on 23 February 2010"
        in text
    )
    text = graph.answer("number of consents to the Palermo Protocol: 1 March 2010 vs 31 December 2013").text
    assert text.startswith(
        "136 states and the European Union (137 in all) had ratified or otherwise joined the Palermo Protocol by 1 March 2010"
    )
    assert "158 states and the European Union (159 in all) had ratified" in text


def test_what_befell_a_treaty_on_the_day_asked_about_is_said(graph: KnowledgeGraph) -> None:
    lead = graph.answer("How many states had signed CETS 197 by the day of its adoption?").lead
    assert lead is not None and lead.notes[0] == "CETS 197 was adopted on 3 May 2005."


def test_a_sentence_that_names_all_it_asks_about_goes_on_from_no_other(graph: KnowledgeGraph) -> None:
    before = "Had Finland ratified CETS 197 by 2009?"
    whole = "Which Nordic countries had ratified CETS 197 by 1 March 2010?"
    assert graph.answer(whole, before).read_as == ()
    asked = "How long did it take from the adoption of CETS 197 until it entered into force?"
    assert graph.answer(asked, "What is GRETA?").read_as == ()


def test_a_slip_in_a_verb_is_read_beside_the_name_of_a_state(graph: KnowledgeGraph) -> None:
    found = graph.answer("had russia ratifed cets 197 by 2010?")
    assert found.read_as == ("'ratifed' is read as 'ratified'.",)
    assert found.text.startswith(
        "No: Russia had not ratified or otherwise joined CETS 197 by 31 December 2010"
    )


def test_who_put_its_name_to_a_treaty_signed_it(graph: KnowledgeGraph) -> None:
    asked = "Which CBSS states had {} CETS 197 but not ratified it when the memo was written?"
    texts = {
        graph.answer(asked.format(act)).text for act in ("put their name to", "put their names to", "signed")
    }
    assert len(texts) == 1 and next(iter(texts)).startswith("Six of the eleven CBSS states had signed")


def test_a_number_that_is_not_so_is_not_repeated(graph: KnowledgeGraph) -> None:
    said = graph.answer(
        "All but two of the Nordic countries had ratified CETS 197 by the end of 2009. Which two?"
    )
    assert said.text.startswith(
        "Three of the five Nordic countries had not ratified or otherwise joined CETS 197"
    )


def test_that_country_and_quicker_are_read_of_one_alone(graph: KnowledgeGraph) -> None:
    several = graph.answer("Which Nordic countries ratified CETS 197 before 2009?")
    assert graph.answer("When had that country signed it?", after=several).lead is None
    compared = graph.answer("Was Sweden quicker?", after=graph.answer("When did Germany ratify CETS 197?"))
    assert compared.lead and graph.answer("Was Finland quicker?", after=compared).lead is None


def test_a_last_covered_day_says_of_which_states_it_is(graph: KnowledgeGraph) -> None:
    """It is told only where a later act can change the answer, so not of what all are known to have done."""
    covered = {
        "Which CBSS state was the last to ratify CETS 197?": "the last day up to which the sources cover Russia.",
        "Is Sweden a party to the Palermo Protocol today?": "the last day that the sources cover for this.",
        "Which CBSS states are parties to the Palermo Protocol today?": "the last day that the sources cover for this.",
    }
    for sentence, whom in covered.items():
        assert any(note.endswith(whom) for note in graph.answer(sentence).notes), sentence
    for sentence in (
        "When did Sweden ratify CETS 197?",
        "Which CBSS state was the last to ratify the Palermo Protocol?",
        "Which state was the tenth to ratify CETS 197?",
    ):
        assert not any(note.startswith("Told as of") for note in graph.answer(sentence).notes), sentence


def test_acts_of_single_states_behind_the_last_day_covered_for_all_are_told(graph: KnowledgeGraph) -> None:
    """The lists of ILO P029 end on 9 November 2016; pages date the consents of Germany and Lithuania later."""
    later = "Recorded to have ratified or otherwise joined ILO P029 later: Germany (on 19 June 2019) and Lithuania (between 19 June 2019 and 16 November 2020)."
    assert later in graph.answer("Which CBSS states have ratified ILO P029?").lead.notes
    last = graph.answer("Who was the last CBSS state to ratify P029?")
    assert last.text.startswith("Up to 9 November 2016, of the eleven") and later in last.lead.notes
    # All of the CBSS are covered for CETS 197, and nothing is told of the memo's time of a treaty that was not there.
    for sentence in ("Which CBSS states have ratified CETS 197 today?", "Has Germany ratified ILO P029?"):
        notes = [one for one in graph.answer(sentence).lead.notes if "have left" not in one]
        assert not any("later" in one or "time of the memo" in one for one in notes), notes


def test_nobody_is_counted_who_is_not_of_the_group_that_is_asked_about(graph: KnowledgeGraph) -> None:
    """Eight members of the Council of Europe had ratified, no other state had joined in any way."""
    found = graph.answer("Which non-members of the Council of Europe have acceded to CETS 197?").lead
    assert found.text.startswith("No state that was not a member") and not any(
        "another way" in one for one in found.notes
    )
    outside = graph.answer(
        "Which non-members of the Council of Europe had ratified the Palermo Protocol in 2013?"
    )
    assert not any("later" in one for one in outside.lead.notes)
    both = graph.answer("IOM member states 2010 observers").text
    assert "None of" not in both and "131 members" in both


def test_a_protocol_of_a_year_to_a_convention_is_that_protocol(graph: KnowledgeGraph) -> None:
    of_year = graph.answer(
        "Which CBSS states have ratified the 2014 protocol to the ILO Forced Labour Convention?"
    )
    assert of_year.text.startswith("One of the eleven CBSS states had ratified or otherwise joined ILO P029")


def test_who_triggered_a_treaty_is_who_brought_it_into_force(graph: KnowledgeGraph) -> None:
    """Ten consents were needed; the tenth is that of Cyprus, whatever the sentence calls "it"."""
    tenth = "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."
    both = "On what day did CETS 197 enter into force, and whose ratification triggered it?"
    assert graph.answer(both).text == f"On 1 February 2008 CETS 197 entered into force. {tenth}"
    assert graph.answer("Whose ratification triggered CETS 197?").text == tenth
    assert graph.answer("Who submitted a ratification of CETS 197 in 2009?").text.startswith("Six states")


def test_members_of_a_late_day_are_said_to_be_of_it_where_some_joined_or_left_later(
    graph: KnowledgeGraph,
) -> None:
    note = "Told of those who were members of the Council of the Baltic Sea States on 1 January 2014."
    asked = "Which {} was the last to ratify the Palermo Protocol?"
    assert note in graph.answer(asked.format("CBSS state")).notes  # Russia left it in 2022
    assert not graph.answer(asked.format("Nordic country")).notes


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        (
            "Finland and CETS 197: what was our status on 15 March 2010?",
            "What was the status of Finland under CETS 197 on 15 March 2010?",
        ),
        (
            "Which CBSS members put their signature under UNTOC on 12 December 2000, the very first day?",
            "Which CBSS members signed UNTOC on 12 December 2000?",
        ),
        (
            "Which cbss states ratified CETS 197 after January 2010 but befor 2014?",
            "Which cbss states ratified CETS 197 after January 2010 but before 2014?",
        ),
        ("All states that ratified CETS 197 in 2009 please", "Which states ratified CETS 197 in 2009?"),
        (
            "Which CBSS states consented to be bound by the Palermo Protocol only after it had entered into force?",
            "Which CBSS states ratified the Palermo Protocol after it entered into force?",
        ),
        (
            "For the purposes of a briefing note, please list the CBSS states which ratified CETS 197 between 1 July and 31 December 2012.",
            "list the CBSS states which ratified CETS 197 between 1 July 2012 and 31 December 2012",
        ),
        (
            "Which came into force first, the Protocol on the smuggling of migrants or the one on trafficking in persons?",
            "Which came into force first, the Smuggling Protocol or the Palermo Protocol?",
        ),
        (
            "Which Baltic Sea states, that is CBSS members, were party to the Palermo Protocol on 31 December 2009 without having ratified CETS 197?",
            "Which CBSS members were party to the Palermo Protocol and had not ratified CETS 197 on 31 December 2009?",
        ),
        (
            "What was Sweden's position with regard to CETS 197 on 1 March 2010: bound, only signed, or nothing at all?",
            "What was Sweden's position under CETS 197 on 1 March 2010?",
        ),
        (
            "In which year did the Nordic Council give the greatest number of recommendations about trafficking?",
            "In which year did the Nordic Council give the most recommendations about trafficking?",
        ),
        (
            "Which states ratified CETS 197 in the spring of 2010?",
            "Which states ratified CETS 197 between 1 March 2010 and 31 May 2010?",
        ),
    ],
)
def test_what_is_said_in_other_words_is_answered_alike(
    graph: KnowledgeGraph, sentence: str, same: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is not None and found.text == graph.answer(same).text


def test_a_season_is_told_by_its_last_day_where_somebody_is_something(graph: KnowledgeGraph) -> None:
    found = graph.answer("Was Russia still a member of the CBSS in spring 2010?")
    assert found.text.startswith("Yes: Russia was a member of the Council of the Baltic Sea States on 31 May")
    assert "'in spring 2010' is read as its last day, 31 May 2010." in found.notes


def test_a_passage_that_only_speaks_of_member_states_is_no_source_of_who_they_were(
    graph: KnowledgeGraph,
) -> None:
    for sentence in (
        "Which of Estonia, Latvia and Lithuania ratified the Palermo Protocol before joining the EU?",
        "Which Council of Europe member states had not signed CETS 197 on 1 May 2010?",
    ):
        lead = graph.answer(sentence).lead
        assert lead is not None and lead.sources, sentence
        assert not any(one.startswith(("memo", "Rules")) for one in lead.sources), sentence
    lead = graph.answer("Was Latvia a member of the EU on 1 May 2004?").lead
    assert lead is not None and lead.sources == ("Member states of the European Union",)


def test_what_is_not_known_to_have_been_done_is_told_by_the_last_report(graph: KnowledgeGraph) -> None:
    found = graph.answer("Russia CETS 197 signature")
    assert found.text.startswith(
        "As far as the sources go, up to 27 January 2016 Russia had not signed CETS 197"
    )
    assert not found.notes


def test_the_memo_says_nothing_of_what_was_done_after_it(graph: KnowledgeGraph) -> None:
    for sentence, is_said in {
        "Sweden CETS 197 ratification date": False,
        "When did Denmark ratify CETS 197?": True,
        "As at 23 January 2008, which EU member states had neither signed nor ratified CETS 197?": False,
    }.items():
        lead = graph.answer(sentence).lead
        assert lead is not None and any(one.startswith("memo ") for one in lead.sources) is is_said, sentence


def test_more_that_ratified_than_only_signed_are_told_with_the_difference(graph: KnowledgeGraph) -> None:
    text = graph.answer(
        "Going by the memo, had more countries ratified CETS 197 or merely signed it, and by how much?"
    ).text
    assert text.startswith("More ratified than only signed, by eleven. 26 states had ratified")
    assert "15 states had signed CETS 197 and had not ratified" in text


def test_what_drops_a_number_of_states_or_asks_who_was_quicker_of_nobody_is_refused(
    graph: KnowledgeGraph,
) -> None:
    for sentence in (
        "Who of the 47 was the thirtieth to ratify CETS 197?",
        "Which of the three was last to ratify CETS 197?",
        "Was CETS 197 also quicker to ratify?",
    ):
        assert graph.answer(sentence).lead is None, sentence


def test_other_days_that_sources_print_are_told(graph: KnowledgeGraph) -> None:
    notes = graph.answer("When did Finland sign CETS 197?").notes
    assert "Another source dates the signature of Finland 29 August 2008, not 29 August 2006." in notes
    when = graph.answer("When did Iceland ratify CETS 197?").notes
    of_force = "Another source dates the consent of Iceland 1 June 2012, the day of its entry into force"
    assert f"{of_force}, not 23 February 2012." in when
    assert not any("dates the" in note for note in graph.answer("When did Sweden sign CETS 197?").notes)
    before = graph.answer("What was Iceland's status under CETS 197 on 1 January 2012?")
    assert "2012" in before.text and not any("dates the" in note for note in before.notes)


def test_acts_of_one_day_are_not_called_undetermined(graph: KnowledgeGraph) -> None:
    same = graph.answer("Which signed the Palermo Protocol first, Finland or Sweden?").lead
    assert same is not None and same.text.startswith("On the same day: ") and len(same.answer.rows) == 2
    assert "answer" not in same.answer.columns and same.unsure


def test_who_has_never_belonged_is_no_one_who_left(graph: KnowledgeGraph) -> None:
    text = graph.answer("Which parties to CETS 197 have never belonged to the Council of Europe?").text
    assert text.startswith(
        "Two states were parties to CETS 197 on 16 March 2022 and had not joined the Council of Europe by 16 "
    )
    assert text.endswith(": Belarus and Israel.")
    left = graph.answer("Has the United Kingdom never belonged to the European Union?").text
    assert left.startswith("The United Kingdom had joined the European Union by ")


def test_where_one_stands_never_answers_which_do(graph: KnowledgeGraph) -> None:
    text = graph.answer("Which Baltic Sea Council states had ratified CRC-OP-SC before 2005?").text
    assert text.startswith(
        "Five of the eleven member states of the Council of the Baltic Sea States had ratified"
    )
    assert graph.answer("Where does Finland stand under CETS 197?").lead is not None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Was Denmark or Norway quicker to ratify UNTOC?", "Norway faster, counted from the signature: "),
        ("Was Denmark quicker than Norway to ratify UNTOC?", "No: Norway faster, counted "),
        (
            "Was Estonia the only CBSS state that had not signed CETS 197 on 26 January 2010?",
            "No: two of the eleven member states of the Council of the Baltic Sea States had not signed",
        ),
        (
            "Is Denmark the only Nordic country that had ratified CETS 197 by 31 December 2007?",
            "Yes: one of the five Nordic countries had ratified or otherwise joined CETS 197 by ",
        ),
        (
            "Did Belarus join the Council of Europe convention although it does not belong to that organization?",
            "Not by 23 February 2010, but later: Belarus acceded to CETS 197 on 26 November 2013. "
            "Belarus was not a member of the Council of Europe on 23 February 2010.",
        ),
        (
            "EU member states that became bound to the Palermo Protocol by a ratification or acceptance "
            "deposited between 1 January and 31 December 2006",
            "Five of the 25 EU member states ratified ",
        ),
        (
            "I need all countries that ratified CETS 197 after 1 March 2010 but before the end of that same year.",
            "Seven states ratified or otherwise joined CETS 197 between 2 March 2010 and 31 December 2010: ",
        ),
        (
            "Which country's ratification was the tenth, the one that brought CETS 197 into force?",
            "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus",
        ),
    ],
)
def test_a_choice_a_condition_and_the_only_one_are_told_for_what_they_are(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.text.startswith(text)


def test_one_that_is_pointed_at_is_the_one_found_or_is_not_read(graph: KnowledgeGraph) -> None:
    first = graph.answer("Which Baltic state ratified the Palermo Protocol first?")
    since = graph.answer("And since when is it in force for that one?", after=first)
    assert since.text.startswith("Lithuania became a party to the Palermo Protocol")
    several = graph.answer("Which CBSS states had not signed CETS 197 on 26 January 2010?")
    open_one = graph.answer("And since when is it in force for that one?", after=several)
    assert open_one.lead is None and "that one" in open_one.unread
    one, other = ("When did Iceland ratify the Palermo Protocol?", "And Sweden?")
    both = graph.answer(other, after=graph.answer(one))
    found = graph.answer("when did the first of the two finally ratify it?", after=both)
    assert found.text.startswith("Iceland ratified")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Which CBSS countries signed CETS 197 in 2006 or 2007?", "Three of the eleven CBSS countries signed "),
        ("If one leaves Iceland aside, which Nordic country was the last to ratify the Palermo Protocol, and on which day?", "Of the four Nordic countries other than Iceland, the last "),
        ("Had all the Nordic countries, without exception, ratified or accepted UNTOC by the end of 2010?", "Yes: all five "),
        ("Am I right in assuming that Germany had not ratified CETS 197 on 1 March 2010?", "Yes: Germany had not "),
        ("Is it true that Norway had not ratified CETS 197 by 2009?", "No: Norway had ratified "),
        ("Which Baltic states ratified the Palermo Protocol only after they had joined the EU?", "Two of the three Baltic states "),
        ("Which states became bound by the 1949 Convention by way of succession rather than accession?", "Eight states had succeeded "),
        ("Of the three Baltic states, which one let the most time pass between signing and ratifying the Palermo Protocol?", "The longest, of 3 states of which both days are known, 600 days"),
        ("Which EU members' signature under CETS 197 was still missing on 26 January 2010?", "Two of the 27 EU members had not signed CETS 197 by 26 January 2010: Czechia and Estonia."),
        ("Which NATO members had not ratified CETS 197 by 1 July 2009?", "13 of at least 26 NATO members had not ratified or otherwise joined CETS 197 by 1 July 2009: Canada, "),
        ("Russia Council of Europe membership end date", "Russia was last a member of the Council of Europe on 15 March 2022."),
        ("How many of the eleven CBSS states are on the memo's list of countries that ratified CETS 197?", "4 of the 11 CBSS states "),
        ("According to the memo, how many member states had ratified CETS 197 and how many had merely signed it?", "26 states had ratified "),
        ("Which EU members had signed the Palermo Protocol but, as of 1 March 2010, had still not ratified it?", "Three of the 27 EU members had signed "),
        ("Who was the first to ratify CETS 197, and which one brought the number of ratifications to ten?", "The first state recorded "),
        ("CETS 197 in force for Norway since when? and for Sweden?", "Became a party to CETS 197: Norway on 1 May 2008; Sweden on 1 September 2010."),
        ("Of our two Baltic friends, Latvia and Estonia, which ratified the Palermo Protocol first?", "Estonia first: "),
        ("Which states became parties to CETS 197 on 1 May 2008, and not on the earlier date?", "Four states became parties "),
        ("Who had neither signed nor ratified CETS 197 on 26 January 2010? I only mean CBSS member states.", "Two of the eleven CBSS member states "),
        ("Of the states that were in the EU at the time, which were parties to the Palermo Protocol on the day it entered into force?", "Three of the 15 "),
        ("When did Poland sign CETS 197, and from which day was the convention in force there?", "Poland signed CETS 197 on 16 or 17 May 2005. Poland became a party to CETS 197 on 1 March 2009."),
        ("What was the standing of Ireland with regard to the Palermo Protocol on the last day of February 2010?", "Ireland signed the Palermo Protocol on 13 December 2000. Up to 28 February 2010 "),
        ("Which states consented to be bound by CETS 197 in 2010, be it by ratification or by acceptance?", "Seven states "),
        ("Which Baltic states ratified the Palermo Protocol after their own accession to the EU?", "Two of the three Baltic states "),
        ("Three Nordic states had not ratified CETS 197 by 2009. Which ones?", "Three of the five Nordic states had not "),
        ("Estonia signed CETS 197 in 2010, didn't it?", "Yes: Estonia signed CETS 197 in 2010 (on 3 February 2010)."),
        ("Which Nordic countries ratified CETS 197 by 2010 and when, and which had only signed it?", "Three of the five Nordic countries had ratified or otherwise joined CETS 197 by 31 December 2010: Denmark (on 19 September 2007); Norway (on 17 January 2008); Sweden (on 31 May 2010). Two of the five "),
        ("How many countries had joined ILO Convention No. 182 before it entered into force?", "49 states "),
        ("Did Poland ratify the Palermo Protocol before or after it joined the EU?", "Before: Poland ratified the Palermo Protocol on 26 September 2003."),
        ("When did Montenegro join the Palermo Protocol?", "Montenegro succeeded to the Palermo Protocol by a notice of 23 October 2006, with effect from 3 June 2006."),
        ("On the very day on which the Palermo Protocol entered into force, namely 25 December 2003, which states of the CBSS had already ratified it, and which had until then only signed?", "Four of the eleven member states of the Council of the Baltic Sea States had ratified or otherwise joined the Palermo Protocol by 25 December 2003: Denmark, Lithuania, Norway and Poland. Seven of the eleven "),
        ("I should like to describe with some accuracy the position of Germany on 31 December 2011 with regard to CETS 197: was it at that date a signatory, a party, or neither?", "Germany signed CETS 197 on 16 or 17 November 2005. Up to 31 December 2011 Germany had not "),
        ("Which member states of the CBSS ratified or accepted CETS 197 in the period from 1 January 2010 to 31 December 2012?", "Five of the eleven member states of the CBSS "),
        ("Among the states which were members of the EU on 1 January 2010, which had by that date signed UNTOC without, however, having ratified it?", "Three of the 27 member states of the European Union had signed UNTOC and had not ratified or otherwise joined it by 1 January 2010: Czechia, Greece and Ireland."),
        ("Which CBSS states had not so much as signed CETS 197 on 26 January 2010?", "Two of the eleven CBSS states had not signed CETS 197 by 26 January 2010: Estonia and Russia."),
        ("Which states of the CBSS belonged on 1 January 2010 to the EU but not to NATO, and had either of them by then ratified CETS 197?", "Two of the eleven member states of the Council of the Baltic Sea States were members of the European Union and were not members of the North Atlantic Treaty Organization on 1 January 2010: Finland and Sweden. No: Neither Finland nor Sweden "),
        ("Of all the states that belong to the CBSS, which was the first to ratify CETS 197, and on what day did it do so?", "Of the eleven member states of the Council of the Baltic Sea States, the first to have ratified or otherwise joined CETS 197 was Denmark, on 19 September 2007."),
        ("How many of the eleven states of the CBSS had ratified the Palermo Protocol by the end of 2004, and, if I may add this, which were the ones still missing?", "8 of the 11 member states of the Council of the Baltic Sea States had ratified or otherwise joined the Palermo Protocol by 31 December 2004: Denmark, Estonia, Latvia, Lithuania, Norway, Poland, Russia and Sweden. Three of the eleven member states of the Council of the Baltic Sea States had not ratified or otherwise joined the Palermo Protocol by 31 December 2004: Finland, Germany and Iceland."),
        ("Is it true that Iceland, at the end of 2010, had ratified neither UNTOC nor the protocol on the smuggling of migrants which supplements it?", "No: Iceland had ratified or otherwise joined UNTOC by 31 December 2010 (on 13 May 2010). Iceland had not ratified or otherwise joined the Smuggling Protocol by 31 December 2010."),
        ("Which country was the third of the CBSS to ratify the Palermo Protocol?", "Of the eleven member states of the Council of the Baltic Sea States, the third to have ratified or otherwise joined the Palermo Protocol was Poland, "),
        ("For my note I need the CBSS states which were parties to the Palermo Protocol but had not even signed CETS 197 by 26 January 2010 - which are they?", "Two of the eleven CBSS states were parties to the Palermo Protocol on 26 January 2010 and had not signed CETS 197 by 26 January 2010: Estonia and Russia."),
        ("Which EU member states had still not ratified the Palermo Protocol at the end of 2010, though they had signed?", "Two of the 27 EU member states had not ratified or otherwise joined the Palermo Protocol and had signed it by 31 December 2010: Czechia and Greece."),
        ("EU member states who ratified convention CETS 197 only after 1 January 2014", "Three of the 27 EU member states ratified or otherwise joined CETS 197 from 2 January 2014 to 16 March 2022: Czechia, Estonia and Greece."),
        ("Which country was the tenth to ratify CETS 197, so that it could begin to work?", "The tenth state recorded to have ratified or otherwise joined CETS 197 was Cyprus, on 24 October 2007."),
        ("Which CBSS states were bound by both UNTOC and the Palermo Protocol, but not by CETS 197, on 1 March 2010?", "Six of the eleven CBSS states were parties to UNTOC and were parties to the Palermo Protocol and were not parties to CETS 197 on 1 March 2010: Estonia, Finland, Germany, Lithuania, Russia and Sweden."),
        ("Which CBSS members had ratified all three: UNTOC, the Palermo Protocol and the Smuggling Protocol, by the end of 2009?", "Ten of the eleven CBSS member states"),
        ("Please list the EU states that had signed the Palermo Protocol in 2000 yet ratified it only after 2005.", "Eight of the 28 EU states had signed the Palermo Protocol by 31 December 2000 and ratified or otherwise joined the Palermo Protocol from 1 January 2006"),
        ("How many CBSS states, Russia not counted, had ratified the Palermo Protocol by 2005?", "7 of the 10 CBSS states other than Russia"),
        ("Which is the last country that ratified CETS 197 from CBSS?", "Of the eleven member states of the Council of the Baltic Sea States, the last to have ratified or otherwise joined CETS 197 was Estonia, on 5 February 2015."),
        ("Which CBSS state ratified CETS 197 as first?", "Of the eleven member states of the Council of the Baltic Sea States, the first to have ratified or otherwise joined CETS 197 was Denmark, on 19 September 2007."),
        ("Which countries and territories belong to the Nordic Council?", "The Nordic Council had eight members on 23 February 2010: Denmark, the Faroe Islands, Finland, Greenland, "),
        ("Is Belarus a party to CETS 197 although it does not belong to the Council of Europe?", "Yes: Belarus was a party to CETS 197 and was not a member of the Council of Europe on 16 March 2022."),
        ("CBSS countries that were party to UNTOC but not to the migrant smuggling protocol at the end of 2013", "As far as the sources go, up to 24 October 2013 Iceland was a party to UNTOC and was not a party to the Smuggling Protocol; of later days they do not decide it."),
        ("How many parties did the Palermo Protocol have at the end of 2008?", "123 states and the European Union (124 in all) were parties to the Palermo Protocol on 31 December 2008:"),
        ("Where did Denmark stand with CETS 197 on 1 June 2010?", "Denmark signed CETS 197 on 5 September 2006. Denmark ratified CETS 197 on 19 September 2007. On 1 June 2010 Denmark was bound by it, since 1 February 2008."),
        ("Was CETS 197 in force on 1 January 2008?", "No: CETS 197 entered into force only on 1 February 2008."),
        ("Is CETS 197 in force today?", "Yes: CETS 197 entered into force on 1 February 2008."),
        ("Did Latvia ratify CETS 197 before Russia?", "Yes: Latvia ratified or otherwise joined CETS 197 before Russia (Latvia on 6 March 2008, Russia not up to 16 March 2022)."),
        ("Which states had ratified CETS 197 before the EU did?", "There is no such day as far as the sources go: by 16 March 2022 the European Union had not ratified or otherwise joined CETS 197."),
        ("Should I be right in supposing that Norway had already ratified CETS 197 before that convention entered into force on 1 February 2008?", "Yes: Norway had ratified or otherwise joined CETS 197 by 31 January 2008 (on 17 January 2008)."),
    ],
)  # fmt: skip
def test_longer_sentences_are_read_whole(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Which two Nordic states had not ratified CETS 197 by 1 January 2010?", "'two' is not the number that is found here."),
        ("Which of the four Baltic states was the last to ratify the Palermo Protocol?", "'four' is not the number that is found here."),
        ("Which was the only EU member that had not signed CETS 197 on 26 January 2010?", "'only' is not so here: two are found."),
        ("Is Iceland a member of the CBSS?", "Another source dates the joining of Iceland 1993, not 1995."),
        ("When did Montenegro sign CETS 197?", "CETS 197 was signed on 16 May 2005 by the predecessor of Montenegro."),
    ],
)  # fmt: skip
def test_what_is_said_and_not_found_and_what_is_told_otherwise_is_noted(
    graph: KnowledgeGraph, sentence: str, note: str
) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and note in claim.notes


def test_numbers_that_are_found_need_no_note(graph: KnowledgeGraph) -> None:
    for sentence in ("Which three Nordic states had not ratified CETS 197 by 1 January 2010?", "Which of the three Baltic states was the last to sign UNTOC?"):  # fmt: skip
        claim = graph.answer(sentence).lead
        assert claim is not None and not any("number" in note for note in claim.notes)


def test_rows_show_from_when_those_who_consented_were_to_be_bound(graph: KnowledgeGraph) -> None:
    claim = graph.answer("Show me every state that ratified CETS 197 in 2008").lead
    assert claim is not None
    days = {
        row.state.iri.rpartition("/")[2]: (str(row.signedEarliest), str(row.inForceEarliest))
        for row in claim.answer
    }
    assert days["pol"] == ("2005-05-16", "2009-03-01") and days["mne"][0] == "2005-05-16"


def test_whom_two_parts_of_a_sentence_speak_of_is_not_mixed(graph: KnowledgeGraph) -> None:
    sentence = "Of the states that signed CETS 197 on 16 May 2005, which had ratified it by the end of 2008? I only need the EU ones."
    assert graph.answer(sentence).lead is None


def test_days_of_two_that_are_open_are_no_one_day(graph: KnowledgeGraph) -> None:
    found = graph.answer("Did Poland and Greece sign CETS 197 on the same day?")
    assert found.text.startswith("Not known: Poland on 16 or 17 May 2005; Greece between ")


def test_those_who_were_never_in_an_organization_have_no_row_on_it(graph: KnowledgeGraph) -> None:
    found = graph.answer("Which CBSS member states are not in the EU but belong to the Nordic Council?").lead
    assert found is not None
    assert {row["organization"].label for row in found.answer} == {"Nordic Council"}
    alone = graph.answer("Which CBSS states were not members of the EU in March 2010?").lead
    assert alone is not None
    assert alone.answer.columns == ("state",)


def test_these_are_the_ones_found_and_the_earlier_of_two_is_told(graph: KnowledgeGraph) -> None:
    before = graph.answer("Which CBSS states had ratified the Palermo Protocol by 25 December 2003?")
    found = graph.answer("And which of these, if any, belonged to the EU on that same day?", after=before)
    assert found.text.startswith(
        "Denmark was a member of the European Union on 25 December 2003; Lithuania, "
    )
    both = graph.answer(
        "When did the Netherlands and Belgium sign CETS 197 and from which day was it in force there?"
    )
    assert graph.answer("Which of the two was earlier?", after=both).text.startswith(
        "Belgium first: it became"
    )
    third = graph.answer("Which Nordic country was third to ratify CETS 197?")
    fourth = graph.answer("and number four?", after=third)
    assert graph.answer("when had that one signed it?", after=fourth).text.startswith(
        "Iceland signed CETS 197"
    )


def test_a_source_of_a_later_day_does_not_say_what_was_so_before(graph: KnowledgeGraph) -> None:
    confirming = "Whether states had ratified five treaties, by yearly reports of the United States Department of Labor"
    for sentence in (
        "How many of the CBSS member states had ratified the Palermo Protocol by 1 January 2010?",
        "Which CBSS states had still not ratified the optional protocol on the sale of children on 1 January 2010?",
    ):
        lead = graph.answer(sentence).lead
        assert lead is not None and lead.sources and confirming not in lead.sources
    later = graph.answer("Which states had ratified ILO C138 by 2020?").lead
    assert later is not None and confirming in later.sources


def test_who_sits_in_a_treaty_is_nobody_and_a_wrong_place_is_not_read(graph: KnowledgeGraph) -> None:
    for sentence in (
        "Who sits in the Palermo Protocol?",
        "Did Sweden sign CETS 197 the day it was opened in Riga?",
    ):
        assert graph.answer(sentence).lead is None


@pytest.mark.parametrize(
    ("sentence", "begins"),
    [
        ("Of all the Nordic states, which one signed the Smuggling Protocol in December 2000 without having ratified it by the end of 2012?", "One of the five Nordic states signed the Smuggling Protocol in December 2000 and had not ratified or otherwise joined the Smuggling Protocol by 31 December 2012: Iceland."),
        ("Germany or Poland: which of these two neighbours was the earlier to become a party to the Refugee Convention?", "Germany first: it became a party to the 1951 Refugee Convention on 22 April 1954, Poland on 26 December 1991"),
        ("Had all three of the Baltic states ratified the Palermo Protocol before 1 May 2004?", "No: one of the three Baltic states had ratified"),
        ("Was Iceland a member of the CBSS from the very beginning in 1992?", "No: the first states to have joined the Council of the Baltic Sea States were Denmark"),
        ("First and last of the CBSS countries to ratify the Palermo Protocol?", "Of the eleven CBSS countries, the first to have ratified or otherwise joined the Palermo Protocol was Lithuania, on 23 June 2003. Of the eleven CBSS countries, the last to have ratified or otherwise joined the Palermo Protocol was Iceland, on 22 June 2010."),
        ("Sweden EU member since", "Sweden joined the European Union on 1 January 1995."),
        ("Which CBSS members are neither Nordic nor Baltic states?", "Three of the eleven CBSS member states were members of neither the Nordic Council nor the Baltic Assembly on 23 February 2010: Germany, Poland and Russia."),
        ("Leaving aside the Nordic and the Baltic states, which countries belonged to the CBSS in March 1992?", "Three of the ten member states of the Council of the Baltic Sea States were members of neither the Nordic Council nor the Baltic Assembly on 31 March 1992: Germany, Poland and Russia."),
        ("Which CBSS members apart from the Baltic states were EU members on 1 January 2010?", "Five of the eleven CBSS member states were not members of the Baltic Assembly and were members of the European Union on 1 January 2010: Denmark, Finland, Germany, Poland and Sweden."),
        ("Which CBSS states in neither the EU nor NATO had ratified the Palermo Protocol by 2010?", "One of the eleven CBSS states was not a member of the European Union and was not a member of the North Atlantic Treaty Organization on 31 December 2010 and had ratified or otherwise joined the Palermo Protocol by 31 December 2010: Russia."),
        ("On which day did Estonia sign CETS 197, and how many years passed until it ratified?", "Estonia signed CETS 197 on 3 February 2010. 1,828 days (5 years and 2 days)"),
    ],
)  # fmt: skip
def test_what_is_asked_in_other_forms_is_read_as_it_is_in_the_common_one(
    graph: KnowledgeGraph, sentence: str, begins: str
) -> None:
    assert graph.answer(sentence).lead.text.startswith(begins)


def test_whether_all_but_a_group_did_something_gets_no_list(graph: KnowledgeGraph) -> None:
    asked = "Had all CBSS members except the Baltic states ratified the Palermo Protocol by 2010?"
    assert graph.answer(asked).lead is None


def test_an_organization_that_is_left_out_is_itself_and_not_its_members(graph: KnowledgeGraph) -> None:
    found = graph.answer("Which states apart from the EU had ratified UNTOC by 2003?")
    assert "states other than the European Union had ratified" in found.lead.text
    assert {"Denmark", "Norway"} <= {row.state.label for row in found.lead.answer}


@pytest.mark.parametrize(
    "sentence",
    [
        "Which Nordic states were members of the EU from the beginning?",
        "Which Baltic states were founding members of the Council of Europe?",
        "Was Denmark or Sweden a founding member of the EU?",
    ],
)
def test_the_first_of_a_group_to_join_are_not_taken_for_founding_members(
    graph: KnowledgeGraph, sentence: str
) -> None:
    assert graph.answer(sentence).lead is None


def test_a_number_of_all_that_is_not_theirs_is_said_not_to_be(graph: KnowledgeGraph) -> None:
    found = graph.answer("Had all four of the Baltic states ratified the Palermo Protocol before 1 May 2004?")
    assert "'four' is not the number that is found here." in found.notes
    found = graph.answer("Had all three of the Nordic states ratified the Palermo Protocol by 2005?")
    assert found.lead.text.startswith("No: three of the five Nordic states")
    assert "'three' is not the number that is found here." in found.notes
    found = graph.answer("Had all three of the Baltic states ratified the Palermo Protocol by 2005?")
    assert not any("is not the number" in note for note in found.notes)


def test_on_which_day_a_state_becomes_a_party_is_said_where_it_is_asked_who_did(
    graph: KnowledgeGraph,
) -> None:
    found = graph.answer(
        "Which states became parties to the Palermo Protocol between 1 January and 30 June 2010?"
    )
    assert any(note.startswith("A state becomes a party on the day from which") for note in found.notes)
    ratified = graph.answer("Which states ratified the Palermo Protocol between 1 January and 30 June 2010?")
    assert {*ratified.lead.found} - {*found.lead.found}
    assert not any(note.startswith("A state becomes a party") for note in ratified.notes)


def test_whose_members_are_meant_is_said_of_a_name_that_is_none_of_theirs(graph: KnowledgeGraph) -> None:
    said = "the members of the Council of the Baltic Sea States are meant here."
    for name in ("countries around the Baltic", "Baltic Sea states"):
        found = graph.answer(f"Which {name} had ratified CETS 197 by 26 January 2010?")
        assert f"By '{name}' {said}" in found.notes
    for name in ("CBSS countries", "EU member states", "Nordic states", "Council of Europe members"):
        found = graph.answer(f"Which {name} had ratified CETS 197 by 26 January 2010?")
        assert found.lead and not any("are meant here" in note for note in found.notes)


def test_a_treaty_that_is_not_named_was_opened_nowhere(graph: KnowledgeGraph) -> None:
    found = graph.answer("Which convention was opened in Warsaw, and how many states have ratified it?")
    assert "No sure answer to 'how many states have ratified it'" in found.text


@pytest.mark.parametrize(
    "two", [("CETS 197", "the Palermo Protocol"), ("ILO C029", "ILO C105"), ("CRC", "ILO C182")]
)
def test_the_most_of_two_treaties_is_more_under_one(graph: KnowledgeGraph, two: tuple[str, str]) -> None:
    one, other = two
    for most, more in (("the most", "more"), ("the fewest", "fewer")):
        texts = [
            graph.answer(f"Which has {word} ratifications, {one} or {other}?").text for word in (most, more)
        ]
        assert texts[0] == texts[1] and texts[1].startswith((more.capitalize(), "It is not known"))


@pytest.mark.parametrize(
    ("sentence", "day", "told"),
    [
        # 158 and 41 by the lists of consents in the open data.
        ("Did more states ratify the Palermo Protocol than CETS 197?", "13 December 2013", "Yes, by 117."),
        ("Which was ratified by more CBSS states, CETS 197 or ILO P029?", "9 November 2016", "More under CETS 197"),
        ("How many states have ratified CETS 197 and how many the Palermo Protocol?", "23 February 2010", "26 states"),
    ],
)  # fmt: skip
def test_what_is_compared_is_told_as_of_one_day(
    graph: KnowledgeGraph, sentence: str, day: str, told: str
) -> None:
    text = graph.answer(sentence).text
    assert text.startswith(told) and text.count(f" by {day}") == 2


def test_the_most_in_a_year_compares_no_two(graph: KnowledgeGraph) -> None:
    text = graph.answer("In which year was ILO C182 joined by the most members of the Nordic Council?").text
    assert text.startswith("Most did in 2000 (4). ")


def test_acts_of_what_an_organization_replaced_are_told_as_those(graph: KnowledgeGraph) -> None:
    found = graph.answer("Is the European Union a party to the Palermo Protocol?")
    assert any(
        "are those of the European Community, which the European Union replaced" in one for one in found.notes
    )
    other = graph.answer("Is the European Union a party to CETS 197?")  # under which nobody acted
    assert not any("European Community" in one for one in other.notes)


def test_who_consented_in_another_way_is_told_how_and_when(graph: KnowledgeGraph) -> None:
    found = graph.answer("When did Finland accede to CETS 197?")
    assert "had not acceded" in found.text
    assert "Finland consented in another way: it accepted CETS 197 on 30 May 2012." in found.notes


def test_whether_it_is_so_is_asked_by_itself_behind_a_day(graph: KnowledgeGraph) -> None:
    text = graph.answer(
        "When did Russia leave the Council of Europe, and is it still bound by the Palermo Protocol?"
    ).text
    alone = graph.answer("When did Russia leave the Council of Europe?").text
    assert (
        text.startswith(alone)
        and " Yes: Russia was a party to the Palermo Protocol on 1 January 2014" in text
    )


def test_several_organizations_are_told_each_as_of_its_own_day(graph: KnowledgeGraph) -> None:
    left = graph.answer("When did Russia leave the CBSS and the Council of Europe?").text
    assert "17 May 2022" in left and "15 March 2022" in left
    still = graph.answer("Is Russia still a member of the CBSS and of the Council of Europe?").text
    assert still.startswith("No: neither.")
    assert graph.answer("Is Norway a member of the CBSS and of the EU?").text.startswith("No: not both.")


def test_what_a_state_left_is_not_it(graph: KnowledgeGraph) -> None:
    told = graph.answer("When did the UK leave the European Union, and is it still bound by CETS 197?").text
    assert "Yes: the United Kingdom was a party to CETS 197" in told


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Has Iran signed UNTOC or the Palermo Protocol?",
            "Iran had signed UNTOC by 23 February 2010. Iran had not signed the Palermo Protocol",
        ),
        (
            "Has Iran signed the Palermo Protocol, or only UNTOC?",
            "Iran had not signed the Palermo Protocol by 23 February 2010. Iran had signed UNTOC",
        ),
        (
            "Had Estonia ratified CETS 197 or the Palermo Protocol by 2009?",
            "Estonia had not ratified or otherwise joined CETS 197 by 31 December 2009. Estonia had ratified",
        ),
    ],
)
def test_of_one_treaty_or_another_each_is_told(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Which non-member states of the Council of Europe are parties to CETS 197?",
            "No state that was not a member of the Council of Europe was a party to CETS 197",
        ),
        (
            "Has Finland ratifyed the ILO forced labour protocol of 2014?",
            "No: Finland had not ratified or otherwise joined ILO P029 by 9 November 2016",
        ),
    ],
)
def test_a_saved_question_drops_no_denial_and_no_slip(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    assert graph.answer(sentence).text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Was Malaysia ever a party to C105?", "Yes: Malaysia had become a party to ILO C105 by 1 October 2022 (on 13 October 1959; it ceased to be a party to it in 1991)."),
        ("Was Malaysia never bound by C105?", "Malaysia had become a party to ILO C105 by 1 October 2022"),
        ("Was Singapore at any time bound by the Abolition of Forced Labour Convention?", "Yes: Singapore had become a party to ILO C105"),
        ("Has Russia ever been a party to CETS 197?", "No: Russia had not become a party to CETS 197 by 16 March 2022."),
        ("Was the UK ever a member of the EU?", "Yes: the United Kingdom had joined the European Union by 1 February 2020 (on 1 January 1973; it was last a member of it on 31 January 2020)."),
    ],
)  # fmt: skip
def test_what_was_ever_so_is_told_of_any_day(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("How long has Norway been bound by CETS 197?", "5,067 days (13 years, 10 months and 15 days) up to 16 March 2022: Norway became a party to CETS 197 on 1 May 2008."),
        ("How long was CETS 197 in force for Denmark by the time of the memo?", "753 days (2 years and 22 days) up to 23 February 2010:"),
        ("How long was Malaysia bound by ILO C105?", "11,403 to 11,767 days: Malaysia became a party to ILO C105 on 13 October 1959 and ceased to be a party to it in 1991."),
        ("How long was the UK a member of the EU?", "17,196 days (47 years and 30 days): the United Kingdom joined"),
        ("How long has Russia been bound by CETS 197?", "Up to 16 March 2022 Russia had not become a party to CETS 197."),
        ("How long did it take Norway to be bound by CETS 197?", "1,081 days (2 years, 11 months and 15 days): Norway signed CETS 197 on 16 May 2005 and became a party to it"),
        ("Until when was Malaysia bound by ILO C105?", "Malaysia ceased to be a party to ILO C105 in 1991."),
        ("From when to when was Singapore a party to C105?", "Singapore became a party to ILO C105 between 9 August 1965 and 31 December 1966. Singapore ceased to be a party to ILO C105 in 1980."),
        ("From when until when was the UK a member of the EU?", "The United Kingdom joined the European Union on 1 January 1973. The United Kingdom was last a member of the European Union on 31 January 2020."),
    ],
)  # fmt: skip
def test_how_long_and_until_when_it_was_so(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert graph.answer(sentence).text.startswith(text)


@pytest.mark.parametrize(
    ("sentence", "number", "names"),
    [
        ("Which CoE members that are neither in the EU nor in NATO had ratified CETS 197 by 2010?", "Ten of the 47", ("and had ratified", "Moldova", "San Marino")),
        ("Which states were parties to C105 in 1985 but not in 1995?", "At least one state", ("Malaysia.",)),
        ("Which CBSS states were bound by CETS 197 in 2012 but not in 2009?", "At least three of the eleven", ("Finland, Iceland and Sweden.",)),
        ("Which EU members had ratified CETS 197 in 2009 but not in 2008?", "Four of the 27", ("Belgium, Luxembourg, Slovenia and Spain.",)),
    ],
)  # fmt: skip
def test_what_is_denied_of_one_part_is_denied_of_no_other(
    graph: KnowledgeGraph, sentence: str, number: str, names: tuple[str, ...]
) -> None:
    text = graph.answer(sentence).text
    assert text.startswith(number)
    assert all(name in text for name in names)


@pytest.mark.parametrize(
    "sentence",
    [
        "Which states were members of the Council of Europe in 2010 but not in 2022?",
        "Was Greece ever not a member of the Council of Europe?",
        "Which of Denmark and Norway has ratified more treaties?",
        "Which CBSS state has signed the most treaties?",
        "Did the USSR sign CEDAW?",
        "How many CoE members had signed CETS 197 when PACE adopted Recommendation 1695?",
        "How many EU members outside NATO had ratified it?",
        "Has Russia signed any of the treaties on trafficking, and ratified which?",
        "Did Serbia and Montenegro sign CETS 197?",
    ],
)
def test_what_is_not_read_whole_is_not_answered(graph: KnowledgeGraph, sentence: str) -> None:
    assert graph.answer(sentence).lead is None


def test_of_a_state_that_has_ended_it_is_told_as_of_its_last_day(graph: KnowledgeGraph) -> None:
    lead = graph.answer("Was Czechoslovakia a party to the Refugee Convention?").lead
    assert lead is not None
    assert "Told as of 31 December 1992, the last day of Czechoslovakia." in lead.notes


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Which CoE members signed CETS 197 on the first day, and how many of them ratified?", "10 of the 10:"),
        ("Which trafficking treaties has Finland signed, and which ratified?", "two of the three treaties named by 23 February 2010: the 1949 Convention"),
        ("Which states that are not members of the Council of Europe can join CETS 197, and which did?", "No sure answer to 'which did'."),
    ],
)  # fmt: skip
def test_a_second_part_is_of_those_of_the_first(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    assert text in graph.answer(sentence).text


def test_what_was_done_is_told_by_a_day_and_what_was_so_on_it(graph: KnowledgeGraph) -> None:
    """Belarus and Israel joined CETS 197 in 2013 and 2021, outside the Council of Europe; a number that is asked for is held against what is found."""
    asked = "Which two states were not members of the Council of Europe and had ratified CETS 197 on 16 March 2022?"
    found = graph.answer(asked)
    told = "were not members of the Council of Europe on 16 March 2022 and had ratified or otherwise joined CETS 197 by 16 March 2022: Belarus and Israel."
    assert found.text == f"Two states {told}"
    three = graph.answer(asked.replace("two", "three"))
    assert three.lead is not None and "'three' is not the number that is found here." in three.lead.notes
    none = graph.answer("Which non-member states of the Council of Europe have ratified CETS 197?")
    assert none.text.endswith("had ratified or otherwise joined CETS 197 by 23 February 2010.")
    parties = graph.answer("Which Nordic countries were party to CETS 197 on 1 January 2009?")
    assert parties.text.startswith(
        "Two of the five Nordic countries were parties to CETS 197 on 1 January 2009"
    )
    first = graph.answer("Which two states ratified CETS 197 first?")
    assert first.text.startswith("It is not decided which two ")


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (("Has Sweden signed the Palermo Protocol?", "was it before Norway?"), "Yes: Sweden signed the Palermo Protocol before Norway (Sweden on 12 December 2000, Norway on 13 December 2000)."),
        (("Which states signed CETS 197 on the first day?", "how many?"), "At least 10 states signed CETS 197 on 16 May 2005:"),
        (("Which states signed CETS 197 on the first day?", "which had not ratified by 2010?"), "Iceland had not ratified or otherwise joined CETS 197 by 31 December 2010;"),
    ],
)  # fmt: skip
def test_what_goes_on_keeps_the_act_the_day_and_those_found(
    graph: KnowledgeGraph, sentences: tuple[str, ...], text: str
) -> None:
    answer = graph.answer(sentences[0])
    for sentence in sentences[1:]:
        answer = graph.answer(sentence, answer)
    assert answer.text.startswith(text)


def test_those_of_whom_it_is_open_are_named_where_it_goes_on(graph: KnowledgeGraph) -> None:
    """Lithuania signed CETS 197 between 24 January 2008 and 26 January 2010."""
    signed = graph.answer("Which CBSS states had signed but not ratified CETS 197 on 1 January 2010?")
    since = graph.answer("which of them have ratified it since?", signed)
    assert since.lead is not None
    assert "Left out, since it is open whether they belong here: Lithuania." in since.lead.notes


def test_still_not_asks_of_the_last_day(graph: KnowledgeGraph) -> None:
    first = graph.answer("Which CBSS states had not ratified CETS 197 when the memo was written?")
    assert graph.answer("which of them have still not?", first).text.startswith("Russia had not ratified")


def test_the_last_of_one_is_the_only_one(graph: KnowledgeGraph) -> None:
    text = graph.answer("Which CBSS state was the last to ratify ILO P029?").text
    assert "the only one to have ratified or otherwise joined ILO P029 was Norway" in text


def test_still_havent_asks_of_the_last_day(graph: KnowledgeGraph) -> None:
    first = graph.answer("Which Baltic Sea states had not ratified CETS 197 when the memo was written?")
    assert graph.answer("and which of them still haven't?", first).text.startswith("Russia had not ratified")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Which EU members, excluding the Nordic ones, ratified CETS 197 in 2010?",
            "Three of the 27 EU members were not members of the Nordic Council on 31 December 2010 and ratified or "
            "otherwise joined CETS 197 in 2010: Ireland, Italy and the Netherlands.",
        ),
        (
            "Which states that are not in the EU ratified CETS 197 in 2008?",
            "Four states were not members of the European Union on 31 December 2008 and ratified or otherwise joined "
            "CETS 197 in 2008: Armenia, Bosnia and Herzegovina, Montenegro and Norway.",
        ),
        (
            "Which EU states lacked CETS 197 ratification in 2012?",
            "Four of the 27 EU states had not ratified or otherwise joined CETS 197 by 31 December 2012: Czechia, ",
        ),
        (
            "Which EU states hadn't ratified CETS 197 in 2012?",
            "Four of the 27 EU states had not ratified or otherwise joined CETS 197 by 31 December 2012: Czechia, ",
        ),
        (
            "Has Finland signed ILO C029?",
            "No: Finland had not signed ILO C029 by 23 February 2010. No state is recorded to have signed ILO C029: states "
            "ratify it or join it otherwise. Recorded to have joined it without: Finland (on 13 January 1936).",
        ),
        ("Has Norway signed CETS 197?", "Yes: Norway had signed CETS 197 by 23 February 2010 (on 16 May 2005)."),
    ],
)  # fmt: skip
def test_memberships_beside_acts_are_of_the_day_and_acts_of_their_time(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    assert graph.answer(sentence).text.startswith(told)


def test_two_acts_in_the_same_year_are_not_put_into_another_year(graph: KnowledgeGraph) -> None:
    """Luxembourg did both in 2009, Ireland and San Marino in 2010."""
    found = graph.answer("Which country ratified both CETS 197 and the Palermo Protocol in the same year?")
    assert found.lead is None
