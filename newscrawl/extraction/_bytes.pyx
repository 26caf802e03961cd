# cython: language_level=3, boundscheck=False, wraparound=False, binding=True
"""Looks over a page's bytes before it is parsed, compiled; `scan.py` holds the same in Python."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp, memcpy, memset


from newscrawl.extraction import scan as _scan
from newscrawl.extraction.marks import READ_DATA

cdef Py_ssize_t MANY = _scan.MANY
cdef int NOT_UTF8 = _scan.NOT_UTF8, NUL = _scan.NUL, MOJIBAKE = _scan.MOJIBAKE


def flaws(bytes data not None):
    """As `scan.flaws`."""
    cdef const unsigned char* at = data
    cdef const unsigned char* end = at + len(data)
    cdef unsigned char first, second
    cdef uint64_t[4] piece
    cdef uint64_t high = 0x8080808080808080, ones = 0x0101010101010101, zeros = 0
    cdef int found = 0
    while at < end:
        # Most of what is not ASCII: words in Devanagari, with a space between.
        while end - at >= 4:
            if at[0] == 0xE0 and at[1] | 1 == 0xA5 and at[2] & 0xC0 == 0x80:
                at += 3
            elif at[0] == 0x20 and at[1] == 0xE0:
                at += 1
            else:
                break
        if at[0] < 0x80:
            while end - at >= 32:
                memcpy(piece, at, 32)
                if (piece[0] | piece[1] | piece[2] | piece[3]) & high:
                    break
                # Among bytes below 0x80 a borrow sets the high bit of a NUL alone, or of what a NUL is beside.
                zeros |= (piece[0] - ones) | (piece[1] - ones) | (piece[2] - ones) | (piece[3] - ones)
                at += 32
            while at < end and at[0] < 0x80:
                found |= NUL * (at[0] == 0)
                at += 1
            continue
        # Table 3-7 of the Unicode standard: no overlong form, no surrogate, nothing above U+10FFFF.
        first = at[0]
        if first < 0xC2 or first > 0xF4 or end - at < 2:
            return NOT_UTF8
        second = at[1]
        if first < 0xE0:
            if second & 0xC0 != 0x80:
                return NOT_UTF8
            if first == 0xC3 and second == 0xA0 and end - at >= 4 and at[2] == 0xC2 and at[3] == 0xA4:
                found |= MOJIBAKE
            at += 2
        elif first < 0xF0:
            if end - at < 3 or second & 0xC0 != 0x80 or at[2] & 0xC0 != 0x80:
                return NOT_UTF8
            if (first == 0xE0 and second < 0xA0) or (first == 0xED and second > 0x9F):
                return NOT_UTF8
            at += 3
        else:
            if end - at < 4 or second & 0xC0 != 0x80 or at[2] & 0xC0 != 0x80 or at[3] & 0xC0 != 0x80:
                return NOT_UTF8
            if (first == 0xF0 and second < 0x90) or (first == 0xF4 and second > 0x8F):
                return NOT_UTF8
            at += 4
    return found | (NUL if zeros & high else 0)


cdef inline bint is_letter(unsigned char c) noexcept:
    return c"a" <= c | 0x20 <= c"z"


cdef inline bint is_white(unsigned char c) noexcept:
    return c == c" " or c == c"\t" or c == c"\n" or c == c"\f" or c == c"\r" or c == c"/"


cdef bint is_formatting(const unsigned char* name, Py_ssize_t size) noexcept:
    """One of `scan.FORMATTING`, in any case, of `size` letters."""
    cdef unsigned char[6] low
    cdef Py_ssize_t i
    for i in range(size):
        low[i] = name[i] | 0x20
    if size == 1:
        return low[0] == c"b" or low[0] == c"i" or low[0] == c"s" or low[0] == c"u"
    if size == 2:
        return memcmp(low, b"em", 2) == 0 or memcmp(low, b"tt", 2) == 0
    if size == 3:
        return memcmp(low, b"big", 3) == 0
    if size == 4:
        return (
            memcmp(low, b"code", 4) == 0
            or memcmp(low, b"font", 4) == 0
            or memcmp(low, b"nobr", 4) == 0
            or memcmp(low, b"html", 4) == 0
            or memcmp(low, b"body", 4) == 0
        )
    if size == 5:
        return memcmp(low, b"small", 5) == 0
    return size == 6 and (memcmp(low, b"strike", 6) == 0 or memcmp(low, b"strong", 6) == 0)


cdef struct Cuts:
    # Pairs of positions, in order.
    Py_ssize_t* places
    Py_ssize_t count
    Py_ssize_t room
    Py_ssize_t bytes


cdef int cut(Cuts* cuts, Py_ssize_t first, Py_ssize_t last) except -1:
    cdef void* more
    if last <= first:
        return 0
    cuts.bytes += last - first
    if cuts.count and cuts.places[2 * cuts.count - 1] == first:
        cuts.places[2 * cuts.count - 1] = last
        return 0
    if cuts.count == cuts.room:
        cuts.room = 2 * cuts.room + 256
        more = PyMem_Realloc(cuts.places, 2 * cuts.room * sizeof(Py_ssize_t))
        if more == NULL:
            raise MemoryError
        cuts.places = <Py_ssize_t*>more
    cuts.places[2 * cuts.count] = first
    cuts.places[2 * cuts.count + 1] = last
    cuts.count += 1
    return 0


# A tag with more attributes stays as it is: whether it may be parsed is not decided here.
cdef Py_ssize_t MOST_ATTRIBUTES = 64

# What is read of the attributes that have a prefix, and what is not of those without.
cdef list _kept = sorted(name.encode() for name in (*READ_DATA, "aria-label"))
cdef list _unread = [b"target", b"sizes", b"media"]

cdef struct Attributes:
    const char* names[24]
    Py_ssize_t sizes[24]
    Py_ssize_t count

cdef Attributes KEPT, UNREAD


cdef int fill_attributes(Attributes* table, list names) except -1:
    cdef bytes name
    if len(names) > 24:
        raise ImportError("more names of attributes than there is room for")
    table.count = 0
    for name in names:
        table.names[table.count], table.sizes[table.count] = name, len(name)
        table.count += 1
    return 0


fill_attributes(&KEPT, _kept)
fill_attributes(&UNREAD, _unread)


cdef bint is_one_of(const unsigned char* name, Py_ssize_t size, Attributes* table) noexcept:
    cdef Py_ssize_t i
    for i in range(table.count):
        if size == table.sizes[i] and named(name, size, table.names[i]):
            return True
    return False


cdef bint is_unread(const unsigned char* name, Py_ssize_t size) noexcept:
    """True for an attribute no reader asks for: of events, of scripts and of looks."""
    if size > 5 and (named(name, 5, "data-") or named(name, 5, "aria-")):
        return not is_one_of(name, size, &KEPT)
    if name[0] | 0x20 == c"o" and size > 3 and name[1] | 0x20 == c"n":
        return is_letter(name[2])
    return is_one_of(name, size, &UNREAD)


cdef const unsigned char* past(
    const unsigned char* at,
    const unsigned char* end,
    Py_ssize_t* attributes,
    const unsigned char* start,
    Cuts* cuts,
) except NULL:
    """Where a start tag ends, and how many attributes it has, as the HTML standard's tokenizer reads them.

    With `cuts`, attributes no reader asks for are cut out of the bytes from `start` on: such as have white space
    before them and their value in quotes, so that what is left has the same parts.
    """
    cdef unsigned char quote, before
    cdef const unsigned char* name
    cdef Py_ssize_t size, count, bytes_cut
    if cuts != NULL:
        count, bytes_cut = cuts.count, cuts.bytes
    while at < end and not is_white(at[0]) and at[0] != c">":
        at += 1
    while True:
        while at < end and is_white(at[0]):
            at += 1
        if at == end or at[0] == c">":
            if cuts != NULL and (at == end or attributes[0] > MOST_ATTRIBUTES):
                cuts.count, cuts.bytes = count, bytes_cut
            return at
        attributes[0] += 1
        before = (at - 1)[0]
        name = at
        at += 1
        while at < end and not is_white(at[0]) and at[0] != c">" and at[0] != c"=":
            at += 1
        size = at - name
        while at < end and at[0] != c"/" and is_white(at[0]):
            at += 1
        if at == end or at[0] != c"=":
            continue
        at += 1
        while at < end and at[0] != c"/" and is_white(at[0]):
            at += 1
        if at == end or at[0] == c">":
            continue
        quote = at[0]
        if quote == c'"' or quote == c"'":
            at = <const unsigned char*>memchr(at + 1, quote, end - at - 1)
            if at == NULL:
                at = end
                continue
            at += 1
            if cuts != NULL and before != c"/" and is_white(before) and is_unread(name, size):
                cut(cuts, name - start, at - start)
        else:
            at += 1
            while at < end and at[0] != c">" and (at[0] == c"/" or not is_white(at[0])):
                at += 1


def overview(bytes data not None, Py_ssize_t stride, Py_ssize_t most):
    """As `scan.overview`."""
    cdef const unsigned char* start = data
    cdef const unsigned char* end = start + len(data)
    cdef const unsigned char* at = start
    cdef const unsigned char* name
    cdef Py_ssize_t size, position, length, tags = 0, room = 0
    cdef Py_ssize_t* places = NULL
    cdef void* more
    cdef Py_ssize_t near = -1, floor = 0, read = 0, attributes
    cdef list formatting = [], long = []
    try:
        while True:
            at = <const unsigned char*>memchr(at, c"<", end - at)
            if at == NULL or tags > most:
                break
            if tags == room:
                room = 2 * room + 4_096
                more = PyMem_Realloc(places, room * sizeof(Py_ssize_t))
                if more == NULL:
                    raise MemoryError
                places = <Py_ssize_t*>more
            places[tags] = at - start
            tags += 1
            at += 1
            name = at
            while at < end and at - name < 7 and is_letter(at[0]):
                at += 1
            size = at - name
            if at < end and 0 < size < 7 and is_white(at[0]) and is_formatting(name, size):
                formatting.append(name - start - 1)
        if tags > most:
            return tags, [], [], False
        for position in range(0, len(data), stride):
            length = min(stride, end - start - position)
            if memchr(start + position, c">", length) and memchr(start + position, c"<", length):
                continue
            while near + 1 < tags and places[near + 1] <= position:
                near += 1
            if near >= 0 and places[near] >= floor and start + places[near] + 1 < end:
                at = start + places[near] + 1
                if is_letter(at[0]):
                    attributes = 0
                    at = past(at, end, &attributes, NULL, NULL)
                    if attributes > MANY:
                        long.append(attributes)
                    read += at - start - places[near]
                    if read > 2 * (end - start):
                        return tags, formatting, long, True
            floor = position
    finally:
        PyMem_Free(places)
    return tags, formatting, long, False


# What a tag's name says of the bytes around it; see `shortened`.
cdef enum:
    # Content no reader wants, up to the end tag.
    SHORTENED = 1
    # Content without markup, up to the end tag.
    RAW = 2
    SELECT = 4
    OPTION = 8
    SVG = 16
    # Stands in svg and keeps what follows there: HTML's own tree does not start again in it.
    DRAWING = 32
    # What follows cannot be told from the tags alone.
    LAST = 64
    # In it, a comment tells white space from text, which is put before the table.
    TABLE = 128

_NAMES = {
    SHORTENED: "script style",
    RAW: "title textarea iframe noframes noembed xmp",
    SELECT: "select",
    OPTION: "option optgroup",
    SVG: "svg",
    DRAWING: "path g use circle rect line polygon polyline ellipse defs symbol clippath mask stop lineargradient"
    " radialgradient text tspan image pattern marker filter animate animatetransform",
    LAST: "math plaintext frameset",
    TABLE: "table",
}

cdef struct Name:
    uint64_t first
    uint64_t second
    int role

# By hash; a power of two, so sparse that few names share a place.
cdef Name[1024] NAMES
memset(NAMES, 0, sizeof(NAMES))


cdef inline uint64_t place_of(uint64_t first, uint64_t second) noexcept:
    return ((first ^ second * 31) * <uint64_t>0x9E3779B97F4A7C15) >> 54


cdef int role_of(const unsigned char* name, Py_ssize_t size) noexcept:
    """What `_NAMES` says of a tag's name, in any case; 0 when nothing."""
    cdef uint64_t[2] packed
    cdef unsigned char* letters = <unsigned char*>packed
    cdef Py_ssize_t i
    cdef uint64_t place
    packed[0] = packed[1] = 0
    if size > 16:
        return 0
    for i in range(size):
        letters[i] = name[i] + 32 if c"A" <= name[i] <= c"Z" else name[i]
    place = place_of(packed[0], packed[1])
    while NAMES[place].role and (NAMES[place].first != packed[0] or NAMES[place].second != packed[1]):
        place = (place + 1) & 1023
    return NAMES[place].role


