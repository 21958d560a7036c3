"""Gazetteers of the user's own: the files that GeoNames, Who's On First and Wikidata publish, as one SQLite file."""

from pipeline.linking.importers.record import Fault, GazetteerError, Name, Record
from pipeline.linking.importers.store import Counts, import_into
from pipeline.linking.importers.user_gazetteer import UserGazetteer

__all__ = ["Counts", "Fault", "GazetteerError", "Name", "Record", "UserGazetteer", "import_into"]
