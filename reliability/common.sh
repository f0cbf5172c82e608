# What the programmes of this folder share: small media, one job, and how its outcome is judged.
# Sourced by them; writes into the new folder $folder alone.

autocut=${AUTOCUT:-$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../autocut}
folder=$(mktemp -d -t autocut-reliability-XXXXXX)
media=$folder/media

# Ten drawn clips of three seconds and a song at 120 beats a minute.
draw_media() {
  echo "Everything is in $folder" >&2
  "$autocut" demo --output "$media" --store "$folder/drawing" --progress off >"$folder/media.log" 2>&1
  rm -r "$folder/drawing"
}

# job NAME [OPTIONS]: the job of all programmes, with a store and a film in the folder of that name.
# Its clips may be others by $clips, and its film by $film.
job() {
  "$autocut" render --clips "${clips:-$media/clips}" --music "$media/music.wav" --preview \
    --duration 20 --output "$folder/$1/${film:-film.mp4}" --store "$folder/$1/store" --progress off \
    "${@:2}"
}

# The film without a fault, which every other must equal.
make_reference() {
  mkdir -p "$folder/reference"
  job reference --sandbox off >"$folder/reference.log" 2>&1
  reference=$(checksum reference)
}

checksum() { sha256sum <"$folder/$1/film.mp4"; }

# Processes that have the folder of that run in their arguments.
left_of() { pgrep -f "$folder/$1/" || true; }

# Half-made files in the store of that run.
half_made() { find "$folder/$1/store/work" -type f 2>/dev/null || true; }

# same_film NAME: whether it has the film of the reference.
same_film() { [ -f "$folder/$1/film.mp4" ] && [ "$(checksum "$1")" = "$reference" ]; }

# no_short_film NAME: whether it has no film, or that of the reference.
no_short_film() { [ ! -e "$folder/$1/film.mp4" ] || same_film "$1"; }

store_is_sound() { "$autocut" store verify --store "$folder/$1/store" >"$folder/$1/verify.log" 2>&1; }
