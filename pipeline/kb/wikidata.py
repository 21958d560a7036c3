"""Wikidata's documented API: wbsearchentities finds items by name, wbgetentities tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from pipeline.errors import SettingsError
from pipeline.kb.cache import Cache
from pipeline.kb.client import Client, KnowledgeBaseError

ENDPOINT = "https://www.wikidata.org/w/api.php"
"""The address of the public API."""
BATCH = 50
"""Items that one request may ask for (the API's limit)."""
FOUND = 7
"""Items that a search returns at most (the API's default)."""
LAG = 5
"""Seconds that the servers may lag behind before they ask clients to wait: the value that the API's etiquette names."""
LANGUAGES = "en|ru|th|mul"

Item = Mapping[str, Any]


class Wikidata:
    """Asks the cache first, and the network for the rest."""

    def __init__(self, client: Client, cache: Cache, endpoint: str = ENDPOINT) -> None:
        """Raises SettingsError where `endpoint` is no address of the web."""
        if urlsplit(endpoint).scheme not in ("http", "https"):
            raise SettingsError(f"{endpoint!r} is no web address", f"Leave --endpoint out, or give one like {ENDPOINT}")
        self._client, self._cache, self._endpoint = client, cache, endpoint

    def search(self, name: str, language: str) -> tuple[str, ...]:
        """The ids of items that have the name, or begin with it, in a language; best first."""
        url = self._url(
            action="wbsearchentities", search=name, language=language, uselang=language, type="item", limit=FOUND
        )
        known = self._cache.get(url)
        if known is None:
            found = self._client.get(url).get("search")
            if not isinstance(found, list):
                raise KnowledgeBaseError(f"{self._endpoint} does not answer as Wikidata does", "Check --endpoint")
            known = [str(each["id"]) for each in found if isinstance(each, dict) and "id" in each]
            self._cache.put(url, known)
        return tuple(known)

    def items(self, identities: Iterable[str]) -> Iterator[tuple[str, Item]]:
        """(id, item) of every item there is, as the API writes it, in the order of the ids."""
        identities = list(dict.fromkeys(identities))
        asked = [each for each in identities if self._cache.get(self._key(each)) is None]
        for start in range(0, len(asked), BATCH):
            self._ask(asked[start : start + BATCH])
        for identity in identities:
            item = self._cache.get(self._key(identity))
            if item and "missing" not in item:
                yield identity, item

    def _ask(self, identities: list[str]) -> None:
        props = "labels|aliases|descriptions|claims"
        url = self._url(action="wbgetentities", ids="|".join(identities), props=props, languages=LANGUAGES)
        entities = self._client.get(url).get("entities")
        if not isinstance(entities, dict):
            raise KnowledgeBaseError(f"{self._endpoint} does not answer as Wikidata does", "Check --endpoint")
        for identity in identities:
            self._cache.put(self._key(identity), entities.get(identity) or {"missing": ""})

    def _key(self, identity: str) -> str:
        return f"{self._endpoint}#{identity}"

    def _url(self, **parameters: str | int) -> str:
        fixed: dict[str, str | int] = {"format": "json", "formatversion": 2, "maxlag": LAG}
        return f"{self._endpoint}?{urlencode(sorted((fixed | parameters).items()))}"
