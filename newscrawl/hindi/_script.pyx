# cython: language_level=3, boundscheck=False, wraparound=False, binding=True
"""What `newscrawl.hindi` does with every character of a text, compiled; its callers hold the same in Python.

`comparison_key` handles ASCII, Devanagari, accented Latin and punctuation, and leaves the rest to its counterpart.
"""

import unicodedata

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memset

cdef extern from "Python.h":
    PyObject* PyDict_GetItem(object, object)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    str PyUnicode_FromKindAndData(int kind, const void* buffer, Py_ssize_t size)

# A text's characters as CPython keeps them: one, two or four bytes each.
ctypedef fused Characters:
    uint8_t
    uint16_t
    uint32_t

# What a character of ASCII or Devanagari is in a word.
cdef enum:
    NOTHING = 0
    LETTER = 1
    FIGURE = 2
    FIRST_MARK = 0x300
    PAST_MARKS = 0xAC00

cdef uint8_t ascii_class[128]
cdef uint8_t devanagari_class[128]
cdef bytes other_marks = None


def _is_mark(str char):
    return unicodedata.category(char)[0] == "M"


cdef int fill() except -1:
    cdef int i
    for i in range(128):
        ascii_class[i] = (
            FIGURE if Py_UNICODE_ISDECIMAL(i) else LETTER if Py_UNICODE_ISALNUM(i) or i == c"_" else NOTHING
        )
        devanagari_class[i] = (
            FIGURE
            if Py_UNICODE_ISDECIMAL(0x900 + i)
            else LETTER if Py_UNICODE_ISALNUM(0x900 + i) or _is_mark(chr(0x900 + i)) else NOTHING
        )
    return 0


fill()


cdef bytes marks():
    """One byte for each character of `FIRST_MARK` to `PAST_MARKS`: 1 for a mark."""
    global other_marks
    if other_marks is None:
        other_marks = bytes([_is_mark(chr(code)) for code in range(FIRST_MARK, PAST_MARKS)])
    return other_marks


cdef inline int class_of(uint32_t c) except -1:
    if c < 0x80:
        return ascii_class[c]
    if 0x900 <= c < 0x980:
        return devanagari_class[c - 0x900]
    if Py_UNICODE_ISDECIMAL(c):
        return FIGURE
    if Py_UNICODE_ISALNUM(c):
        return LETTER
    if FIRST_MARK <= c < PAST_MARKS and marks()[c - FIRST_MARK]:
        return LETTER
    return NOTHING


cdef Py_ssize_t walk_words(
    const Characters* text, Py_ssize_t size, Py_ssize_t most, str whole, list found, Py_ssize_t* spans
) except -1:
    """How many words there are, `most` at the most.

    Each is added to `found`, where that is no None, and where it begins and ends to `spans`, where there is
    room for that.
    """
    cdef Py_ssize_t i = 0, end, start, count = 0
    cdef uint32_t c
    cdef int kind
    while i < size and count < most:
        kind = class_of(text[i])
        if kind == NOTHING:
            i += 1
            continue
        count += 1
        start = i
        if kind == FIGURE:
            end = i + 1
            while end < size and class_of(text[end]) == FIGURE:
                end += 1
            kind = NOTHING
            while end + 1 < size and (text[end] == c"." or text[end] == c"," or text[end] == c":"):
                if class_of(text[end + 1]) != FIGURE:
                    break
                kind = FIGURE
                end += 2
                while end < size and class_of(text[end]) == FIGURE:
                    end += 1
            if kind == FIGURE:
                i = end
                if found is not None:
                    found.append(whole[start:i])
                if spans != NULL:
                    spans[2 * count - 2], spans[2 * count - 1] = start, i
                continue
        i += 1
        while i < size:
            c = text[i]
            if class_of(c) != NOTHING or c == 0x200C or c == 0x200D:
                i += 1
            elif (c == c"'" or c == 0x2019) and i + 1 < size and class_of(text[i + 1]) != NOTHING:
                i += 2
            else:
                break
        if found is not None:
            found.append(whole[start:i])
        if spans != NULL:
            spans[2 * count - 2], spans[2 * count - 1] = start, i
    return count


