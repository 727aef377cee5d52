"""A standing in words and as JSON: one sentence for each status, and nothing that is not known."""

from __future__ import annotations

import json
from datetime import date

import pytest

from thbgraph.base.values import Days, Entity
from thbgraph.results.formats import write
from thbgraph.results.status import Ground, StatusOnDay

DAY = date(2010, 2, 23)
BLANK = StatusOnDay(Entity("id:fin", "Finland"), "Finland", Entity("id:x", "Treaty"), DAY, "no act")
SENTENCES = [
    ({}, "Finland had neither signed nor joined it by 23 February 2010."),
    (
        {"status": "signatory", "signed": Days(date(2006, 8, 29), date(2006, 8, 29))},
        "Finland had signed it (29 August 2006) but had not ratified it: not bound by it on 23 February 2010.",
    ),
    (
        {"status": "signatory", "signed": Days(None, date(2010, 1, 26))},
        "Finland had signed it but had not ratified it: not bound by it on 23 February 2010.",
    ),
    (
        {"status": "contracting", "consent": "Accession"},
        "Finland had acceded to it; on 23 February 2010 it was not yet in force for Finland.",
    ),
    ({"status": "party"}, "Finland was a party on 23 February 2010, from a day that is not known."),
    (
        {"status": "party", "since": date(2009, 5, 1), "consent": "Acceptance"},
        "Finland was a party on 23 February 2010, since 1 May 2009, by acceptance.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "consent": "Ratification",
            "consented": Days(date(2009, 1, 2), date(2009, 1, 9)),
        },
        "Finland was a party on 23 February 2010, since 1 May 2009, by ratification between 2 January 2009 and 9 January 2009.",
    ),
    (
        {"status": "party", "since": date(2009, 5, 1), "consented": Days(date(2009, 1, 2), date(2009, 1, 2))},
        "Finland was a party on 23 February 2010, since 1 May 2009; it had ratified it, or consented in another way, on "
        "2 January 2009.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "consent": "Succession",
            "consented": Days(DAY, DAY),
        },
        "Finland was a party on 23 February 2010, since 1 May 2009, by succession.",
    ),
    (
        {"status": "party", "began": Days(None, date(2009, 5, 1))},
        "Finland was a party on 23 February 2010, since 1 May 2009 at the latest.",
    ),
    (
        {"status": "party", "began": Days(date(2009, 5, 1), date(2009, 7, 1))},
        "Finland was a party on 23 February 2010, since a day between 1 May 2009 and 1 July 2009.",
    ),
    (
        {
            "status": "undetermined",
            "open_act": "Consent",
            "bounds": Days(date(2009, 1, 1), None),
            "last_recorded": "signatory",
        },
        "It is not known whether Finland had ratified, accepted, approved, acceded or succeeded to it by "
        "23 February 2010: undetermined since 1 January 2009; last recorded: signatory, on 31 December 2008.",
    ),
    (
        {"status": "party", "since": date(2009, 5, 1), "consent": "Acceptance", "signed": Days(None, DAY)},
        "Finland was a party on 23 February 2010, since 1 May 2009, by acceptance; it had signed by 23 February 2010.",
    ),
    (  # whether it had signed by the day is not known
        {"status": "party", "since": DAY, "consent": "Acceptance", "signed": Days(None, date(2010, 2, 24))},
        "Finland was a party on 23 February 2010, since 23 February 2010, by acceptance.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "signed": Days(date(2005, 5, 16), date(2005, 5, 17)),
            "consented": Days(date(2009, 1, 2), date(2009, 1, 2)),
        },
        "Finland was a party on 23 February 2010, since 1 May 2009; it had signed on 16 or 17 May 2005, "
        "and had ratified, accepted or approved it on 2 January 2009.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "consented": Days(date(2009, 1, 2), date(2009, 1, 2)),
            "never_signed": True,
        },
        "Finland was a party on 23 February 2010, since 1 May 2009; it had acceded or succeeded to it on 2 January 2009.",
    ),
    (
        {"status": "contracting", "consented": Days(DAY, DAY), "never_signed": True},
        "Finland had acceded or succeeded to it (23 February 2010); on 23 February 2010 it was not yet in force for Finland.",
    ),
    (
        {
            "status": "undetermined",
            "open_act": "Consent",
            "bounds": Days(date(2009, 1, 1), DAY),
            "never_signed": True,
        },
        "It is not known whether Finland had acceded or succeeded to it by 23 February 2010: this came about on a day that "
        "is not known, between 1 January 2009 and 23 February 2010.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "signed": Days(DAY, DAY),
            "signed_by": "Kalmar Union",
            "consented": Days(date(2009, 1, 2), date(2009, 1, 2)),
        },
        "Finland was a party on 23 February 2010, since 1 May 2009; its predecessor Kalmar Union had signed on "
        "23 February 2010, and it had ratified it, or consented in another way, on 2 January 2009.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "signed": Days(DAY, DAY),
            "signed_by": "Kalmar Union",
            "consented": Days(date(2009, 1, 2), date(2009, 1, 2)),
            "consented_by": "Kalmar Union",
        },
        "Finland was a party on 23 February 2010, since 1 May 2009; its predecessor Kalmar Union had signed on "
        "23 February 2010, and had ratified, accepted or approved it on 2 January 2009.",
    ),
    (
        {
            "status": "party",
            "since": date(2009, 5, 1),
            "consent": "Accession",
            "consented": Days(date(2009, 1, 2), date(2009, 1, 2)),
            "consented_by": "Kalmar Union",
        },
        "Finland was a party on 23 February 2010, since 1 May 2009, by accession on 2 January 2009 by its predecessor "
        "Kalmar Union.",
    ),
    (
        {"status": "contracting", "consent": "Approval", "signed": Days(DAY, DAY)},
        "Finland had signed it (23 February 2010) and had approved it; on 23 February 2010 it was not yet in force for "
        "Finland.",
    ),
    (
        {"status": "contracting", "consent": "Approval", "signed": Days(DAY, DAY), "signed_by": ""},
        "Finland, whose predecessor had signed it (23 February 2010), had approved it; on 23 February 2010 it was not "
        "yet in force for Finland.",
    ),
    (
        {"status": "signatory", "signed": Days(DAY, DAY), "signed_by": "Kalmar Union"},
        "Finland, whose predecessor Kalmar Union had signed it (23 February 2010), had not ratified it: not bound by it "
        "on 23 February 2010.",
    ),
    ({"status": "former party"}, "Finland had ceased to be a party by 23 February 2010."),
    ({"status": "not applicable", "reason": "so"}, "Not applicable on 23 February 2010: so."),
    (
        {"status": "undetermined", "reason": "so"},
        "It is not known what Finland had done by 23 February 2010: so.",
    ),
    (
        {"status": "undetermined", "open_act": "Signature", "bounds": Days(date(2005, 5, 16), None)},
        "It is not known whether Finland had signed it by 23 February 2010: "
        "no source says that this was done, and it was not before 16 May 2005.",
    ),
    (
        {"status": "undetermined", "open_act": "Signature", "possible": ("no act", "signatory")},
        "It is not known whether Finland had signed it by 23 February 2010: no source says that this was done. "
        "Either way Finland was not bound by it on 23 February 2010.",
    ),
    (
        {"status": "undetermined", "open_act": "Signature", "possible": ("no act", "signatory", "party")},
        "It is not known whether Finland had signed it by 23 February 2010: no source says that this was done.",
    ),
    (
        {"status": "undetermined", "open_act": "EntryIntoForce", "bounds": Days(DAY, date(2011, 1, 1))},
        "It is not known whether it was already in force for Finland, which had consented to be bound by "
        "23 February 2010: this came about on a day that is not known, between 23 February 2010 and "
        "1 January 2011.",
    ),
]


