"""Web annotations: both selectors find the same characters, and rdflib reads the pages."""

from __future__ import annotations

import json

import pytest
from rdflib import Graph, Namespace

from pipeline.export.annotations import annotation_pages

OA = Namespace("http://www.w3.org/ns/oa#")
# the terms of the recommendation's context that the pages use, so that none is fetched
CONTEXT = {
    "oa": str(OA), "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/", "id": "@id", "type": "@type", "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage", "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource", "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector", "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "tagging": "oa:tagging", "describing": "oa:describing", "identifying": "oa:identifying",
    "value": "rdf:value", "format": "dc:format", "language": "dc:language", "exact": "oa:exact",
    "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(small):
    return annotation_pages(small)


def pages(files):
    return {name: json.loads(content) for name, content in files.items() if name.endswith(".jsonld")}


def test_both_selectors_find_the_same_characters(files):
    for page in pages(files).values():
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
        for item in page["items"]:
            text = files[item["target"]["source"]].decode()
            position, quote = item["target"]["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"] != ""
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert text[: position["start"]].endswith(quote["prefix"])


def bodies(files, page, exact):
    items = pages(files)[page]["items"]
    found = next(item for item in items if item["target"]["selector"][1]["exact"] == exact)
    return [(body["purpose"], body.get("value") or body["source"]) for body in found["body"]]


SAID = [
    ("sru.jsonld", "Боуринг", [
        ("tagging", "person"), ("identifying", "urn:synchronicle:person:p0a"),
        ("identifying", "http://www.wikidata.org/entity/Q335321"),
    ]),
    ("sth.jsonld", "พ.ศ. ๒๓๙๙", [("tagging", "date"), ("describing", "1856")]),
    ("shostile.jsonld", "@Bangkok", [("tagging", "place"), ("identifying", "urn:synchronicle:place:l0b")]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "exact", "said"), SAID)
def test_what_a_mention_says(files, page, exact, said):
    assert bodies(files, page, exact) == said


def test_what_evidence_says(files):
    (item,) = [one for one in pages(files)["sth.jsonld"]["items"] if one["motivation"] == "describing"]
    assert [body.get("value") for body in item["body"]][:3] == [
        "agreement", "contradicts: date", "Bowring signs a treaty, Bangkok, 1855",
    ]  # fmt: skip


def test_rdflib_reads_the_pages(files):
    for page in pages(files).values():
        graph = Graph().parse(data=json.dumps(page | {"@context": CONTEXT}), format="json-ld", base="http://x.example/")
        assert len(set(graph.subjects(OA.hasTarget))) == len(page["items"])
        assert len(set(graph.objects(None, OA.exact))) <= len(page["items"])
        assert not [one for one in graph.predicates() if str(one).startswith("http://x.example/")]