cdef int learn() except -1:
    cdef uint64_t[2] packed
    cdef uint64_t place
    cdef bytes name
    for role, names in _NAMES.items():
        for name in names.encode().split():
            memset(packed, 0, 16)
            memcpy(packed, PyBytes_AS_STRING(name), len(name))
            place = place_of(packed[0], packed[1])
            while NAMES[place].role:
                place = (place + 1) & 1023
            NAMES[place].first, NAMES[place].second, NAMES[place].role = packed[0], packed[1], role
    return 0


learn()


cdef bint named(const unsigned char* name, Py_ssize_t size, const char* other) noexcept:
    """True when the tag's name is `other`, which is lower case."""
    cdef Py_ssize_t i
    for i in range(size):
        # Before the end of `other` no letter is NUL.
        if name[i] | 0x20 != <unsigned char>other[i]:
            return False
    return other[size] == 0


cdef Py_ssize_t name_size(const unsigned char* name, const unsigned char* end) noexcept:
    cdef const unsigned char* at = name
    while at < end and not is_white(at[0]) and at[0] != c">":
        at += 1
    return at - name


cdef bint closes(const unsigned char* at, const unsigned char* end, const unsigned char* name, Py_ssize_t size) noexcept:
    """True when `at`, behind a "<", starts the end tag of `name`."""
    cdef Py_ssize_t i
    if end - at < size + 2 or at[0] != c"/":
        return False
    for i in range(size):
        if at[1 + i] | 0x20 != name[i] | 0x20:
            return False
    return is_white(at[1 + size]) or at[1 + size] == c">"


