"""What a sentence asks of things by their relations is read whole or not at all, and told with who says so."""

from __future__ import annotations

import re

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.readers.phrases import plural_of, verb_of
from thbgraph.results.claims import Claim

#: What the text begins with, and the passage that says so: read in the memo, or in the table that is named.
ANSWERS = {
    "Who launched the campaign?": ("At least the United Nations Office on Drugs and Crime launched a campaign.", "memo 1-6"),
    "Who coordinates the work of the Alliance against Trafficking in Persons?": ("At least the OSCE Office of the Special Representative", "memo 3-11"),
    "Who at NATO is in charge of coordinating the anti-trafficking work?": ("At least the NATO Senior Coordinator on Combating Trafficking in Human Beings coordinates anti-trafficking work.", "memo 8-2"),
    "Which UNICEF manual is there on child trafficking?": ("At least one manual of the United Nations Children's Fund is on child trafficking: the Training manual", "memo 1.2-3"),
    "Which is part of the OSCE, ODIHR or GRETA?": ("At least the OSCE Office for Democratic Institutions and Human Rights is part of the Org", "memo 3-5"),
    "Which UN agency does the CBSS task force run a joint project with?": ("At least one agency of the United Nations ran the Joint project", "memo 5-10"),
    "Together with whom did the Nordic Council hold its conference in Riga in the spring of 2008?": ("At least the Baltic Assembly and the Benelux", "memo 6-12"),
    "In what year did the Nordic Council issue the most recommendations on this subject?": ("Eight recommendations that the Nordic Council issued are recorded", "memo 6-4"),
    "Which declaration is SAP-FL supposed to promote?": ("The Special Action Programme to combat Forced Labour promotes the ILO Declaration", "memo 1.3-1"),
    "Which body is supposed to monitor CETS 197?": ("At least one body monitors CETS 197: the Monitoring mechanism", "memo 2-12"),
    "Which handbooks for parliamentarians did the IPU bring out with UNICEF, without UNODC?": (
        "One handbook for parliamentarians with the United Nations Children's Fund that the Inter-Parliamentary Union brought out is recorded",
        "memo 1.2-2",
    ),
    "Give me the dates of the Vienna Forum": ("From 13 February 2008 to 15 February 2008 the Vienna Forum", "memo 7-2"),
    "What came out of the Vienna Forum?": ("At least the Conference report of the Vienna Forum came out of", "memo 7-2"),
    "In which city was CETS 197 opened for signature?": ("In Warsaw CETS 197 was opened for signature.", ""),
    "GeoNames id of Riga": ("456172: Riga in GeoNames.", ""),
    "Where can I read the PACE handbook?": ("The page of the PACE Handbook for Parl", "memo 2-18"),
    "List the bodies of the CBSS": ("At least three bodies are of the Council of the Baltic Sea States", ""),
    "Nordic Council recommendations on trafficking, all except those of 2006 please": ("At least five recommendations of the", "memo 6-4"),
    "Who did the Nordic Council organise the conference in Riga with?": ("At least the Baltic Assembly and the Benelux Interp", "memo 6-12"),
    "Who organised the April 2008 conference in Riga?": ("At least the Baltic Assembly, the Benelux Interp", "memo 6-12"),
    "Under which United Nations initiative was the Vienna Forum held?": ("The Vienna Forum to Fight Human Trafficking was held under at l", "memo 7-2"),
    "Which OSCE office is in charge of co-ordinating the Alliance against Trafficking in Persons?": ("At least one office of the Org", "memo 3-11"),
    "Who published Combating Trafficking in Persons, the handbook for parliamentarians, in 2009?": ("At least the Inter-Parliamentary Union and the United", "memo 1-8"),
    "When was the framework decision adopted?": ("On 19 July 2002 Council Framework Decision 2002/629/JHA was adopted.", "memo 4-2"),
    "CELEX number framework decision 2002/629/JHA": (
        "32002F0629: Council Framework Decision 2002/629/JHA in CELEX numbers of EUR-Lex.",
        "",
    ),
    "Within the Nordic Council, which committee handles trafficking?": (
        "At least one committee of the Nordic Council handles trafficking in human beings: "
        "the Citizens' and Consumer Rights Committee of the Nordic Council.",
        "",
    ),
    "CELEX number of Directive 2011/36/EU": ("The CELEX number of Directive 2011/36/EU is 32011L0036.", ""),
    "Apart from GRETA, which body supervises CETS 197?": (
        "At least one body supervises CETS 197: the Monitoring mechanism of CETS No. 197. Of that the Group of Experts on Action against "
        "Trafficking in Human Beings is a part; the other part that is recorded is the Committee of the Parties",
        "memo 2-12",
    ),
    "In which publication did the IFRC address trafficking?": ("At least one publication of the International Federation", "memo 10-1"),
    "Which organisation submitted the most recommendations?": ("By what is recorded here the Nordic Council submitted most recommendations, eight;", "memo 6-4"),
    "Which of the handbooks are by UNICEF?": ("At least one handbook is by the United Nations Children's Fund", "memo 1.2-2"),
    "Which is newer, the handbook on child trafficking or the one on child protection?": ("The Handbook for Parliamentarians on Combating", "memo 1.2-2"),
    "How many EU legal acts on trafficking does the memo mention?": ("At least 2: two legal acts of the European Union", "memo 4-2"),
    "Who issued the framework decision of 2002?": ("The Council of the European Union issued Council Framework", "memo 4-2"),
    "Who published the handbook on child protection, and when?": (
        "The United Nations Children's Fund published the Handbook for Parliamentarians on Child Protection. In 2004",
        "memo 1.2-2",
    ),
    "Which organisations in the memo are NGOs?": ("At least three NGOs are recorded here", ""),
    "Is there any NGO in the memo?": ("Yes: at least three NGOs are recorded here", ""),
    "How many days before the Vienna Forum did the Parliamentary Forum take place?": ("One day: the Parliamentary Forum of", "memo 7-1"),
    "How long after UN.GIFT was the Blue Heart Campaign launched?": ("Some two years: the United Nations Global", "memo 1-6"),
    "how often does the alliance against trafficking meet": ("The frequency of the Alliance against Traff", "memo 3-11"),
    "who coordinates trafficking issues in nato": ("At least the NATO Senior Coordinator on Combating Trafficking in Human Beings coordinates work on", "memo 8-2"),
    "Who at the United Nations carries the main responsibility for work on human trafficking?": ("At least the United Nations Office on Dr", "memo 1-4"),
    "Since when is the EU Anti-Trafficking Day held?": ("Since 2007 the EU Anti-Trafficking Day is established.", "memo 4-7"),
    "Give me every guide written for MPs, with year and publisher": (
        "At least four guides written for parliamentarians: the Handbook for Parliamentarians on Child Protection (2004; publisher: the U",
        "memo 1.2-2",
    ),
    "List the recommendations of the Nordic Council with year and title": (
        "At least eight recommendations of the Nordic Council: Nordic Council Recommendation 25/2005 (2005; title: Fight",
        "memo 6-4",
    ),
    "What happened on 9 October 2009?": ("At least the International Framework for Action", "memo 1-9"),
    "Which publication of the IFRC is about trafficking?": ("At least one publication of the International Fed", "memo 10-1"),
    "How many recommendations of the Nordic Council are there, and how many are from 2006?": ("At least 8: ", "memo 6-6"),
    "How long did the Vienna Forum last?": ("Three days: the Vienna Forum to Fight Human Trafficking, from 13 February", "memo 7-2"),
    "For how many years does Prevention of and Fight against Crime run?": ("Seven years: Prevention of and Fight", "memo 4-8"),
    "How long does the Blue Heart Campaign run?": ("The Blue Heart Campaign against Human Trafficking began on 6 March 2009; its end is not", "memo 1-6"),
    "How many times had GRETA met by early 2010?": ("At least four: the last meeting of the Group of Experts on Action against", "memo 2-12"),
    "How often did the Working Group on Trafficking in Persons meet?": ("At least two: the last", "memo 1-7"),
    "When did GRETA last meet?": ("In December 2009 the Group of Experts on Action against Trafficking in Human Beings met, the last", "memo 2-12"),
    "When did the European Parliament last adopt a resolution on trafficking?": ("Only one is recorded with its day: the European P", "memo 4-9"),
    "Which organisations have published handbooks for parliamentarians?": ("At least four organizations published handbooks for parl", "memo 2-18"),
    "On whose recommendation was the EU Anti-Trafficking Day established?": ("One recommendation led to the EU Anti", "memo 4-7"),
    "Which handbook is older, the one on child protection or the one on child trafficking?": (
        "The Handbook for Parliamentarians on Child Protection: it was published in 2004, the",
        "memo 1.2-2",
    ),
    "Which is the newer handbook: the one on child protection or the one on child trafficking?": (
        "The Handbook for Parliamentarians on Combating Child Trafficking: it was published in 2005, the",
        "memo 1.2-2",
    ),
    "Has the EU Action Plan ever been evaluated?": ("Yes: the EU plan on best practices, standards", "memo 4-5"),
    "Who is responsible for trafficking in the European Commission?": ("At least the Directorate-General for Justice", "memo 4-1"),
    "How thick is the PACE handbook?": ("The number of pages of the PACE Handbook for Parliamentarians on the", "memo 2-18"),
    "Until what date is the TF-THB allowed to go on working?": ("The Mandate of the TF-THB is valid until 30 June 2011", "memo 5-2"),
    "Which committee inside the Nordic Council looks after trafficking?": ("At least one committee inside the Nordic", "memo 6-3"),
    "Does CETS 197 cover men or only women and kids?": ("Yes: CETS 197 covers men.", "memo 2-10"),
    "how thick is the Strasbourg assembly's guide for lawmakers?": ("The number of pages of the PACE Handbook", "memo 2-18"),
    "Is trafficking covered by CETS 197 or only slavery?": ("Yes: trafficking in human beings is covered by CETS 197.", "memo 2-"),
    "Does the CBSS task force also deal with children, or only with adults?": (
        "The CBSS Task Force against Trafficking in Human Beings deals with adults. No fact recorded in these words says so of children.",
        "memo 5-2",
    ),
    "Is the task force of the CBSS concerned with children as well, or just adults?": (
        "The CBSS Task Force against Trafficking in Human Beings is concerned with adults. No fact",
        "memo 5-2",
    ),
    "Does the TF-THB deal with children, or is that left to the EGCC?": (
        "The CBSS Expert Group for Cooperation on Children at Risk deals with children. No fact recorded in these words says so of the TF-THB.",
        "memo 5-11",
    ),
    "Is the EGCC part of the CBSS or does it belong to the European Commission?": (
        "The CBSS Expert Group for Cooperation on Children at Risk is part of the Council of the Baltic Sea States. No fact",
        "",
    ),
    "Was the Blue Heart Campaign launched by UNODC or by UNICEF?": (
        "The Blue Heart Campaign against Human Trafficking was launched by the United Nations Office on Drugs and Crime. No fact",
        "memo 1-6",
    ),
    "Are men covered by CETS 197?": ("Yes: men are covered by CETS 197.", "memo 2-10"),
    "Is the EU framework decision on trafficking older than the directive on residence permits for victims?": (
        "Yes: Council Framework Decision 2002/629/JHA was adopted on 19 July 2002, Council Directive 2004/81/EC on 29",
        "memo 4-2",
    ),
    "Is GRETA part of the OSCE?": ("Not known: no source here says so of the Organization for Security", "memo 2-12"),
    "At which summit was the NATO policy endorsed?": ("The NATO zero-tolerance policy on human trafficking was endorsed by", "memo 8-1"),
    "According to the memo, who launched UN.GIFT?": ("The United Nations Office on Drugs and Crime launched", "memo 1-5"),
    "What happened on 24 October 2007?": ("At least consent number 10 to CETS 197", "memo 2-1"),
    "On which six topics does the EGCC focus?": ("The CBSS Expert Group for Cooperation on Children at Risk focuses on at least", "memo 5-13"),
    "Who launched the Blue Heart Campaign?": (
        "The United Nations Office on Drugs and Crime launched the Blue Heart Campaign",
        "memo 1-6",
    ),
    "By whom was Blue Heart launched?": ("The Blue Heart Campaign against Human Trafficking was launched by the United", "memo 1-6"),
    "When did UNODC launch the Blue Heart Campaign?": ("On 6 March 2009 the United Nations Office", "memo 1-6"),
    "IOM founded when": ("In 1951 the International Organization for Migration was founded.", "memo 11-1"),
    "Where was CETS 197 opened for signature?": ("In Warsaw CETS 197 was opened for signature.", "memo 2-1"),
    "Who organized the conference in Riga?": (
        "At least the Baltic Assembly, the Benelux Interparliamentary Consultative Council and the Nordic Council organized",
        "memo 6-12",
    ),
    "Which handbooks did the IPU publish in 2009?": ("The Inter-Parliamentary Union published at least Combating", "memo 7-3"),
    "How many campaigns did UNODC launch?": ("At least 1: the United Nations Office on Drugs and Crime launched", "memo 1-6"),
    "Which bodies of the OSCE work on trafficking in human beings?": (
        "At least six bodies of the Organization for Security and Co-operation in Europe work on trafficking in human beings: the OSCE Action",
        "memo 3-4",
    ),
    "Who set UN.GIFT up?": ("The United Nations Office on Drugs and Crime set up the United Nations Global", "memo 1-5"),
    "What is UN.GIFT for and who set it up?": ("UN.GIFT is to further the worldwide fight", "memo 1-5"),
    "Does CETS 197 cover men as well as women?": ("Yes: CETS 197 covers men and women.", "memo 2-10"),
    "Was the Vienna Forum before or after the Parliamentary Forum?": ("After: the Parliamentary Forum of 12 February 2008 was held", "memo 7-1"),
    "Was the Parliamentary Forum before or after the Vienna Forum?": ("Before: the Parliamentary Forum of 12 February 2008 was held", "memo 7-1"),
    "Which countries does the Nordic Council cooperate with against trafficking?": (
        "The Nordic Council cooperates with at least Estonia, Latvia, Lithuania and Russia.",
        "memo 6-1",
    ),
    "What does the TF-THB strategy for 2008-2010 consist of?": ("The TF-THB Strategy for the CBSS Region 2008-2010 consists of at least the Comp", "memo 5-9"),
    "How many recommendations did the Nordic Council send to the Nordic governments?": ("At least 8: ", "memo 6-4"),
    "How is GRETA composed?": ("The group is made up of independent experts", "memo 2-12"),
    "When was the Alliance against Trafficking in Persons set up and by whom?": ("The Alliance against Trafficking in Persons was set up by the OSCE Special Representative and Co-ordinator for Combating Trafficking in Human Beings. No fact recorded in these words says when", "memo 3-11"),
    "What does the EGCC do?": ("The EGCC is to find, support and carry out work on children at risk", "memo 5-11"),
    "How long is the PACE handbook?": ("The number of pages of the PACE Handbook", "memo 2-18"),
    "How many pages has the PACE handbook?": ("111: the PACE Handbook for Parliamentarians", "memo 2-18"),
    "Is there a handbook for MPs by UNODC and the IPU, and when did it come out?": ("Yes: at least one handbook for parliamentarians is by", "memo 7-3"),
    "Is Latvia a partner of the Nordic Council?": ("Yes: Latvia is a partner of the Nordic Council.", "memo 6-1"),
    "What is the Palermo Protocol a supplement to?": (
        "The Palermo Protocol is a supplement to UNTOC.",
        "memo 1-1",
    ),
    "When did the European Union replace the European Community?": ("On 1 December 2009 the European Union", "Which states and bodies continue"),
    "Who sits on the EGCC?": ("The group is made up of senior officials", "memo 5-11"),
    "Under which treaty was the COP UNTOC established?": ("The Conference of the Parties", "memo 1-3"),
    "With which states does the Nordic Council cooperate?": ("The Nordic Council cooperates with at least Estonia, Latvia, Lithuania and Russia.", "memo 6-1"),
    "Which of UNODC and IPU launched Blue Heart?": ("The United Nations Office on Drugs and Crime launched", "memo 1-6"),
    "What is the website of the EGCC?": ("The website of the CBSS Expert Group for Cooperation on Children at Risk is http://www", "memo 5-11"),
    "Which is older, the Palermo Protocol or CETS 197?": (
        "The Palermo Protocol: it was adopted on 15 November 2000, CETS 197 on 3 May 2005.",
        "memo 2-1",
    ),
    "Did the Palermo Protocol enter into force before UNTOC?": (
        "No: UNTOC entered into force on 29 September 2003, the Palermo Protocol on 25 December 2003.",
        "memo 1-2",
    ),
    "How long was it between UNTOC and CETS 197?": (
        "Four years, five months and 18 days: UNTOC was adopted on 15 November 2000, CETS 197 on 3 May 2005.",
        "memo 1-1",
    ),
    "How many months lie between Framework Decision 2002/629/JHA and Directive 2004/81/EC?": ("21 months and ten days: ", "memo 4-4"),
    "How many pages does the PACE handbook have?": ("111: the PACE Handbook for Parliamentarians", "memo 2-18"),
    "When and where was CETS 197 opened for signature?": ("On 16 May 2005 in Warsaw CETS 197 was opened for signature.", "memo 2-1"),
    "Since when is UNTOC in force?": ("Since 29 September 2003 UNTOC is in force.", "memo 1-1"),
    "Who cooperates with the IOM?": ("At least Governments cooperate with the International", "memo 11-1"),
    "What is the CELEX number of Directive 2004/81/EC?": ("The CELEX number of Council Directive 2004/81/EC is 32004L0081.", ""),
    "when was the Vienna Forum?": ("From 13 February 2008 to 15 February 2008 the Vienna Forum", "memo 7-2"),
    "UN.GIFT when": ("The United Nations Global Initiative to Fight Human Trafficking: start date March 2007.", "memo 1-5"),
    "When is the EU Anti-Trafficking Day?": ("On 18 October every year the EU Anti-Trafficking Day is held.", "memo 4-7"),
    "Since when does the Blue Heart Campaign run?": ("The Blue Heart Campaign against Human Trafficking runs since 6 March 2009.", "memo 1-6"),
    "Until when does the mandate of the TF-THB run?": ("The Mandate of the TF-THB runs until 30 June 2011.", "memo 5-2"),
    "How often does the Alliance against Trafficking in Persons meet?": (
        "The frequency of the Alliance against Trafficking in Persons: twice a year.",
        "memo 3-11",
    ),
    "What happened in Warsaw on 16 May 2005?": ("At least opening for signature of CETS 197 happened in Warsaw", "memo 2-1"),
    "What took place in Riga on 24 and 25 April 2008?": ("At least the Trilateral conference, Riga 2008 took place in Riga", "memo 6-12"),
    "What happened on 26 January 2010?": ("At least adoption of PACE Recommendation 1895 (2010) and adoption of PACE Resolution 1702 (2010)", "memo 2-16"),
    "Which conferences were held between January and May 2008?": ("At least four conferences were held between January and", "memo 7-2"),
    "What replaced the framework decision of 2002?": ("At least Directive 2011/36/EU replaced Council", ""),
    "Which bodies does the OSCE have that work on trafficking?": (
        "The Organization for Security and Co-operation in Europe has at least the OSCE Action against Terrorism Unit",
        "memo 3-4",
    ),
    "Does NATO have a policy against trafficking?": ("Yes: at least one policy against trafficking in human beings", "memo 8-1"),
    "Did the IOM launch the Blue Heart Campaign?": (
        "Not known: no source here says so of the International Organization for Migration. The United Nations Office on Drugs and "
        "Crime launched the Blue Heart Campaign",
        "memo 1-6",
    ),
    "when launched UN.GIFT?": ("In March 2007 the United Nations Global Initiative to Fight Human Trafficking was launched.", "memo 1-5"),
    "Which was held first, the Vienna Forum or the conference in Riga?": (
        "The Vienna Forum to Fight Human Trafficking: it was held from 13 February 2008 to 15 February 2008, ",
        "memo 7-2",
    ),
    "With which two assemblies did the Nordic Council hold the trilateral conference in Riga?": (
        "At least two assemblies held the Trilateral conference, Riga 2008: the Baltic Assembly and the Benelux",
        "memo 6-12",
    ),
    "Who organised the trilateral conference in Riga in spring 2008?": ("At least the Baltic Assembly, the Benelux Interp", "memo 6-12"),
    "On what provision of UNTOC is the Conference of the Parties based?": ("The provision of the Conference of the Parties to the United", "memo 1-3"),
    "Besides UNICEF, who stood behind the training manual on trafficking in children launched in September 2009?": (
        "At least the International Labour Organization and the United Nations Global Initiative to Fight Human Trafficking stood behind",
        "memo 1.2-3",
    ),
    "Nordic Council recommendations on trafficking that date neither from 2005 nor from 2006": (
        "At least three recommendations of the Nordic Council are on trafficking in human beings: Nordic Council Recommendation 15/2007",
        "memo 6-9",
    ),
    "For whom is the training manual meant?": ("The Training manual to fight trafficking in children for labour, sexual and o", "memo 1.2-3"),
    "Which working group did the Conference of the Parties decide to set up in 2008?": ("The Conference of the Parties to the U", "memo 1-7"),
    "Which EU funding programme covers human trafficking?": ("At least Prevention of and Fight against Crime covers", "memo 4-8"),
    "How long does each presidency of the CBSS last?": ("One year: the CBSS Presidency, from 1 July every year to 30 June ", "memo 5-2"),
    "How long has UN.GIFT been running?": ("The United Nations Global Initiative to Fight Human Trafficking began in March 2007; its end is n", "memo 1-5"),
    "For how long has the IOM existed?": ("The International Organization for Migration was founded in 1951; its end is not recorded", "memo 11-1"),
    "When did the Vienna Forum begin?": ("On 13 February 2008 the Vienna Forum to Fight Human Trafficking began.", "memo 7-2"),
    "When did the Vienna Forum begin and end?": ("Three days: the Vienna Forum to Fight Human Trafficking, from 13 F", "memo 7-2"),
    "From when until when did the Stockholm conference run?": ("Two days: the Joint CBSS TF-THB/UNODC Conference, Stockholm 2009, from 7 ", "memo 5-10"),
    "When does the TF-THB mandate begin and end?": ("The Mandate of the TF-THB lasts until 30 June 2011; its beginning is not re", "memo 5-2"),
    "Is the end of the TF-THB mandate earlier than the end of the EGCC priorities?": ("Yes: the Mandate of the TF-THB ended on 30 June 2011, the EGCC p", "memo 5-2"),
    "Was the adoption of CETS 197 before the adoption of the Palermo Protocol?": ("No: the Palermo Protocol was adopted on 15 November 2000, CETS 197 on", "memo 2-1"),
    "Was the launch of UN.GIFT before the Vienna Forum?": (
        "Yes: the United Nations Global Initiative to Fight Human Trafficking (launched in March 2007) and the Vienna Forum to Fight Human "
        "Trafficking (held from 13 February 2008 to 15 February 2008).",
        "memo 1-5",
    ),
    "Which did UNODC do first, launch UN.GIFT or launch the Blue Heart Campaign?": (
        "The United Nations Global Initiative to Fight Human Trafficking: it was launched in March 2007, the Blue Heart",
        "memo 1-5",
    ),
    "Which did UNODC launch last, UN.GIFT or the Blue Heart Campaign?": ("The Blue Heart Campaign against Human Trafficking: it was lau", "memo 1-6"),
    "Was the entry into force of CETS 197 later than the launch of UN.GIFT?": ("Yes: the United Nations Global Initiative to Fight Human", "memo 1-5"),
    "Is the Palermo Protocol older than the OSCE Action Plan?": ("Yes: the Palermo Protocol (adopted on 15 November 2000) and the OSCE ", "memo 3-2"),
    "Which is more recent, the OSCE Action Plan or UN.GIFT?": ("The United Nations Global Initiative to Fight Human Trafficking, by the days", "memo 3-2"),
    "Who brought UN.GIFT into being?": ("The United Nations Office on Drugs and Crime brought into being", "memo 1-5"),
    "Was the 2002 Framework Decision still in force in 2012?": (
        "Replaced, as far as is recorded, by a text dated 5 April 2011: at least Directive 2011/36/EU replaced Council F",
        "",
    ),
    "Is the framework decision of 2002 still in force?": ("Replaced, as far as is recorded, by a text dated 5 April 2011: at least Directive", ""),
    "Which came first, the handbook on child protection or that on child trafficking?": ("The Handbook for Parliamentarians on Child Protec", "memo 1.2-2"),
    "With which countries does the Nordic Council work against trafficking?": ("The Nordic Council works with at least Estonia", "memo 6-1"),
    "Who is it that runs ThinkuKnow?": ("The Child Exploitation and Online Protection Centre runs ThinkuKnow.", ""),
    "Which bodies monitor the Council of Europe trafficking convention?": (
        "At least one body monitors CETS 197: the Monitoring mechanism of CETS No. 197. Parts of it that are recorded: the Committee of the Parties",
        "memo 2-12",
    ),
    "Are there any handbooks for parliamentarians?": ("Yes: at least four handbooks are for parliamentarians: Combating", "memo 2-18"),
}  # fmt: skip


