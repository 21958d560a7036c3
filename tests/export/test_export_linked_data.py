"""Linked data, as rdflib reads it: questions in SPARQL."""

from __future__ import annotations

import pytest
from rdflib import Graph

from pipeline.export.linked_data import linked_data

PREFIXES = """
PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX term: <urn:synchronicle:term:> PREFIX event: <urn:synchronicle:event:>
"""


@pytest.fixture(scope="module")
def graph(small):
    return Graph().parse(data=linked_data(small)["graph.jsonld"], format="json-ld")


QUESTIONS = [
    (
        'SELECT ?name WHERE { ?p a schema:Person; schema:name ?name . FILTER(lang(?name) = "th") }',
        [("เบาว์ริง",)],
    ),
    (
        "SELECT ?role ?who WHERE { event:e0f schema:participant [ schema:roleName ?role; schema:participant ?who ] }",
        [("actor", "urn:synchronicle:person:p0a"), ("recipient", "urn:synchronicle:place:l0c")],
    ),
    (
        "SELECT ?source ?date WHERE { event:e0f prov:wasDerivedFrom ?e . ?e term:stance 'contradicts'; "
        "prov:wasQuotedFrom ?source; term:date ?date . FILTER(datatype(?date) = <http://id.loc.gov/datatypes/edtf>) }",
        [("urn:synchronicle:source:sth", "1856")],
    ),
    (
        "SELECT ?lat WHERE { event:e0f schema:location [ a schema:City; schema:geo [ schema:latitude ?lat ] ] }",
        [("13.75",)],
    ),
    (
        "SELECT ?day WHERE { event:e0f schema:startDate ?day . FILTER(?day < '1900-01-01'^^xsd:date) }",
        [("1855-04-18",)],
    ),
    (
        "SELECT ?same WHERE { ?p a schema:City; schema:sameAs ?same }",
        [("https://sws.geonames.org/1609350/",)],
    ),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_question(graph, question, answer):
    found = graph.query(PREFIXES + "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " + question)
    assert sorted(tuple(map(str, row)) for row in found) == answer


def test_every_link_leads_somewhere(graph):
    inside = {str(node) for node in graph.subjects()}
    for node in graph.objects():
        text = str(node)
        assert not text.startswith("urn:synchronicle:") or text in inside or ":term:" in text, text