cdef const unsigned char* end_of_raw(
    const unsigned char* at, const unsigned char* end, const unsigned char* name, Py_ssize_t size
) noexcept:
    """The "<" of the end tag of `name`, or NULL where there is none or a script hides it in a comment."""
    cdef bint script = named(name, size, "script"), comment = False
    while True:
        at = <const unsigned char*>memchr(at, c"<", end - at)
        if at == NULL:
            return NULL
        at += 1
        if closes(at, end, name, size):
            return at - 1
        if script:
            if end - at > 2 and memcmp(at, b"!--", 3) == 0:
                comment = True
            elif comment and end - at >= 6 and named(at, 6, "script"):
                return NULL


cdef bint is_read(const unsigned char* at, const unsigned char* end) noexcept:
    """True when the start tag between the two may be that of a script someone reads."""
    while at < end:
        if at[0] == c"&" or (at[0] == c"_" and (at + 1)[0] == c"_"):
            return True
        if at[0] | 0x20 == c"j" and end - at >= 4 and named(at, 4, "json"):
            return True
        at += 1
    return False


cdef const unsigned char* past_comment(const unsigned char* at, const unsigned char* end) noexcept:
    """Behind the comment whose text starts at `at`, or NULL where it is open to the end."""
    cdef const unsigned char* close = at
    while True:
        close = <const unsigned char*>memchr(close, c">", end - close)
        if close == NULL:
            return NULL
        if (
            close == at
            or (close == at + 1 and at[0] == c"-")
            or (close >= at + 2 and (close - 1)[0] == c"-" and (close - 2)[0] == c"-")
            or (close >= at + 3 and (close - 1)[0] == c"!" and (close - 2)[0] == c"-" and (close - 3)[0] == c"-")
        ):
            return close + 1
        close += 1