cdef Py_ssize_t each_word(str s, Py_ssize_t most, list found) except -1:
    cdef void* data = PyUnicode_DATA(s)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(s)
    if PyUnicode_KIND(s) == 1:
        return walk_words(<const uint8_t*>data, size, most, s, found, NULL)
    if PyUnicode_KIND(s) == 2:
        return walk_words(<const uint16_t*>data, size, most, s, found, NULL)
    return walk_words(<const uint32_t*>data, size, most, s, found, NULL)


def word_count(str s not None):
    """As `script.word_count`."""
    return each_word(s, PyUnicode_GET_LENGTH(s), None)


def words(str s not None):
    """As `script.words`."""
    cdef list found = []
    each_word(s, PyUnicode_GET_LENGTH(s), found)
    return found


cdef inline bint is_sign(uint32_t c) noexcept:
    """A Devanagari mark that counts once where it is written twice."""
    return 0x901 <= c <= 0x903 or c == 0x93C or 0x93E <= c <= 0x94D


cdef uint16_t[8] WITHOUT_NUKTA = [0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F]


# Letters and signs whose key is one character: what that is, 0 for all others.
cdef enum:
    PAST_LATIN = 0x180
    FIRST_SIGN = 0x2010
    PAST_SIGNS = 0x20C0

cdef uint16_t latin_key[PAST_LATIN]
cdef uint16_t sign_key[PAST_SIGNS - FIRST_SIGN]


cdef int key_of(int code) except -1:
    cdef str char = chr(code)
    cdef str folded = char.casefold()
    if len(folded) != 1 or char.isspace() or not char.isprintable():
        return 0
    if unicodedata.normalize("NFC", folded) != folded or unicodedata.combining(folded):
        return 0
    return ord(folded)


cdef int fill_keys() except -1:
    cdef int code
    for code in range(PAST_LATIN):
        latin_key[code] = key_of(code) if code > 0x80 else 0
    for code in range(FIRST_SIGN, PAST_SIGNS):
        sign_key[code - FIRST_SIGN] = key_of(code)
    return 0


fill_keys()


cdef Py_ssize_t write_key(const Characters* text, Py_ssize_t size, uint16_t* out, bint ascii) noexcept:
    """Write the key of `text` to `out`; return its length, or -1 for a text left alone."""
    cdef Py_ssize_t i, written = 0
    cdef uint32_t c, last = 0, before
    cdef bint space = False
    for i in range(size):
        c = text[i]
        if c < 0x80:
            if c == c" " or 9 <= c <= 13 or 28 <= c <= 31:
                space = written > 0
                continue
            if c"A" <= c <= c"Z":
                c |= 0x20
            elif not ascii and (c < 32 or c == 127):
                return -1
            if space:
                out[written] = c" "
                written += 1
                space = False
            out[written] = c
            written += 1
            last = c
            continue
        if c == 0x200D or c == 0x200C or c == 0x200B or c == 0xAD or c == 0xFEFF or c == 0x2060:
            continue
        if not (0x900 <= c <= 0x950 or 0x955 <= c <= 0x97F):
            if Py_UNICODE_ISSPACE(c):
                space = written > 0
                continue
            if c < PAST_LATIN:
                c = latin_key[c]
            elif FIRST_SIGN <= c < PAST_SIGNS:
                c = sign_key[c - FIRST_SIGN]
            else:
                return -1
            if c == 0:
                return -1
            if space:
                out[written] = c" "
                written += 1
                space = False
            out[written] = c
            written += 1
            last = c
            continue
        # `last` is the letter as written, what stands at the end of `out` may be its nukta.
        before = out[written - 1] if written and not space else 0
        if c == 0x93C and before:
            if last == 0x928 or last == 0x930 or last == 0x933 or last == 0x94D or 0x958 <= last <= 0x95F:
                return -1
        last = c
        if c == before and is_sign(c):
            continue
        if before == 0x905 or before == 0x906 or before == 0x90F:
            if c == 0x93E or c == 0x945 or c == 0x947 or c == 0x949 or c == 0x94B or c == 0x94C:
                return -1
        if space:
            out[written] = c" "
            written += 1
            space = False
        if 0x958 <= c <= 0x95F:
            out[written] = WITHOUT_NUKTA[c - 0x958]
            out[written + 1] = 0x93C
            written += 2
        else:
            out[written] = c
            written += 1
    return written


