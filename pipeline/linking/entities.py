"""From a cluster to its row: id, names, aliases and what else is known."""

from __future__ import annotations

from collections import Counter

from pipeline.ids import content_id
from pipeline.linking.cluster import Cluster
from pipeline.linking.forms import in_capitals
from pipeline.linking.naming import LANGUAGE, borne_out
from pipeline.records import Entity

LETTER = {"person": "p", "place": "l", "organization": "o", "event": "n"}
"""What the ids of each kind begin with."""
ORDER = ("en", "ru", "th")
"""The languages in the order in which one gives the row its name."""
PLACE_COLUMNS = ("country_code", "latitude", "longitude", "valid_from", "valid_to")
EVENT_COLUMNS = ("event_type", "date_edtf")


def entity_id(cluster: Cluster) -> str:
    """An id from content: the anchor's, else of the alphabetically first name in the first of its sources.

    So a further source changes no id but, at most, those of the rows that it joins.
    """
    letter = LETTER[cluster.kind]
    if cluster.anchor:
        return content_id(letter, cluster.kind, cluster.anchor.key)
    first = min(cluster.forms, key=lambda form: (form.source_id, form.language, form.key))
    return content_id(letter, cluster.kind, first.source_id, first.language, first.key)


def entity(cluster: Cluster) -> Entity:
    """The row of a cluster."""
    names = _names(cluster)
    name = next((names[code] for code in ORDER if code in names), "") or next(iter(sorted(names.values())))
    surfaces = {surface for form in cluster.forms for surface, _ in form.surfaces}
    entry = cluster.anchor.entry if cluster.anchor else None
    best = {form: cluster.why.get(form, ("", 1.0))[1] for form in cluster.forms}
    weights = {form: len(form.mentions) for form in cluster.forms}
    return Entity(
        entity_id=entity_id(cluster),
        kind=cluster.kind,
        name=name,
        names=names,
        aliases=tuple(sorted(surfaces - {name})),
        wikidata_id=entry.fields.get("wikidata_id", "") if entry else "",
        attributes=_attributes(cluster),
        confidence=round(sum(best[form] * weights[form] for form in best) / sum(weights.values()), 3),
    )


def _names(cluster: Cluster) -> dict[str, str]:
    """The preferred name by language: as known, else as the texts have it (of people the fullest, else the usual)."""
    found: dict[str, str] = {}
    for language in sorted({form.language for form in cluster.forms}):
        counts: Counter[str] = Counter()
        for form in cluster.forms:
            if form.language == language:
                counts[form.name] += len(form.mentions)
        full = cluster.kind == "person"
        found[language] = min(
            counts,
            key=lambda each: (-len(each.split()) if full else 0, in_capitals(each, cluster.kind), -counts[each], each),
        )
    if LANGUAGE in found and cluster.kind in ("person", "place"):
        forms = [form for form in cluster.forms if form.language == LANGUAGE and form.name == found[LANGUAGE]]
        others = [name for language, name in sorted(found.items()) if language != LANGUAGE]
        found[LANGUAGE] = borne_out(found[LANGUAGE], cluster.kind, forms, others)
    if cluster.anchor and cluster.anchor.place:
        found |= cluster.anchor.place.names
    if cluster.anchor and cluster.anchor.entry:
        found |= cluster.anchor.entry.names
    return found


def _attributes(cluster: Cluster) -> dict[str, str]:
    anchor = cluster.anchor
    if cluster.kind == "event":
        known = anchor.entry.fields if anchor and anchor.entry else {}
        return {column: known[column] for column in EVENT_COLUMNS if column in known}
    if cluster.kind != "place":
        return {}
    found = {"kind": (anchor.place_kind if anchor else "") or "other"}
    if anchor and anchor.place:
        place = anchor.place
        found |= {
            "country_code": place.country_code,
            "latitude": "" if place.latitude is None else str(place.latitude),
            "longitude": "" if place.longitude is None else str(place.longitude),
            "geonames_id": place.geonames_id,
            "valid_to": place.valid_to,
        }
    if anchor and anchor.entry:
        found |= {column: anchor.entry.fields[column] for column in PLACE_COLUMNS if column in anchor.entry.fields}
    return {column: value for column, value in found.items() if value}