def read(one: StatusOnDay) -> str:
    """The text of a status without the ends of its lines."""
    return " ".join(str(one).split())


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES)
def test_each_status_has_its_sentence_with_the_day(fields: dict[str, object], sentence: str) -> None:
    one = BLANK._replace(**fields)  # type: ignore[arg-type]
    assert one.sentence == sentence
    assert sentence in read(one)


@pytest.mark.parametrize("kind", ["Signature", "Consent", "EntryIntoForce", "Denunciation"])
def test_whatever_is_open_says_what_would_settle_it(kind: str) -> None:
    one = BLANK._replace(
        status="undetermined", open_act=kind, depositary=Entity("id:coe", "Council of Europe")
    )
    assert one.settles.endswith("(depositary: Council of Europe)")
    assert BLANK.settles == ""


def test_footnotes_are_numbered_in_order_of_use() -> None:
    grounds = (Ground("id:a", "one", ("g1", "g2")), Ground("id:b", "two", ("g2",)))
    text = str(BLANK._replace(grounds=grounds, sources={"g1": "about g1", "g2": "about g2"}))
    assert "  one [1]\n  two [2]\n" in text
    assert text.endswith("Sources\n[1] (a) about g1\n    (b) about g2\n[2] as [1b]\n")


def test_up_to_when_the_sources_tell_is_said_and_that_it_is_not_today() -> None:
    known = BLANK._replace(known_through=DAY, basis="act")
    assert (
        "The sources show this up to 23 February 2010. This says nothing about the position today."
        in read(known)
    )
    later = read(known._replace(status="party", as_of=date(2011, 1, 1)))
    assert "party as last recorded, as of 1 January 2011" in later
    assert "The sources reach to 23 February 2010; who left since is not recorded. This says nothing" in later
    open_one = known._replace(status="undetermined", open_act="Consent")
    assert "It is undetermined up to 23 February 2010. This says nothing about the position today." in read(
        open_one
    )
    assert "The sources reach to 23 February 2010. This says" in read(
        open_one._replace(as_of=date(2011, 1, 1))
    )
    # What is known of its consent may reach further.
    assert "As to its signature, the sources reach to 23 February 2010. This says" in read(
        open_one._replace(open_act="Signature", as_of=date(2011, 1, 1))
    )
    assert "It is undetermined on this point up to 23 February 2010, and from then on on another." in read(
        open_one._replace(open_through=date.max)
    )
    assert "\nThis says nothing about the position today.\n" in str(BLANK)