def comparison_key(str s not None):
    """As `script.comparison_key`; None for a text with characters that this one leaves alone."""
    cdef void* data = PyUnicode_DATA(s)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(s)
    cdef uint16_t[1024] near
    cdef uint16_t* out = near
    cdef Py_ssize_t written
    # Letters with a nukta of their own become two characters.
    cdef Py_ssize_t room = size if PyUnicode_KIND(s) == 1 else 2 * size
    if PyUnicode_KIND(s) == 4:
        return None
    if room > 1024:
        out = <uint16_t*>PyMem_Malloc(room * sizeof(uint16_t))
        if out == NULL:
            raise MemoryError
    try:
        if PyUnicode_KIND(s) == 1:
            written = write_key(<const uint8_t*>data, size, out, s.isascii())
        else:
            written = write_key(<const uint16_t*>data, size, out, False)
        return None if written < 0 else PyUnicode_FromKindAndData(2, out, written)
    finally:
        if out != near:
            PyMem_Free(out)


cdef Py_ssize_t write_loose(const Characters* key, Py_ssize_t size, uint16_t* out) noexcept:
    """Write the loose key of a comparison key to `out`; return its length, or -1 for other characters."""
    cdef Py_ssize_t i, written = 0
    cdef uint32_t c
    for i in range(size):
        c = key[i]
        if c >= 0x80:
            if not 0x900 <= c < 0x980 or 0x951 <= c <= 0x954 or 0x958 <= c <= 0x95F:
                return -1
            if c == 0x93C:
                continue
            if c == 0x901:
                c = 0x902
            elif c == 0x929 or c == 0x931 or c == 0x934:
                # Composed with a nukta.
                c -= 1
            if (
                0x915 <= c <= 0x92E
                and written >= 2
                and out[written - 1] == 0x94D
                and out[written - 2] in (0x919, 0x91E, 0x923, 0x928, 0x92E)
            ):
                written -= 1
                out[written - 1] = 0x902
        out[written] = c
        written += 1
    return written


def loose_key(str key not None):
    """As `script._loosened` for ASCII and Devanagari without accents; None for other characters."""
    cdef uint16_t[256] out
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(key)
    if size > 256 or PyUnicode_KIND(key) > 2:
        return None
    if PyUnicode_KIND(key) == 1:
        size = write_loose(<const uint8_t*>PyUnicode_DATA(key), size, out)
    else:
        size = write_loose(<const uint16_t*>PyUnicode_DATA(key), size, out)
    return None if size < 0 else PyUnicode_FromKindAndData(2, out, size)


cdef inline bint is_phrase_letter(uint32_t c) noexcept:
    if c < 0x80:
        return ascii_class[c] != NOTHING
    if 0x900 <= c < 0x980:
        return c != 0x964 and c != 0x965
    return 0x200B <= c <= 0x200D or 0x300 <= c <= 0x36F or Py_UNICODE_ISALNUM(c)


cdef inline bint next_word(const Characters* text, Py_ssize_t size, Py_ssize_t* start, Py_ssize_t* end) noexcept:
    """Whether a word as `phrase_book._WORD` finds it begins at or behind `end`, which is moved to where it ends."""
    cdef Py_ssize_t i = end[0]
    while i < size and not is_phrase_letter(text[i]) and text[i] != 0xA9:
        i += 1
    if i >= size:
        return False
    start[0] = i
    if text[i] == 0xA9:
        i += 1
    else:
        while i < size and is_phrase_letter(text[i]):
            i += 1
    end[0] = i
    return True