def lead(graph: KnowledgeGraph, sentence: str) -> Claim | None:
    found = graph.answer(sentence).lead
    return found if found is not None and found.reader == "facts" else None


@pytest.mark.parametrize(("sentence", "told"), ANSWERS.items())
def test_a_fact_is_told_with_who_says_so(graph: KnowledgeGraph, sentence: str, told: tuple[str, str]) -> None:
    claim = lead(graph, sentence)
    assert claim is not None and claim.text.startswith(told[0]), claim
    assert not told[1] or any(source.startswith(told[1]) for source in claim.sources)
    assert all(row.citation is not None for row in claim.answer)


@pytest.mark.parametrize(
    "sentence",
    [
        "Who launched the Blue Heart Campaign before 2005?",
        "Who did not launch the Blue Heart Campaign?",
        "Who first launched the Blue Heart Campaign?",
        "Who launched only the Blue Heart Campaign?",
        "Who launched the Blue Heart Campaign with UN.GIFT?",
        "Why did UNODC launch the Blue Heart Campaign?",
        "Who will launch the Blue Heart Campaign?",
        "Who launched the Blue Heart Campaign and CETS 197?",
        "Did the IOM launch the Blue Heart Campaign in 2009?",
        "Did UNODC launch the Blue Heart Campaign in 2008?",
        "When did the IOM launch the Blue Heart Campaign?",
        "Which NGOs launched the Blue Heart Campaign?",
        "Which campaigns were launched in 1999?",
        "Which campaigns were launched in January 2009?",
        "Who is the subject of Save the Children?",
        "Which is older, the Palermo Protocol or UNTOC?",  # adopted on one day
        "Which is older, Finland or the Palermo Protocol?",
        "What is the Conference of the Parties to UNTOC a session of?",
        "Which is not older, the Palermo Protocol or CETS 197?",
        "Which anti-gardening handbooks did UNODC publish?",
        "Does the TF-THB focus on children?",  # a list that may lack some settles nothing
        "Does the TF-THB take care of minors?",
        "Does UNHCR have a position paper on trafficking?",  # its posts are no paper
        "Does CETS 197 cover journalists or only women?",
        "Does CETS 197 only cover men or women?",
        "Does the TF-THB deal with children or gardening?",
        "Does the TF-THB deal with children or with adults in Paris?",
        "Does the TF-THB deal with children, or is that the task of the EGCC?",
        "Is GRETA part of the OSCE or of NATO?",
        "Until when does UNICEF work?",  # it has no mandate that ends
        "Until when is the TF-THB allowed to rest?",
        "Until when is the CBSS allowed to go on working?",
        "How thick is GRETA?",
        "How often does the TF-THB meet?",
        "Which three bodies monitor CETS 197?",  # of two nobody is the third
        "What is the purpose of the two working groups?",
        "What is the Task Force to help with?",  # what it did is not what it is to do
        "Who launched UN.GIFT in 2008?",
        "Who organised the trilateral conference in Riga in 2007?",
        "Is Directive 2011/36/EU still in force?",
        "For how long has the IOM existed without UN.GIFT?",
        "Which did the IPU launch first, UN.GIFT or the Blue Heart Campaign?",  # which UNODC launched
        "Which did UNODC do first, launch UN.GIFT or not the Blue Heart Campaign?",
        "Was the purpose of UN.GIFT before the Vienna Forum?",
        "Was the launch of GRETA before the launch of UN.GIFT?",
        "When did the Vienna Forum end and begin?",
        "When did UN.GIFT start and publish?",
        "Who is UN.GIFT for?",  # what it is for is nobody
    ],
)
def test_nothing_is_claimed_of_what_is_not_read_or_not_recorded(graph: KnowledgeGraph, sentence: str) -> None:
    assert lead(graph, sentence) is None