def test_json_holds_the_same_with_days_in_iso_form() -> None:
    one = BLANK._replace(status="undetermined", open_act="Consent", bounds=Days(DAY, None), known_through=DAY)
    content = json.loads(write(one, "json"))
    assert content["asOf"] == content["notBefore"] == content["knownThrough"] == "2010-02-23"
    assert content["notAfter"] is content["signed"] is content["depositary"] is None
    assert content["sentence"] == one.sentence and content["status"] == "undetermined"
    assert content["state"] == {"iri": "id:fin", "label": "Finland", "name": "Finland"}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Days(DAY, DAY), "23 February 2010"),
        (Days(None, DAY), "by 23 February 2010"),
        (Days(DAY, None), "not before 23 February 2010"),
        (Days(None, None), "an unknown day"),
        (Days(DAY, date(2010, 3, 1)), "between 23 February 2010 and 1 March 2010"),
    ],
)
def test_days_say_how_far_they_are_known(days: Days, words: str) -> None:
    assert str(days) == words


def test_the_conditions_stand_before_what_decides_with_their_sources() -> None:
    rule = Ground("id:rule", "open by invitation (article 43(1))", ("source:rules",))
    act = Ground("id:act", "accession: 2013", ("source:acts",))
    one = BLANK._replace(status="no act", conditions=(rule,), grounds=(act,))
    lines = write(one, "text").splitlines()
    at = lines.index("Who may join")
    assert lines[at + 1] == "  open by invitation (article 43(1)) [1]"
    assert lines[at + 3 : at + 5] == ["Decided by", "  accession: 2013 [2]"]
    said = json.loads(write(one, "json"))
    assert [one["words"] for one in said["conditions"]] == ["open by invitation (article 43(1))"]
    assert list(said["sources"]) == ["source:rules", "source:acts"]
    assert "Who may join" not in str(one._replace(conditions=()))


def test_what_is_also_recorded_stands_behind_what_decides_with_its_sources() -> None:
    act = Ground("id:act", "accession: 2013", ("source:acts",))
    signature = Ground(
        "id:signature", "signature: 2005", ("source:acts", "source:lists"), ("Only the year.",)
    )
    one = BLANK._replace(status="party", grounds=(act,), also_recorded=(signature,), signed_by="Kalmar Union")
    lines = write(one, "text").splitlines()
    at = lines.index("Also recorded")
    assert lines[at + 1 : at + 3] == ["  signature: 2005 [2]", "  remark: Only the year."]
    assert lines.index("Decided by") < at and "Also recorded" not in str(one._replace(also_recorded=()))
    said = json.loads(write(one, "json"))
    assert [one["words"] for one in said["alsoRecorded"]] == ["signature: 2005"]
    assert said["signedBy"] == "Kalmar Union" and list(said["sources"]) == ["source:acts", "source:lists"]