cdef inline object known(object memory, str key):
    """`memory[key]`, without asking the class of a `Remembered` for what it knows."""
    cdef PyObject* found = PyDict_GetItem(memory, key)
    return memory[key] if found == NULL else <object>found


cdef int seen_in(const Characters* text, Py_ssize_t size, str line, object memory, list words) except -1:
    cdef Py_ssize_t i = 0, start
    cdef int found = 0, first = 0, traits
    cdef str key, before = ""
    cdef tuple told
    while next_word(text, size, &start, &i):
        told = <tuple>known(memory, line[start:i])
        traits = told[0]
        key = <str>told[1]
        if not first:
            first = traits
        found |= traits
        if key and not (key == "0" and before == "0"):
            words.append(key)
        before = key
    return found | first << 8


def phrase_look(str line not None, Py_ssize_t limit, object memory):
    """As `phrase_book.Book.look`; `memory` makes what it lacks."""
    cdef void* data = PyUnicode_DATA(line)
    cdef Py_ssize_t size = min(limit, PyUnicode_GET_LENGTH(line))
    cdef list words = []
    cdef int traits
    if PyUnicode_KIND(line) == 1:
        traits = seen_in(<const uint8_t*>data, size, line, memory, words)
    elif PyUnicode_KIND(line) == 2:
        traits = seen_in(<const uint16_t*>data, size, line, memory, words)
    else:
        traits = seen_in(<const uint32_t*>data, size, line, memory, words)
    return traits, words


cdef inline int script_class(uint32_t c) noexcept:
    """1 and 2 for the letters of the two kinds of words in `language._TOKEN`, else 0."""
    if c < 0x80:
        return 2 if c"a" <= c | 0x20 <= c"z" else 0
    if 0x900 <= c <= 0xDFF:
        return 0 if 0x963 < c < 0x970 else 1
    if c < 0x900:
        return 2 if c >= 0xC0 and c != 0xD7 and c != 0xF7 or c == 0xAA or c == 0xB5 or c == 0xBA else 0
    if (
        c <= 0x1FFF
        or 0x2C00 <= c <= 0x2DFF
        or 0x3040 <= c <= 0x318F
        or 0x31F0 <= c <= 0x31FF
        or 0x3400 <= c <= 0xD7FF
        or 0xF900 <= c <= 0xFDCF
        or 0xFDF0 <= c <= 0xFDFF
        or 0xFE70 <= c <= 0xFEFE
        or 0xFF66 <= c <= 0xFFDC
        or 0x20000 <= c <= 0x3FFFF
    ):
        return 2
    return 0


# The hash of Fowler, Noll and Vo, of characters.
cdef uint32_t SEED = 0x811C9DC5
cdef uint32_t PRIME = 16777619


# A word of a text: where it stands first, and how often it comes.
cdef struct Token:
    Py_ssize_t start
    Py_ssize_t size
    Py_ssize_t count
    uint32_t hash


cdef Py_ssize_t collect(
    const Characters* text, Py_ssize_t size, Token* found, int32_t* slots, uint32_t mask
) noexcept:
    """Write the words of a text to `found`, each once; return how many. `slots` are as many -1 as `mask` says."""
    cdef Py_ssize_t i = 0, start, count = 0
    cdef int kind
    cdef uint32_t hashed, slot
    while i < size:
        kind = script_class(text[i])
        start = i
        i += 1
        if kind == 0:
            continue
        hashed = (SEED ^ text[start]) * PRIME
        while i < size and script_class(text[i]) == kind:
            hashed = (hashed ^ text[i]) * PRIME
            i += 1
        slot = (hashed ^ hashed >> 15) & mask
        while slots[slot] >= 0:
            token = &found[slots[slot]]
            if (
                token.hash == hashed
                and token.size == i - start
                and memcmp(text + token.start, text + start, (i - start) * sizeof(text[0])) == 0
            ):
                token.count += 1
                break
            slot = (slot + 1) & mask
        else:
            slots[slot] = <int32_t>count
            found[count] = Token(start, i - start, 1, hashed)
            count += 1
    return count