cdef bytes without(bytes data, Cuts* cuts):
    cdef const char* start = PyBytes_AS_STRING(data)
    cdef bytes result = PyBytes_FromStringAndSize(NULL, len(data) - cuts.bytes)
    cdef char* target = PyBytes_AS_STRING(result)
    cdef Py_ssize_t i, kept = 0
    for i in range(cuts.count):
        memcpy(target, start + kept, cuts.places[2 * i] - kept)
        target += cuts.places[2 * i] - kept
        kept = cuts.places[2 * i + 1]
    memcpy(target, start + kept, len(data) - kept)
    return result


cdef int find_cuts(bytes data, Cuts* cuts, bint attributes_too) except -1:
    cdef const unsigned char* start = data
    cdef const unsigned char* end = start + len(data)
    cdef const unsigned char* at = start
    cdef const unsigned char* open
    cdef const unsigned char* name
    cdef const unsigned char* close
    cdef Py_ssize_t size, attributes = 0, svg = 0, inside = 0, tables = 0
    cdef int role
    cdef bint select = False, ending
    while True:
        at = <const unsigned char*>memchr(at, c"<", end - at)
        if at == NULL or end - at < 3:
            return 0
        open = at
        at += 1
        ending = at[0] == c"/"
        name = at + 1 if ending else at
        if not is_letter(name[0]):
            if at[0] == c"!" and end - at >= 3 and at[1] == c"-" and at[2] == c"-":
                at = past_comment(at + 3, end)
                if at == NULL:
                    return 0
                if not svg and not select and not tables:
                    cut(cuts, open - start, at - start)
            elif at[0] == c"!" or at[0] == c"?" or ending:
                # A comment to the standard, but for the sections svg has.
                if svg:
                    return 0
                at = <const unsigned char*>memchr(name, c">", end - name)
                if at == NULL:
                    return 0
            continue
        size = name_size(name, end)
        attributes = 0
        if attributes_too and not (ending or svg or select or (size <= 6 and is_formatting(name, size))):
            at = past(name, end, &attributes, start, cuts)
        else:
            at = past(name, end, &attributes, NULL, NULL)
        if at == end:
            return 0
        at += 1
        role = role_of(name, size)
        if select:
            if ending and role == SELECT:
                select = False
                cut(cuts, inside, open - start)
            elif role != OPTION:
                return 0
            continue
        if svg:
            if role == SVG:
                svg += -1 if ending else 1
                if not svg:
                    cut(cuts, inside, open - start)
            elif role & (SHORTENED | RAW) and not ending:
                # No raw text here; where the next tag is its own end that makes no difference.
                close = <const unsigned char*>memchr(at, c"<", end - at)
                if close == NULL or not closes(close + 1, end, name, size):
                    return 0
                at = <const unsigned char*>memchr(close, c">", end - close)
                if at == NULL:
                    return 0
            elif role != DRAWING:
                return 0
            continue
        if role == TABLE:
            tables = max(0, tables + (-1 if ending else 1))
        elif ending:
            continue
        elif role == SVG:
            if (at - 2)[0] == c"/":
                return 0
            inside = at - start
            svg = 1
        elif role == SELECT:
            select = True
            inside = at - start
        elif role == LAST:
            return 0
        elif role:
            close = end_of_raw(at, end, name, size)
            if close == NULL:
                return 0
            if role == SHORTENED and (size == 5 or not is_read(name, at)):
                cut(cuts, at - start, close - start)
            at = close


