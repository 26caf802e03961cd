# cython: language_level=3, boundscheck=False, wraparound=False, binding=True
"""Looks over a page's bytes before it is parsed, compiled; `scan.py` holds the same in Python."""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp, memcpy


from newscrawl.extraction.scan import MANY as _MANY

cdef Py_ssize_t MANY = _MANY


def is_utf8(bytes data not None):
    """As `scan.is_utf8`."""
    cdef const unsigned char* at = data
    cdef const unsigned char* end = at + len(data)
    cdef unsigned char first, second
    cdef uint64_t eight
    while at < end:
        if at[0] < 0x80:
            while end - at >= 8:
                memcpy(&eight, at, 8)
                if eight & <uint64_t>0x8080808080808080:
                    break
                at += 8
            while at < end and at[0] < 0x80:
                at += 1
            continue
        # Table 3-7 of the Unicode standard: no overlong form, no surrogate, nothing above U+10FFFF.
        first = at[0]
        if first < 0xC2 or first > 0xF4 or end - at < 2:
            return False
        second = at[1]
        if first < 0xE0:
            if second & 0xC0 != 0x80:
                return False
            at += 2
        elif first < 0xF0:
            if end - at < 3 or second & 0xC0 != 0x80 or at[2] & 0xC0 != 0x80:
                return False
            if (first == 0xE0 and second < 0xA0) or (first == 0xED and second > 0x9F):
                return False
            at += 3
        else:
            if end - at < 4 or second & 0xC0 != 0x80 or at[2] & 0xC0 != 0x80 or at[3] & 0xC0 != 0x80:
                return False
            if (first == 0xF0 and second < 0x90) or (first == 0xF4 and second > 0x8F):
                return False
            at += 4
    return True


def holds_mojibake(bytes data not None):
    """As `scan.holds_mojibake`."""
    cdef const unsigned char* at = data
    cdef const unsigned char* end = at + len(data)
    while end - at >= 4:
        at = <const unsigned char*>memchr(at, 0xC3, end - at - 3)
        if at == NULL:
            return False
        if at[1] == 0xA0 and at[2] == 0xC2 and at[3] == 0xA4:
            return True
        at += 1
    return False


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


cdef const unsigned char* past(
    const unsigned char* at, const unsigned char* end, Py_ssize_t* attributes
) noexcept:
    """Where a start tag ends, and how many attributes it has, as the HTML standard's tokenizer reads them."""
    cdef unsigned char quote
    while at < end and not is_white(at[0]) and at[0] != c">":
        at += 1
    while True:
        while at < end and is_white(at[0]):
            at += 1
        if at == end or at[0] == c">":
            return at
        attributes[0] += 1
        at += 1
        while at < end and not is_white(at[0]) and at[0] != c">" and at[0] != c"=":
            at += 1
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
            at = end if at == NULL else at + 1
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
                    at = past(at, end, &attributes)
                    if attributes > MANY:
                        long.append(attributes)
                    read += at - start - places[near]
                    if read > 2 * (end - start):
                        return tags, formatting, long, True
            floor = position
    finally:
        PyMem_Free(places)
    return tags, formatting, long, False