cdef class Tokens:
    """As `language.Counted`: no string is made for a word unless something is asked of it."""

    cdef str text
    cdef Token* found
    cdef Py_ssize_t size

    def __cinit__(self, str text not None):
        cdef void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef uint32_t room = 64
        cdef int32_t* slots
        if length > 0x3FFFFFFF:
            raise ValueError("a text of a billion characters")
        # Twice as many as there can be words: words of different scripts need nothing between them.
        while room < 2 * length:
            room *= 2
        self.text = text
        self.found = <Token*>PyMem_Malloc((length + 1) * sizeof(Token))
        slots = <int32_t*>PyMem_Malloc(room * sizeof(int32_t))
        if self.found == NULL or slots == NULL:
            PyMem_Free(slots)
            raise MemoryError
        memset(slots, 0xFF, room * sizeof(int32_t))
        if PyUnicode_KIND(text) == 1:
            self.size = collect(<const uint8_t*>data, length, self.found, slots, room - 1)
        elif PyUnicode_KIND(text) == 2:
            self.size = collect(<const uint16_t*>data, length, self.found, slots, room - 1)
        else:
            self.size = collect(<const uint32_t*>data, length, self.found, slots, room - 1)
        PyMem_Free(slots)

    def __dealloc__(self):
        PyMem_Free(self.found)

    def words(self):
        """As `language.Counted.words`."""
        cdef Py_ssize_t i
        cdef Token* token
        cdef list told = []
        for i in range(self.size):
            token = &self.found[i]
            told.append(self.text[token.start : token.start + token.size])
        return told

    def total(self):
        """As `language.Counted.total`."""
        cdef Py_ssize_t i, told = 0
        for i in range(self.size):
            told += self.found[i].count
        return told

    def holds(self, str letter not None):
        """As `language.Counted.holds`."""
        cdef int kind = PyUnicode_KIND(self.text)
        cdef void* data = PyUnicode_DATA(self.text)
        cdef Py_UCS4 wanted = letter
        cdef Py_ssize_t i, at, told = 0
        for i in range(self.size):
            for at in range(self.found[i].start, self.found[i].start + self.found[i].size):
                told += PyUnicode_READ(kind, data, at) == wanted
        return told

    def first_letters(self):
        """As `language.Counted.first_letters`."""
        cdef int kind = PyUnicode_KIND(self.text)
        cdef void* data = PyUnicode_DATA(self.text)
        cdef Py_UCS4[64] letters
        cdef Py_ssize_t[64] sizes
        cdef Py_ssize_t i, at, known_letters = 0
        cdef Py_UCS4 first
        cdef str letter
        cdef dict told = {}
        for i in range(self.size):
            first = PyUnicode_READ(kind, data, self.found[i].start)
            at = 0
            while at < known_letters and letters[at] != first:
                at += 1
            if at == 64:
                # More than any alphabet has.
                letter = first
                told[letter] = told.get(letter, 0) + self.found[i].size * self.found[i].count
                continue
            if at == known_letters:
                letters[at] = first
                sizes[at] = 0
                known_letters += 1
            sizes[at] += self.found[i].size * self.found[i].count
        return {letters[at]: sizes[at] for at in range(known_letters)} | told

    def add_evidence(self, evidence, dict scores not None):
        """As `language.Counted.add_evidence`; `evidence` makes what it lacks."""
        cdef Py_ssize_t i
        cdef Token* token
        cdef tuple said
        cdef double weight
        cdef PyObject* score
        for i in range(self.size):
            token = &self.found[i]
            said = <tuple>known(evidence, self.text[token.start : token.start + token.size])
            for code, value in said:
                weight = <double>value * <double>token.count
                score = PyDict_GetItem(scores, code)
                scores[code] = weight if score == NULL else <double><object>score + weight


cdef uint32_t[256] crc_table