def shortened(bytes data not None, bint attributes_too=False):
    """HTML without its comments and what stands in its scripts, style sheets, drawings and selects.

    `attributes_too`: also without the attributes that `walk` asks for on no element (`is_unread`), but for those
    of the standard's formatting elements, which are told apart by them.

    The elements themselves stay. A parser reads all that byte by byte, it is half of a page, and no reader
    wants it. Left as they are: scripts of JSON and of an application's state ("json", "__" or an entity
    in the tag), which are read, and all behind the first place where the tags alone do not tell markup from
    text (the HTML standard's "in select" and "in frameset" insertion modes, foreign content with HTML in it,
    the "script data double escaped" state, an element without its end). Linear in the size.
    """
    cdef Cuts cuts
    cuts.places = NULL
    cuts.count = cuts.room = cuts.bytes = 0
    try:
        find_cuts(data, &cuts, attributes_too)
        return without(data, &cuts) if cuts.count else data
    finally:
        PyMem_Free(cuts.places)


cdef inline bint is_space(unsigned char c) noexcept:
    return c == c" " or 9 <= c <= 13


def second_links(bytes html not None, Py_ssize_t most):
    """As `newscrawl.discovery.kinship._second_links`."""
    cdef const unsigned char* start = html
    cdef const unsigned char* end = start + len(html)
    cdef const unsigned char* at = start
    cdef const unsigned char* name
    cdef const unsigned char* value
    cdef const unsigned char* stop
    cdef unsigned char quote
    cdef Py_ssize_t count = 0, spaces
    cdef list found = []
    while at < end:
        at = <const unsigned char*>memchr(at, c"=", end - at)
        if at == NULL:
            break
        name = at - 1
        at += 1
        spaces = 0
        while name >= start and spaces < 20 and is_space(name[0]):
            name -= 1
            spaces += 1
        name -= 4
        if name < start or name[1] | 0x20 != c"h" or name[2] | 0x20 != c"r" or name[3] | 0x20 != c"e":
            continue
        if name[4] | 0x20 != c"f" or not (is_space(name[0]) or name[0] == c'"' or name[0] == c"'"):
            continue
        count += 1
        if count > most:
            return None
        value = at
        spaces = 0
        while value < end and spaces < 20 and is_space(value[0]):
            value += 1
            spaces += 1
        quote = value[0] if value < end else 0
        if quote == c'"' or quote == c"'":
            value += 1
            spaces = 0
            while value < end and spaces < 20 and is_space(value[0]):
                value += 1
                spaces += 1
            stop = <const unsigned char*>memchr(value, quote, min(end - value, 2048))
            if stop == NULL:
                stop = value + min(end - value, 2048)
        else:
            stop = value
            while stop < end and stop - value < 2048 and not is_space(stop[0]) and stop[0] not in b">\"'":
                stop += 1
        if memchr(value, c"2", stop - value) != NULL:
            found.append((<const char*>value)[: stop - value].lower())
    return found