@pytest.mark.parametrize(
    ("number", "note"),
    [
        ("three", ["Eight are recorded, where three are asked for."]),
        ("eight", []),
        ("8", []),
        ("nine", None),
    ],
)
def test_a_number_that_is_asked_for_is_held_against_what_is_found(
    graph: KnowledgeGraph, number: str, note: list[str] | None
) -> None:
    claim = lead(graph, f"Which {number} recommendations of the Nordic Council are on trafficking?")
    assert (claim and [one for one in claim.notes if "asked for" in one]) == note


def test_a_list_says_at_least_and_what_one_source_says_of_one_thing_does_not(graph: KnowledgeGraph) -> None:
    several, one = lead(graph, "What did UNODC launch?"), lead(graph, "Who launched Blue Heart?")
    assert several is not None and "at least" in several.text and not several.is_complete
    assert one is not None and "at least" not in one.text and one.is_complete


def test_what_only_the_editors_say_is_told_as_theirs(graph: KnowledgeGraph) -> None:
    claim = lead(graph, "Who is the depositary of CETS 197?")
    assert claim is not None and claim.notes == ("This is the reading of the editors.",) and not claim.sources


def test_a_part_of_a_part_is_part_of_the_whole(graph: KnowledgeGraph) -> None:
    claim = lead(graph, "Is DG JLS part of the European Union?")
    assert claim is not None
    assert {row.value.label for row in claim.answer} == {"European Commission", "European Union"}


