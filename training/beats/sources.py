"""Where the training music comes from: MIDI files of Debian packages, and music made by MMA and by chance."""

from __future__ import annotations

import hashlib
import pathlib
import random
import re
import struct
import subprocess
import tempfile

import mido

from score import Beat, Event, Score, read_midi

PACKAGES = ("openttd-openmsx", "simutrans-data", "freedoom")
MMA_LIBRARY = pathlib.Path("/usr/share/mma/lib")


def excluded_names(path: pathlib.Path) -> set[str]:
    """File names that must never be trained on, one a line: package TAB file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[1].strip() for line in lines if "\t" in line and not line.startswith("#")}


def midi_files(root: pathlib.Path, excluded: set[str]) -> dict[str, bytes]:
    """MIDI files below ``root`` and inside WAD files there; those excluded are left out by name and by content."""
    found: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() == ".mid":
            found[path.name] = path.read_bytes()
        elif path.suffix.lower() == ".wad":
            for name, data in _music_of_wad(path.read_bytes()):
                found.setdefault(f"{name}.mid", data)
    forbidden = {hashlib.sha256(data).hexdigest() for name, data in found.items() if name in excluded}
    kept, seen = {}, set()
    for name, data in found.items():
        digest = hashlib.sha256(data).hexdigest()
        if name not in excluded and digest not in forbidden and digest not in seen:
            kept[name] = data
            seen.add(digest)
    return kept


def _music_of_wad(data: bytes):
    count, directory = struct.unpack_from("<ii", data, 4)
    for i in range(count):
        offset, size, raw = struct.unpack_from("<ii8s", data, directory + 16 * i)
        if data[offset : offset + 4] == b"MThd":
            yield raw.rstrip(b"\0").decode("ascii"), data[offset : offset + size]


CHORDS = {
    "major": ["C", "Dm", "Em", "F", "G", "Am", "G7", "Cmaj7", "Dm7", "Fmaj7", "Am7"],
    "minor": ["Am", "Dm", "Em", "F", "G", "C", "E7", "Am7", "Dm7", "Fmaj7", "Bb"],
}
LOOPS = [
    ["C", "Am", "F", "G"], ["Am", "F", "C", "G"], ["C", "F", "G", "C"], ["Dm7", "G7", "Cmaj7", "Am7"],
    ["C7", "F7", "C7", "G7"], ["Am", "G", "F", "E7"], ["C", "G", "Am", "F"], ["Em", "C", "G", "D"],
]


def mma_styles() -> list[tuple[pathlib.Path, str]]:
    """Styles of the MMA library with a groove of each that plays by itself, in a fixed order."""
    styles = []
    for path in sorted(MMA_LIBRARY.rglob("*.mma")):
        text = path.read_text(encoding="latin-1")
        # Sixes are counted in quarters there: their beat is not what a listener taps.
        if re.search(r"^\s*Time\s+6", text, re.MULTILINE) or "metronome" in path.name:
            continue
        grooves = re.findall(r"^\s*DefGroove\s+(\S+)", text, re.MULTILINE)
        grooves = [g for g in grooves if not re.search(r"(intro|end|fill|plain)\d*$", g, re.IGNORECASE)]
        styles += [(path, groove) for groove in grooves]
    return styles


def mma_score(path: pathlib.Path, groove: str, chance: random.Random, seconds: float) -> Score | None:
    """A piece in that style over chords drawn by chance, with or without a melody; None when MMA cannot."""
    name = f"{path.name} {groove}".lower()
    slow, fast = re.search("ballad|slow|lullaby|hymn", name), re.search("fast|quick|dnb|punk|bebop", name)
    low, high = (58, 92) if slow else (140, 205) if fast else (72, 178)
    tempo = chance.uniform(low, high)
    bars = max(8, int(seconds * tempo / 60 / 3) + 2)
    lines = [f"Tempo {tempo:.3f}", f"Groove {path}:{groove}"]
    if chance.random() < 0.5:
        loop = chance.choice(LOOPS)
        chords = [loop[i % len(loop)] for i in range(bars)]
    else:
        mode = CHORDS[chance.choice(sorted(CHORDS))]
        chords = []
        while len(chords) < bars:
            chords += [chance.choice(mode)] * chance.choice((1, 1, 1, 2))
    lines += [f"{i + 1} {chord}" for i, chord in enumerate(chords[:bars])]
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "piece.mma"), pathlib.Path(folder, "piece.mid")
        source.write_text("\n".join(lines) + "\n", encoding="ascii")
        made = subprocess.run(["mma", "-w", "-f", str(target), str(source)], capture_output=True, check=False)
        if made.returncode or not target.exists():
            return None
        score = read_midi(target.read_bytes())
    if chance.random() < 0.5:
        _add_melody(score, chance)
    return score


def _add_melody(score: Score, chance: random.Random) -> None:
    """A lead voice that walks the scale in rhythms drawn by chance, sometimes ahead of the beat."""
    program = chance.choice((0, 4, 11, 22, 24, 26, 27, 29, 30, 40, 52, 53, 56, 61, 65, 66, 73, 80, 81, 85))
    channel = 15
    score.events.append(Event(0.0, mido.Message("program_change", channel=channel, program=program)))
    scale, degree = [60, 62, 64, 65, 67, 69, 71, 72, 74, 76], 4
    division = chance.choice((2, 2, 2, 3, 4))
    density, syncopation = chance.uniform(0.3, 0.8), chance.uniform(0.2, 1.0)
    for beat, following in zip(score.beats, score.beats[1:]):
        interval = following.seconds - beat.seconds
        for step in range(division):
            likely = density if step == 0 else density * syncopation
            if chance.random() < likely:
                degree = max(0, min(len(scale) - 1, degree + chance.choice((-2, -1, -1, 0, 1, 1, 2))))
                begin = beat.seconds + step * interval / division
                note = {"channel": channel, "note": scale[degree]}
                length = interval / division * chance.uniform(0.5, 1.5)
                score.events.append(Event(begin, mido.Message("note_on", velocity=chance.randint(60, 110), **note)))
                score.events.append(Event(begin + length, mido.Message("note_off", **note)))
    score.events.sort(key=lambda e: e.seconds)


def beatless_score(chance: random.Random, seconds: float) -> Score:
    """Free playing without a beat: a piano that hesitates, or pads that come and go."""
    events: list[Event] = []
    pads = chance.random() < 0.4
    program = chance.choice((48, 50, 88, 89, 91, 94, 95, 99)) if pads else chance.choice((0, 1, 4, 11, 24, 46))
    events.append(Event(0.0, mido.Message("program_change", channel=0, program=program)))
    now, root = 0.3, chance.randint(45, 60)
    while now < seconds:
        for interval in chance.sample((0, 3, 4, 7, 9, 12, 14, 16, 19), chance.choice((1, 1, 2, 3, 4))):
            note = {"channel": 0, "note": root + interval + chance.choice((0, 0, 12))}
            begin = now + chance.uniform(0, 0.06)
            length = chance.uniform(3, 9) if pads else chance.uniform(0.2, 2.5)
            events.append(Event(begin, mido.Message("note_on", velocity=chance.randint(35, 100), **note)))
            events.append(Event(begin + length, mido.Message("note_off", **note)))
        now += chance.uniform(1.2, 5) if pads else min(3.0, 0.12 + chance.expovariate(1.8))
        if chance.random() < 0.15:
            root = chance.randint(45, 60)
    events.sort(key=lambda e: e.seconds)
    return Score(events, [])