cdef int fill_crc() except -1:
    cdef uint32_t i, code
    cdef int bit
    for i in range(256):
        code = i
        for bit in range(8):
            code = 0xEDB88320 ^ code >> 1 if code & 1 else code >> 1
        crc_table[i] = code
    return 0


fill_crc()


cdef inline uint32_t crc_byte(uint32_t crc, uint32_t byte) noexcept:
    return crc_table[(crc ^ byte) & 0xFF] ^ crc >> 8


cdef inline uint32_t crc_character(uint32_t crc, uint32_t c) noexcept:
    """The checksum with one more character, in UTF-8."""
    if c < 0x80:
        return crc_byte(crc, c)
    if c < 0x800:
        crc = crc_byte(crc, 0xC0 | c >> 6)
    else:
        if c < 0x10000:
            crc = crc_byte(crc, 0xE0 | c >> 12)
        else:
            crc = crc_byte(crc, 0xF0 | c >> 18)
            crc = crc_byte(crc, 0x80 | c >> 12 & 0x3F)
        crc = crc_byte(crc, 0x80 | c >> 6 & 0x3F)
    return crc_byte(crc, 0x80 | c & 0x3F)


cdef Py_ssize_t checksums(
    const Characters* text, Py_ssize_t size, Py_ssize_t most, str whole, uint64_t* keys
) except -1:
    """As `zlib.crc32` of each word; how many there are."""
    cdef Py_ssize_t i, j, start, count
    cdef uint32_t crc
    cdef Py_ssize_t* spans = <Py_ssize_t*>PyMem_Malloc(2 * most * sizeof(Py_ssize_t))
    if spans == NULL:
        raise MemoryError
    try:
        count = walk_words(text, size, most, whole, None, spans)
        for i in range(count):
            crc = 0xFFFFFFFF
            for j in range(spans[2 * i], spans[2 * i + 1]):
                crc = crc_character(crc, text[j])
            keys[i] = crc ^ 0xFFFFFFFF
        return count
    finally:
        PyMem_Free(spans)


def filled_bins(str key not None, Py_ssize_t fewest, Py_ssize_t most):
    """As `similarity._filled_bins`."""
    cdef void* data = PyUnicode_DATA(key)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(key)
    cdef Py_ssize_t count, i, place, step
    cdef uint64_t[64] smallest
    cdef bint[64] full
    cdef uint64_t number, rest
    cdef list found
    cdef uint64_t* keys = <uint64_t*>PyMem_Malloc((most + 1) * sizeof(uint64_t))
    if keys == NULL:
        raise MemoryError
    try:
        if PyUnicode_KIND(key) == 1:
            count = checksums(<const uint8_t*>data, size, most, key, keys)
        elif PyUnicode_KIND(key) == 2:
            count = checksums(<const uint16_t*>data, size, most, key, keys)
        else:
            count = checksums(<const uint32_t*>data, size, most, key, keys)
        if count < fewest or count < 3:
            return None
        for place in range(64):
            full[place] = False
        for i in range(2, count):
            number = (
                keys[i - 2] * <uint64_t>0x9E3779B97F4A7C15
                ^ keys[i - 1] * <uint64_t>0xC2B2AE3D27D4EB4F
                ^ keys[i] * <uint64_t>0x165667B19E3779F9
            )
            number = (number ^ number >> 30) * <uint64_t>0xBF58476D1CE4E5B9
            number = (number ^ number >> 27) * <uint64_t>0x94D049BB133111EB
            number = number ^ number >> 31
            place = number & 63
            rest = number >> 6
            if not full[place] or rest < smallest[place]:
                full[place] = True
                smallest[place] = rest
    finally:
        PyMem_Free(keys)
    found = []
    for place in range(64):
        step = 0
        while not full[(place + step) & 63]:
            step += 1
        rest = smallest[(place + step) & 63] + <uint64_t>step * <uint64_t>0x9E3779B97F4A7C15
        found.append(rest & <uint64_t>0x7FFFFFFFFFFFFFFF)
    return found