def test_a_name_that_several_things_have_is_said_to_be_one(graph: KnowledgeGraph) -> None:
    claim = lead(graph, "When was Palermo opened for signature?")  # the city has no such day
    assert claim is not None and "the Palermo Protocol was opened" in claim.text
    assert claim.notes[0].startswith("A name in the sentence may stand for several things")


def test_who_says_so_is_shortened(graph: KnowledgeGraph) -> None:
    for sentence, is_alone in (("Who launched Blue Heart?", True), ("What did UNODC launch?", False)):
        found = graph.answer(sentence)
        titles = [section.title for section in found.document().sections]
        assert found.lead is not None and found.lead.answer.is_cited  # a table has its sources below it
        assert ("Said by:" in titles) == is_alone


def test_verbs_and_nouns_have_their_forms() -> None:
    assert verb_of("run/ran/run").gerund == "running" and verb_of("carry out").past == "carried out"
    assert verb_of("be the depositary of").conjugated(True, False) == "are the depositaries of"
    assert plural_of("NGO") == "NGOs" and plural_of("agency") == "agencies"


def test_a_value_in_another_language_alone_is_not_told(graph: KnowledgeGraph) -> None:
    assert graph.answer("What is the formal name of New Caledonia?").lead is None
    found = graph.answer("What is the formal name of Germany?").lead
    assert found is not None and "Federal Republic of Germany" in found.text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # Of a set: by what is not recorded of it, in order, the first, and by year.
        ("Which handbooks are not for parliamentarians?", "is recorded as for somebody or something else, and not as for parliamentarians: the Training manual"),
        ("which campaigns were not launched by UNODC?", "Of the Nordic-Baltic Campaign Against Trafficking in Women nothing is recorded that decides it."),
        ("who took the initiative for the Nordic-Baltic Campaign Against Trafficking in Women?", "The Nordic Council of Ministers took the initiative"),
        ("which organisations do not work with children?", "are recorded as working with somebody or something else, and not as working with children: the Alliance Expert"),
        ("all bodies of the OSCE active against trafficking except those in the Secretariat", "three are recorded as in other bodies, and not as in a Secretariat: the OSCE Office for Dem"),
        ("Which conferences of 2008 were not in Riga?", "are recorded as in other places, and not as in Riga: the International conference, St. Petersburg 2008"),
        ("What is the oldest handbook for parliamentarians?", "the first is the Handbook for Parliamentarians on Child Protection (in 2004)"),
        ("Which recommendation of the Nordic Council was the first?", "the first are Nordic Council Recommendation 25/2005 (in 2005) and"),
        ("which conference of 2008 was the last", "the last is the Concluding conference of the NIKK project"),
        ("handbooks for parliamentarians, with dates", "Handbook for Parliamentarians on Child Protection (in 2004), the Handbook"),
        ("Nordic Council recommendations per year", "two in 2005, three in 2006, one in 2007 and two in 2008"),
        ("Put Blue Heart, UN.GIFT and the Vienna Forum in order", "By the day of each: the United Nations Global Initiative"),
        # Things by a part of their titles.
        ("When did the handbook on combating child trafficking come out?", "In 2005 the Handbook for Parliamentarians on Combating Child"),
        ("Which was published first, the handbook on child protection or the handbook on combating child trafficking?", "Child Protection: it was published in 2004"),
        # Of several things: the same, and whole sets.
        ("Were UN.GIFT and Blue Heart launched by the same organisation?", "Yes: the United Nations Global"),
        ("Were UN.GIFT and Blue Heart launched by UNODC?", "Yes: the United Nations Global"),
        ("how many conferences does the memo mention", "At least 10: "),
        ("Which handbooks for parliamentarians does the memo mention?", "At least four handbooks are for parliamentarians"),
        ("list the handbooks", "At least seven handbooks are recorded here"),
    ],
)  # fmt: skip
def test_sets_are_told_whole_in_order_and_by_what_is_denied(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.reader == "facts", lead
    assert told in lead.text, lead.text
    assert not lead.answer.is_empty and lead.answer.is_cited


def test_what_is_near_to_what_is_denied_is_left_open(graph: KnowledgeGraph) -> None:
    told, _, left = graph.answer("handbooks that do not deal with children").text.partition(". Of ")
    assert "Child Trafficking" not in told
    assert "Child Trafficking" in left and "nothing is recorded that decides it" in left


@pytest.mark.parametrize(
    "sentence",
    [
        "Which handbooks are not for plumbers?",
        "Which bodies do not?",
        "Which organisations don't have a policy?",  # of what else they have nothing follows
        "Which organisations did not publish handbooks?",
        "projects that are not run by the CBSS",  # those of its parts may be
        "Were UN.GIFT and Blue Heart launched by NATO?",
        "Which zebras came first?",
        "oldest state",  # of most no day is recorded
        "How many states are there?",
        "who funded UN.GIFT?",  # no slip of "founded"
        "Who founded the CBSS?",  # which did not find anything, nor begin as a presidency does
        "Who founded IOM?",
    ],
)
def test_nothing_is_denied_of_things_of_which_it_is_not_recorded(
    graph: KnowledgeGraph, sentence: str
) -> None:
    assert graph.answer(sentence).lead is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("When was GRETA established?", "says when the Group of Experts on Action against Trafficking in Human Beings was established."),
        ("Who organised the Vienna Forum?", "says who organized the Vienna Forum to Fight Human Trafficking."),
        ("For how long has GRETA existed?", "says how long the Group of Experts on Action against Trafficking in Human Beings lasts, or since when."),
        ("Was the launch of GRETA before the launch of UN.GIFT?", "says when the Group of Experts on Action against Trafficking in Human Beings was launched. In March 2007 the United Nations Global Initiative to Fight Human Trafficking was launched."),
        ("Council Directive 2004/81/EC or the Palermo Protocol: which entered into force first?", "says when Council Directive 2004/81/EC entered into force. On 25 December 2003 the Palermo Protocol entered into force."),
        ("Was the framework decision in force in 2011?", "says whether Council Framework Decision 2002/629/JHA was in force in 2011. Replaced, as far as is recorded, by a text dated 5 April 2011: at least Directive 2011/36/EU replaced Council Framework Decision 2002/629/JHA."),
        ("Is Council Directive 2004/81/EC still in force?", "says whether Council Directive 2004/81/EC is in force. No text that replaced it is recorded."),
        ("Which did the IPU launch first, UN.GIFT or the Blue Heart Campaign?", "says when the Inter-Parliamentary Union launched the United Nations Global Initiative to Fight Human Trafficking."),
        ("Where was UN.GIFT launched?", "says where the United Nations Global Initiative to Fight Human Trafficking was launched."),
    ],
)  # fmt: skip
def test_a_property_without_a_value_is_said_not_to_be_recorded(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and found.text == f"No fact recorded in these words {told}"


@pytest.mark.parametrize(
    "sentence",
    [
        "who appointed a rapporteur on trafficking",  # a passage says it in words
        "Who runs the Blue Heart Campaign?",  # of it in these words something else is said
        "When was the Vienna Forum invaded?",  # no property
        "When was Europol established?",  # no thing
    ],
)
def test_nothing_is_said_not_to_be_recorded_that_may_be(graph: KnowledgeGraph, sentence: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and "No fact" not in found.text


def test_what_something_is_for_is_its_purpose_and_not_its_audience(graph: KnowledgeGraph) -> None:
    found = graph.answer("What is the Blue Heart Campaign for?")
    assert found.text == "The campaign is to win support and to move people to act against trafficking."


@pytest.mark.parametrize(
    "post", ["OSCE Special Representative", "current NATO Senior Coordinator on trafficking"]
)
def test_a_person_is_not_named_by_the_post(graph: KnowledgeGraph, post: str) -> None:
    found = graph.answer(f"What is the name of the {post}?")
    assert found.lead is None and found.text == "The names of persons are not recorded here."


@pytest.mark.parametrize(
    ("sentence", "held", "left"),
    [
        ("Nordic Council recommendations on trafficking except those of 2005", "At least six", "25/2005 and Nordic Council Recommendation 26/2005"),
        ("List the Nordic Council recommendations on trafficking except those of 2006.", "At least five", "18/2006, "),
        ("Nordic Council recommendations on trafficking please, but not the ones from 2006", "At least five", "18/2006, "),
        ("who published handbooks except UNODC", "At least the Inter-Parliamentary Union", "the United Nations Office on Drugs and Crime"),
        ("which organisations other than UNICEF published handbooks for parliamentarians?", "At least three", "the United Nations Children's Fund"),
        ("Which conferences besides the Vienna Forum were held in 2008", "At least four", "the Vienna Forum"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told_and_not_listed(
    graph: KnowledgeGraph, sentence: str, held: str, left: str
) -> None:
    text = graph.answer(sentence).text
    listed, _, out = text.partition(" Left out: ")
    assert listed.startswith(held) and left in out and left not in listed, text


@pytest.mark.parametrize(
    ("sentence", "told", "never"),
    [
        ("handbooks for parliamentarians, just not the UNICEF ones", "Of at least four", "Child Protection"),
        ("handbooks for parliamentarians that UNICEF had no part in", "Of at least four", "Child Protection"),
        ("Apart from ODIHR and the Special Representative's office, who inside the OSCE deals with trafficking?", "At least the OSCE Action", "Democratic"),
        ("With whom did the Nordic Council organise the conference in Riga?", "At least the Baltic Assembly and the Benelux", "Nordic Council"),
        ("With whom did the Nordic Council hold its anti-trafficking conference in Riga in April 2008?", "At least the Baltic Assembly and the Benelux", "Nordic Council"),
        ("which handbooks did UNICEF publish with the IPU?", "The United Nations Children's Fund published at least", "Combating"),
        ("handbooks that UNICEF published", "The United Nations Children's Fund published at least", "Combating"),
        ("which of the IPU, UNODC and UNICEF are UN bodies?", "At least two bodies", "Inter-Parliamentary"),
        ("How many of the Nordic Council's trafficking recommendations date from 2006?", "At least 3", "2005"),
    ],
)  # fmt: skip
def test_what_somebody_did_or_did_not_is_told_of_no_others(
    graph: KnowledgeGraph, sentence: str, told: str, never: str
) -> None:
    text = re.split(" Left out: | So did ", graph.answer(sentence).text)[0]
    assert text.startswith(told) and never not in text, text


def test_where_all_is_left_out_nothing_is_told(graph: KnowledgeGraph) -> None:
    assert graph.answer("committees of the Nordic Council, except those of the Nordic Council").lead is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("How many reports has the OSCE Special Representative published?", "At least 1: the OSCE Special"),
        ("How many handbooks are there?", "At least 6: six handbooks are recorded here: "),
        ("How many handbooks are there?", "Recorded without their number: Handbooks and manuals of the IOM"),
        ("How many working groups has the Conference of the Parties established?", "At least 1: the Conf"),
        ("How many EU bodies deal with trafficking?", "two bodies of the European Union deal with traff"),
        ("who coordinates trafficking issues in nato", "coordinates work on trafficking"),
    ],
)
def test_a_number_is_no_more_than_is_recorded_one_by_one(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and told in lead.text, lead


@pytest.mark.parametrize(
    "sentence",
    [
        "What is the latest EU measure?",
        "What was the first campaign against trafficking?",
        "In which year did the European Parliament adopt its first resolution on trafficking?",
    ],
)
def test_one_thing_with_a_day_is_not_the_first_nor_the_last_of_several(
    graph: KnowledgeGraph, sentence: str
) -> None:
    assert graph.answer(sentence).lead is None


def test_an_abbreviation_stands_for_its_name(graph: KnowledgeGraph) -> None:
    assert graph.answer("what does AECT stand for?").text == "Alliance Expert Co-ordination Team."


def test_without_somebody_is_told_as_far_as_it_is_recorded(graph: KnowledgeGraph) -> None:
    text = graph.answer("handbooks for parliamentarians made without the IPU").text
    assert text.startswith(
        "Of at least four handbooks for parliamentarians one is recorded as by others, and not as by the Inter-Parl"
    )
    assert "the PACE Handbook" in text and text.endswith("nothing is recorded that decides it.")


@pytest.mark.parametrize(
    "sentence",
    [
        "In which year did the Nordic Council send most recommendations?",
        "how many recommendations on trafficking did Nordic Council give and in which year the most?",
        "How many recommendations has the Nordic Council sent, and in which year did it send most of them?",
        "In which year did the Nordic Council send the governments most recommendations on trafficking?",
        "In which year did the Nordic Council address the most recommendations on trafficking to the governments?",
        "How many recommendations on trafficking has the Nordic Council sent to the governments, and which year had most of them?",
        "In which year were the most recommendations issued by the Nordic Council?",
        "Which year saw the most recommendations of the Nordic Council?",
    ],
)
def test_the_year_of_most_is_told_with_all_years(graph: KnowledgeGraph, sentence: str) -> None:
    text = graph.answer(sentence).text
    assert "two in 2005, three in 2006, one in 2007 and two in 2008; the year with most is 2006." in text
    assert "No sure answer" not in text


def test_texts_without_a_like_day_are_put_in_order_by_the_days_that_each_has(graph: KnowledgeGraph) -> None:
    """The OSCE plan is of 2003 (memo 3-2), that of the EU was adopted in 2005 (memo 4-5); neither was launched then."""
    text = graph.answer("what is older, the OSCE action plan or the EU action plan").text
    assert text.startswith("The OSCE Action Plan") and "(in 2003)" in text and "(adopted in 2005)" in text
    assert graph.answer("When was the EU Action Plan launched?").lead is None


def test_the_day_of_an_act_of_an_organ_is_that_of_what_it_did(graph: KnowledgeGraph) -> None:
    text = graph.answer("Which organ of the Council of Europe adopted CETS 197, and on what day?").text
    assert "the Committee of Ministers" in text and "On 3 May 2005 CETS 197 was adopted." in text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("red cross federation IFRC wikidata ror", ["Q1069175:", "040at4140:"]),
        ("IFRC number in Wikidata", ["Q1069175:"]),
        ("IFRC wikidata lei", ["Q1069175:", "none recorded:"]),
    ],
)
def test_identifiers_are_told_of_each_scheme(graph: KnowledgeGraph, sentence: str, told: list[str]) -> None:
    found = lead(graph, sentence)
    assert found is not None and [one for one in told if one not in found.text] == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Who is represented in the Comittee of the Partise of the anti-traficking convention?", "the Committee of Ministers"),
        ("Which units does the Secretariat of the OSCE have?", "OSCE Strategic Police Matters Unit"),
    ],
)  # fmt: skip
def test_what_a_thing_is_of_may_stand_in_its_name(graph: KnowledgeGraph, sentence: str, told: str) -> None:
    assert told in graph.answer(sentence).text
    other = graph.answer("Who is represented in the Committee of the Parties of the Palermo Protocol?")
    assert other.lead is None or other.lead.reader != "facts"


