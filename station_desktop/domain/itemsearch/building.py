"""Building the search index of a catalogue, once, when the catalogue is read."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from station_desktop.domain.catalogue import Item, Pack, RefusedProof, Words
from station_desktop.domain.itemsearch.features import (
    english_features,
    fold,
    placed_features,
    words,
)
from station_desktop.domain.itemsearch.index import (
    FORMAT,
    ITEM,
    REFUSED_PROOF,
    UNIT_WEIGHT,
    Entry,
    Index,
)
from station_desktop.domain.itemsearch.lexicon import Lexicon
from station_desktop.domain.text import pinyin

FIELD_WEIGHT = {"name": 1.0, "words": 0.54, "group": 0.46, "about": 0.39, "asks": 0.12}
REPEAT = 0.06


def build(pack: Pack, readings: pinyin.Readings, lexicon: Lexicon) -> Index:
    """Index a catalogue: names, expressions, and more faintly what else is said of an item."""
    entries: list[Entry] = []
    weights: list[dict[str, float]] = []
    for item in pack.items:
        entries.append(_item_entry(item, readings, lexicon))
        weights.append(_feature_weights(entries[-1], _item_background(item, pack), lexicon))
    for proof in pack.refused_proofs:
        entries.append(_proof_entry(proof, readings, lexicon))
        weights.append(_feature_weights(entries[-1], (), lexicon))
    sounds, starts = _sound_maps(entries, readings)
    return Index(
        format=FORMAT,
        version=pack.version,
        entries=tuple(entries),
        postings=_postings(weights),
        sounds=sounds,
        starts=starts,
        readings_table=readings.subset(_common_characters(entries)),
        lexicon=lexicon,
    )


def _item_entry(item: Item, readings: pinyin.Readings, lexicon: Lexicon) -> Entry:
    texts = _marked((item.name.zh, *item.words), lexicon)
    return Entry(
        code=item.code,
        kind=ITEM,
        name=item.name.zh,
        texts=texts,
        english=_english_marked((item.name.en, *item.words_en), lexicon),
        initials=_initials(texts, readings),
        serves=lexicon.serves(lexicon.normal(item.name.zh)),
        first_day=item.effective_from.toordinal() if item.effective_from else 0,
        last_day=item.effective_until.toordinal() if item.effective_until else 0,
    )


def _proof_entry(proof: RefusedProof, readings: pinyin.Readings, lexicon: Lexicon) -> Entry:
    texts = _marked((proof.name.zh, *proof.words), lexicon)
    return Entry(
        code=proof.key,
        kind=REFUSED_PROOF,
        name=proof.name.zh,
        texts=texts,
        english=_english_marked((proof.name.en, *proof.words_en), lexicon),
        initials=_initials(texts, readings),
        serves=frozenset(),
    )


def _initials(texts: Iterable[str], readings: pinyin.Readings) -> str:
    """First letters of every text, in up to four combinations of readings each."""
    return " ".join(start for text in texts for start in readings.initials(text, 4))


def _item_background(item: Item, pack: Pack) -> Iterator[tuple[str, Words]]:
    """What else is said of an item, as (field, text)."""
    yield "group", item.group
    yield "about", item.eligibility
    yield "asks", item.department
    yield "asks", item.result.text
    for asked in item.materials:
        material = pack.material_by_key.get(asked.key)
        if material is not None:
            yield "asks", material.name


def _marked(texts: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    normal = (lexicon.normal(text) for text in texts if text)
    return tuple(dict.fromkeys(text + lexicon.meaning(text) for text in normal))


def _english_marked(texts: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    found = []
    for text in filter(None, texts):
        normal = lexicon.normal(text)
        found.append(" ".join([*words(normal, lexicon), *lexicon.meaning(normal)]))
    return tuple(dict.fromkeys(text for text in found if text))


def _feature_weights(
    entry: Entry, background: Iterable[tuple[str, Words]], lexicon: Lexicon
) -> dict[str, float]:
    """Each feature of an entry with the best weight of the fields it occurs in."""
    weights: dict[str, float] = {}
    often: Counter[str] = Counter()
    for features, texts in ((placed_features, entry.texts), (english_features, entry.english)):
        for rank, text in enumerate(texts):
            found = {feature for _, feature in features(text)}
            _raise(weights, found, FIELD_WEIGHT["words" if rank else "name"])
            often.update(found)
    for feature in weights:
        weights[feature] += REPEAT * min(often[feature] - 1, 8)
    for field, said in background:
        for text in _marked((said.zh,), lexicon):
            _raise(weights, {found for _, found in placed_features(text)}, FIELD_WEIGHT[field])
        for text in _english_marked((said.en,), lexicon):
            _raise(weights, {found for _, found in english_features(text)}, FIELD_WEIGHT[field])
    return weights


def _raise(weights: dict[str, float], features: Iterable[str], weight: float) -> None:
    for feature in features:
        if weights.get(feature, 0.0) < weight:
            weights[feature] = weight


def _postings(weights: list[dict[str, float]]) -> dict[str, bytes]:
    posted: dict[str, array[int]] = {}
    for number, features in enumerate(weights):
        for feature, weight in features.items():
            scaled = min(255, max(1, round(weight * UNIT_WEIGHT)))
            posted.setdefault(feature, array("I")).append(number * 256 + scaled)
    return {feature: found.tobytes() for feature, found in sorted(posted.items())}


def _sound_maps(
    entries: Iterable[Entry], readings: pinyin.Readings
) -> tuple[dict[str, str], dict[str, str]]:
    """From sounds to what is written so: single characters, and pairs run together."""
    sounds: dict[str, dict[str, None]] = {}
    starts: dict[str, dict[str, None]] = {}
    written = dict.fromkeys(
        feature for entry in entries for text in entry.texts for _, feature in placed_features(text)
    )
    for feature in written:
        if not all(_spoken(char, readings) for char in feature):
            continue
        for sound in _spellings(feature, readings):
            sounds.setdefault(" ".join(map(fold, sound)), {})[feature] = None
            starts.setdefault("".join(part[0] for part in sound), {})[feature] = None
    return (
        {sound: "".join(found) for sound, found in sounds.items()},
        {start: "".join(found) for start, found in starts.items()},
    )


def _spoken(char: str, readings: pinyin.Readings) -> bool:
    return (char.isascii() and char.isalnum()) or bool(readings.syllables(char))


def _spellings(feature: str, readings: pinyin.Readings) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for char in feature:
        choices = readings.syllables(char)[:5] or (char,)
        found = [(*parts, choice) for parts in found for choice in choices]
    return found


def _common_characters(entries: Iterable[Entry]) -> set[str]:
    """The characters a query is likely to hold: GB 2312's hanzi and the catalogue's own."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    common = set(b"".join(rows).decode("gb2312", "ignore"))
    return common.union(*(text for entry in entries for text in entry.texts))