def test_what_a_name_means_by_itself_stands_before_longer_names(graph: KnowledgeGraph) -> None:
    found = lead(graph, "Does the IOM assist the governments?")
    assert found is not None and found.text.endswith("assists Governments.")
    assert not any("several things" in note for note in found.notes)


def test_it_is_not_said_that_nobody_did_most_of_a_kind(graph: KnowledgeGraph) -> None:
    assert "No fact recorded" not in graph.answer("Who published the most handbooks?").text


def test_who_sits_in_a_body_are_its_members_and_not_its_parts(graph: KnowledgeGraph) -> None:
    found = graph.sentences.answer("Who sits in the EGCC?")
    assert found.text.startswith("The group is made up of senior officials: from the ministries")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Office of the High Commissioner for Human Rights is part of what?", "is part of at least the United Nations and the United Nations Secretariat"),
        ("GRETA is part of what?", "is part of the Monitoring mechanism"),
        ("UNODC launched what?", "launched at least the Blue Heart Campaign"),
        ("SAP-FL was created by whom?", "was created by the ILO Governing Body"),
        ("ipu london seminar 2010", "seminar of the Inter-Parliamentary Union in London"),
    ],
)  # fmt: skip
def test_what_is_asked_at_the_end_and_a_place_before_a_noun_are_read(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and told in lead.text, lead


@pytest.mark.parametrize("body", ["the EGCC", "GRETA"])
def test_a_body_without_a_recorded_chair_is_said_to_have_none_here(graph: KnowledgeGraph, body: str) -> None:
    found = graph.answer(f"Who chairs {body}?")
    assert found.lead is None and not found.unread
    assert found.text.startswith("No fact recorded in these words says who chairs the "), found.text
    assert "who chairs" not in graph.answer("Who chairs the TF-THB?").text


def test_whom_something_is_from_may_be_left_out(graph: KnowledgeGraph) -> None:
    found = lead(graph, "Which handbooks for parliamentarians are there, except the one from PACE?")
    assert found is not None and "PACE Handbook" not in found.text and "Child Protection" in found.text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Which bodies deal with adult victims?", "deals with adults and victims of trafficking: the CBSS Task Force"),
        ("Who deals with women victims of trafficking?", "No fact recorded in these words says who deals with women and victims"),
        ("Who deals with women and victims?", "No fact recorded in these words says who deals with women and victims"),
    ],
)  # fmt: skip
def test_of_two_topics_one_after_the_other_both_hold(graph: KnowledgeGraph, sentence: str, told: str) -> None:
    found = graph.answer(sentence)
    assert told in found.text
    assert not any("several things" in note for note in found.notes)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Which organizations published a handbook for parliamentarians?", "At least four organizations published"),
        ("Has UNICEF published a handbook for parliamentarians?", "Yes: the United Nations Children's Fund"),
        ("Who published the handbook for parliamentarians?", "The Parliamentary Assembly of the Council of Europe published the PACE"),
    ],
)  # fmt: skip
def test_what_several_are_called_is_no_name_of_one_behind_an_indefinite_article(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    assert graph.answer(sentence).text.startswith(told)


@pytest.mark.parametrize(
    "sentence", ["CBSS members that are party to ILO C189", "Which states ratified ILO C189?"]
)
def test_a_number_that_no_treaty_has_is_said_to_be_of_none(graph: KnowledgeGraph, sentence: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and found.text.startswith("Nothing in the graph is called 'ILO C189'")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Is CETS 197 open only to Member states of the Council of Europe?",
            "No: CETS 197 is open to at least the European Community, the Member states of the Council of Europe and States",
        ),
        (
            "Is CETS 197 open to Member states of the Council of Europe alone?",
            "No: CETS 197 is open to at least the European Community, the Member states",
        ),
        (
            "Can only Member states of the Council of Europe join CETS 197?",
            "No: at least the European Community, the Member states of the Council of Europe and States that are not",
        ),
        ("Can the European Community join CETS 197?", "Yes: the European Community can join CETS 197."),
    ],
)
def test_only_is_denied_where_others_are_recorded(graph: KnowledgeGraph, sentence: str, told: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.reader == "facts" and claim.text.startswith(told)


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("Did only UNODC launch UN.GIFT?", "only"),  # of nobody else it is recorded, which does not say so
        ("Is CETS 197 open only to EU states?", "only"),  # to whom it is not said to be open
        ("Was UNTOC only adopted by the UN General Assembly?", "only"),
        ("Is only CETS 197 open to Member states of the Council of Europe?", "only"),
        ("Does the TF-THB deal only with adults?", "only"),  # and with measures for these
        ("Can Norway join UN.GIFT?", "Norway"),
    ],
)
def test_only_is_not_read_where_no_other_is_recorded(
    graph: KnowledgeGraph, sentence: str, unread: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and unread in " ".join(found.unread).split()


def test_each_of_several_names_that_are_left_out_is_of_one_that_would_be_told(graph: KnowledgeGraph) -> None:
    """The Special Representative is a post and, for the list of bodies, its office."""
    both = graph.answer(
        "Which OSCE institutions deal with trafficking, apart from ODIHR and the Special Representative?"
    )
    told, _, left = both.text.partition("Left out: ")
    office = "the OSCE Office of the Special Representative and Co-ordinator for Combating Trafficking in Human Beings"
    assert "the OSCE Conflict Prevention Centre" in told and office in left and office not in told
    assert (
        graph.answer(
            "Which organizations published a handbook for parliamentarians, except UNODC and GRETA?"
        ).lead
        is None
    )


def test_an_answer_that_holds_another_is_told_once(graph: KnowledgeGraph) -> None:
    text = graph.answer("Is the Framework Decision of 2002 still in force, or what replaced it?").text
    assert text.startswith("Replaced, as far as is recorded, ") and text.count("Directive 2011/36/EU") == 1


def test_a_body_whose_name_only_repeats_what_it_monitors_is_told_by_its_parts(graph: KnowledgeGraph) -> None:
    parts = (
        "Parts of it that are recorded: the Committee of the Parties to CETS No. 197 and the Group of Experts"
    )
    for sentence in ("Who monitors CETS 197?", "Which body monitors CETS 197?"):
        assert parts in graph.answer(sentence).text, sentence
    assert "Parts of it" not in graph.answer("Who launched the Blue Heart Campaign?").text


def test_the_year_of_one_of_several_is_not_told_for_all(graph: KnowledgeGraph) -> None:
    several = graph.answer(
        "Which organisations have issued a handbook for parliamentarians, and in which year?"
    )
    assert "in 2004" in several.text and "in April 2009" in several.text
    one = graph.answer("Who published the Handbook for Parliamentarians on Child Protection?")
    assert graph.answer("and in which year?", after=one).text.startswith("In 2004 ")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Who organised the Riga conference in April 2008 together with the Baltic Assembly?",
            ["the Nordic Council organized", "So did the Baltic Assembly."],
        ),
        ("Everything UNODC launched between 2007 and 2009", ["Blue Heart", "Global Initiative"]),
        ("Is there anything UNICEF published before 2005?", ["Yes", "Handbook"]),
        ("Is there a handbook for parliamentarians that the IPU was not involved in?", ["PACE Handbook"]),
        ("Which Nordic Council recommendations are after 2007?", ["21/2008", "22/2008"]),
        (
            "Which conferences in 2008 on trafficking were not organised by the IPU?",
            ["Of at least two conferences in 2008 on trafficking"],
        ),
    ],
)
def test_what_somebody_did_with_others_or_not_is_read(
    graph: KnowledgeGraph, sentence: str, told: list[str]
) -> None:
    text = graph.answer(sentence).text
    assert all(one in text for one in told), text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        # memo 1.2-2, 6-12, 2-1
        (
            "Who published a handbook with UNICEF?",
            "At least the Inter-Parliamentary Union published a handbook with UNICEF.",
        ),
        ("How many organizations published a handbook with UNICEF?", "At least 1: "),
        (
            "Who organized a conference with the Nordic Council?",
            "At least the Baltic Assembly and the Benelux Interparliamentary Consultative Council organized a conference",
        ),
        ("Who adopted a convention with the Committee of Ministers?", "No sure answer"),
        ("Did the Nordic Council organize a conference without the Baltic Assembly?", "No fact recorded"),
        ("Did UNICEF publish a handbook with UNODC?", "No fact recorded"),
        # memo 7-2, 6-12, 1-5, 1-6, 1-1, 1-2
        ("Were the Vienna Forum and the Riga conference held in 2008?", "Yes: the Vienna Forum"),
        ("Did UNODC launch UN.GIFT and SAP-FL?", "The United Nations Office on Drugs and Crime launched"),
        ("Was the Blue Heart Campaign launched by UNODC in 2008?", "No sure answer"),
        ("How long before the Palermo Protocol did UNTOC enter into force?", "Two months and 26 days"),
    ],
)
def test_company_two_subjects_and_deeds_are_not_dropped(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    assert graph.answer(sentence).text.startswith(text)


def test_whom_a_text_was_made_without_is_not_told(graph: KnowledgeGraph) -> None:
    assert "Children" not in graph.answer("Who published a manual without UNICEF?").text.partition(".")[0]


def test_the_first_of_treaties_is_told_by_the_deed_that_is_asked(graph: KnowledgeGraph) -> None:
    """ILO C029 was adopted on 28 June 1930 and entered into force on 1 May 1932 (article 28 and the page of the ILO)."""
    text = graph.answer("Which of the treaties entered into force first?").text
    assert "28 June 1930" not in text and "1 May 1932" in text


def test_those_who_did_it_with_somebody_else_are_not_told_of_others(graph: KnowledgeGraph) -> None:
    assert graph.answer("Who launched the Blue Heart Campaign together with the IPU?").lead is None


def test_only_those_whose_days_allow_it_may_be_the_first_or_the_last(graph: KnowledgeGraph) -> None:
    """Of the eight recommendations only the year in their number is known: two each are of 2005 and of 2008; none was launched."""
    asked = graph.answer("How many recommendations did the Nordic Council make between 2005 and 2008?")
    latest = graph.answer("Which of them was the latest?", after=asked)
    assert latest.text.startswith("Not known, ") and "either of two may be the last: " in latest.text
    assert "21/2008 is dated in 2008" in latest.text and "22/2008" in latest.text
    assert "2007" not in latest.text and "launched" not in latest.text
    first = graph.answer("Which of them was the first?", after=asked)
    assert "25/2005" in first.text and "26/2005" in first.text and "2006" not in first.text
    assert graph.answer("which of them was launched in 2005?", after=asked).lead is None
    rec = "Nordic Council Recommendation"
    one = f"Which came first, {rec} 18/2006, {rec} 19/2006 or {rec} 25/2005?"  # which of the others is open
    assert graph.answer(one).text.startswith(f"{rec} 25/2005: it is dated in 2005")
    of_year = graph.answer(f"Which came first, {rec} 18/2006 or {rec} 19/2006?")
    assert "either may be before" in of_year.text
    framework = graph.answer("When was the International Framework for Action launched?")
    assert framework.text.startswith("On 9 October 2009 ")


def test_who_did_it_besides_somebody_is_no_partner_who_did_not(graph: KnowledgeGraph) -> None:
    """UNODC launched Blue Heart and UN.GIFT; in a handbook, a project and a forum it is a partner."""
    first = graph.answer("What did UNODC launch?")
    text = "No fact recorded in these words tells of another: the United Nations Office on Drugs and Crime launched "
    for found in (
        graph.answer("what else did it launch?", after=first),
        graph.answer("What did UNODC launch apart from Blue Heart and UN.GIFT?"),
    ):
        assert found.lead is None and found.text.startswith(text) and "Forum" not in found.text
    handbook = graph.answer("Who published the handbook Combating Trafficking in Persons?")
    assert graph.answer("who else published it?", after=handbook).text.startswith(
        "No fact recorded in these words"
    )
    apart = graph.answer("Which organisations does the TF-THB cooperate with, apart from UNODC?")
    assert apart.text.startswith("No fact recorded in these words tells of another: the CBSS Task Force")
    blue = graph.answer("What did UNODC launch apart from Blue Heart?")
    assert blue.text.startswith(
        "The United Nations Office on Drugs and Crime launched at least the United Nations Global"
    )


def test_what_a_thing_by_its_name_tells_is_not_called_unrecorded(graph: KnowledgeGraph) -> None:
    """A recommendation of the European Parliament is on the EU Anti-Trafficking Day (memo 4-7)."""
    text = graph.answer("When was the EU Anti-Trafficking Day established, and who recommended it?").text
    assert "No fact recorded" not in text and "who recommended it" in text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Is the TF-THB concerned with children or adults?",
            "The CBSS Task Force against Trafficking in Human Beings is concerned with adults; "
            "no fact recorded in these words says so of children.",
        ),
        ("Does CETS 197 cover men or women?", "Both: CETS 197 covers men and women."),
        ("Does CETS 197 cover men, women or children?", "All of them: CETS 197 covers men, women and children."),
        ("Does SAP-FL deal with forced labour or organ trafficking?", "The Special Action Programme to combat Forced Labour deals with forced labour; "),
        ("Was Blue Heart launched in 2008 or 2009?", "The Blue Heart Campaign against Human Trafficking was launched on 6 March 2009."),
        ("Was the Vienna Forum held in 2007 or 2008?", "The Vienna Forum to Fight Human Trafficking was held from 13 February 2008 to 15"),
        ("Did UNODC or the OSCE launch Blue Heart?", "The United Nations Office on Drugs and Crime launched the Blue Heart Campaign"),
        ("Was Blue Heart launched in 2009 or later?", "Yes: the Blue Heart Campaign against Human Trafficking was launched in 2009 or later."),
    ],
)  # fmt: skip
def test_of_two_joined_by_or_it_is_said_which_is_so(graph: KnowledgeGraph, sentence: str, told: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.text.startswith(told), lead


@pytest.mark.parametrize(
    "sentence",
    [
        "Who organised the conference in Riga in 2008, and was the CBSS involved?",  # in it
        "Was the CBSS involved?",
        "who held Oslo?",  # which is no meeting
    ],
)
def test_a_participle_that_lacks_its_object_is_not_answered_of_something_else(
    graph: KnowledgeGraph, sentence: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None or "No sure answer to 'was the CBSS involved'." in lead.text


def test_it_is_not_denied_of_some_that_were_found_that_they_lack_something(graph: KnowledgeGraph) -> None:
    listed = graph.answer("Which handbooks for parliamentarians are there?")
    gone_on = graph.answer("which of them were published without the IPU?", listed)
    assert gone_on.lead is None and "so of any" not in gone_on.text


def test_an_end_that_only_the_memo_tells_ahead_was_planned(graph: KnowledgeGraph) -> None:
    """The mandate ran when the memo was written; it prints the end of the London seminar as past."""
    ahead = "tells of 30 June 2011 as what lies ahead"
    found = graph.answer("When did the mandate of the TF-THB end?")
    assert found.text == "On 30 June 2011 the Mandate of the TF-THB was to end."
    assert any(ahead in note for note in found.notes)
    whether = graph.answer("Did the mandate of the TF-THB end in 2011?")
    assert whether.text.startswith("Yes: ") and any(ahead in note for note in whether.notes)
    past = graph.answer("When did the Vienna Forum end?")
    assert past.text.endswith(" ended.") and not any("ahead" in note for note in past.notes)
