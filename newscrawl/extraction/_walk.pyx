# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, binding=True
"""`newscrawl.extraction.walk` on the parser's own nodes: the same records at a fifth of the time.

`walk.py` is the reference, and what runs where this module was not built (as PEP 399 asks of the standard
library); a test compares the two on every kind of page. What is rare, both leave to `marks`.

The nodes are reached by lexbor's public C functions, those with the suffix `_noi` ("not inlined") that it keeps
for foreign callers. They stand in the parser's own library, which is loaded already; `attach` is given their
addresses, so that nothing here depends on the layout of lexbor's structures or on its headers.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_DecodeUTF8,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from cpython.ref cimport PyObject
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uintptr_t
from libc.string cimport memcmp, strlen

from newscrawl.extraction.elements import KINDS
from newscrawl.extraction.hints import NOTHING as _NOTHING
from newscrawl.extraction.marks import (
    IMAGE_SOURCES,
    caption_figure,
    hidden_by_attribute,
    is_author_name,
    pixels,
    read_abbreviation,
    read_class,
    read_image,
    read_itemprop,
    read_meta,
    read_script,
    read_signature,
    read_time,
    text_of,
)
from newscrawl.extraction.page import Box, HeadLink, ImageMark, Link, Page, TextBlock
from newscrawl.extraction.walk import (
    BLANK, BLANK_LINES, BOLD, FOLDED, LONG_MENU, MOST_PARTS, SHORT_RUN, VIDEO_HOSTS, take_out
)
from newscrawl.limits import LIMITS

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    str PyUnicode_FromKindAndData(int kind, const void* buffer, Py_ssize_t size)

ctypedef void* Node
ctypedef void* Attribute
ctypedef Node (*NodeOfNode)(Node) noexcept
ctypedef uintptr_t (*NumberOfNode)(Node) noexcept
ctypedef int (*TypeOfNode)(Node) noexcept
ctypedef const char* (*NameOfNode)(Node, size_t*) noexcept
ctypedef Attribute (*AttributeOfNode)(Node) noexcept
ctypedef Attribute (*AttributeOfAttribute)(Attribute) noexcept
ctypedef const char* (*StringOfAttribute)(Attribute, size_t*) noexcept

cdef NodeOfNode first_child, next_sibling, parent_of
cdef NumberOfNode tag_number
cdef TypeOfNode node_type
cdef NameOfNode element_name, text_content
cdef AttributeOfNode first_attribute
cdef AttributeOfAttribute next_attribute
cdef StringOfAttribute attribute_name, attribute_value

FUNCTIONS = (
    "lxb_dom_node_first_child_noi",
    "lxb_dom_node_next_noi",
    "lxb_dom_node_parent_noi",
    "lxb_dom_node_tag_id_noi",
    "lxb_dom_node_type_noi",
    "lxb_dom_element_qualified_name",
    "lxb_dom_node_text_content",
    "lxb_dom_element_first_attribute_noi",
    "lxb_dom_element_next_attribute_noi",
    "lxb_dom_attr_qualified_name",
    "lxb_dom_attr_value_noi",
)
"""What `attach` wants the addresses of, in this order."""

# What the walk does with an element, beside the numbers of `elements`.
cdef enum:
    BOX = 0
    TEXT = 1
    INLINE = 2
    SKIPPED = 3
    BREAK = 4
    VOID = 5
    SCRIPT = 6
    TITLE = 7
    HEAD = 8
    PLAYER = 9
    UNKNOWN = 255

cdef enum:
    KNOWN_TAGS = 1000
    ELEMENT = 1  # The DOM standard's ELEMENT_NODE.

# Tags that are treated apart.
cdef enum:
    ANY
    MENU
    FIGURE
    WHOLE
    BODY
    ANCHOR
    TIME
    ABBREVIATION
    PREFORMATTED

cdef dict APART = {
    "figure": FIGURE, "html": WHOLE, "body": BODY, "a": ANCHOR, "time": TIME, "abbr": ABBREVIATION,
    "pre": PREFORMATTED,
}
APART.update(dict.fromkeys(FOLDED, MENU))

# By the parser's number of a tag: what is done with it, whether it is bold or treated apart, and its name.
cdef unsigned char kinds[KNOWN_TAGS]
cdef unsigned char bolds[KNOWN_TAGS]
cdef unsigned char aparts[KNOWN_TAGS]
cdef list names = [None] * KNOWN_TAGS
cdef uintptr_t text_number = 0

cdef frozenset bold_tags = BOLD
cdef frozenset blank = BLANK
cdef list source_bytes = [name.encode() for name in IMAGE_SOURCES]
cdef const char* source_names[7]
cdef size_t source_sizes[7]


cdef int fill_sources() except -1:
    cdef bytes name
    cdef int i
    for i in range(7):
        name = source_bytes[i]
        source_names[i] = name
        source_sizes[i] = len(name)
    return 0


fill_sources()
cdef tuple META_NAMES = (b"property", b"name", b"http-equiv")


def attach(addresses, uintptr_t text_tag):
    """Take the addresses of `FUNCTIONS` and the parser's number of text nodes. Once, before the first walk."""
    global first_child, next_sibling, parent_of, tag_number, node_type, element_name, text_content
    global first_attribute, next_attribute, attribute_name, attribute_value, text_number
    cdef uintptr_t[11] found
    cdef int i
    if len(addresses) != 11 or not all(addresses):
        raise ValueError(f"{len(FUNCTIONS)} addresses are wanted")
    for i in range(11):
        found[i] = addresses[i]
    first_child = <NodeOfNode>found[0]
    next_sibling = <NodeOfNode>found[1]
    parent_of = <NodeOfNode>found[2]
    tag_number = <NumberOfNode>found[3]
    node_type = <TypeOfNode>found[4]
    element_name = <NameOfNode>found[5]
    text_content = <NameOfNode>found[6]
    first_attribute = <AttributeOfNode>found[7]
    next_attribute = <AttributeOfAttribute>found[8]
    attribute_name = <StringOfAttribute>found[9]
    attribute_value = <StringOfAttribute>found[10]
    text_number = text_tag
    for i in range(KNOWN_TAGS):
        kinds[i] = UNKNOWN
        bolds[i] = 0
    kinds[text_tag] = TEXT


cdef inline bint is_space(Py_UCS4 c) noexcept:
    if c <= 32:
        return c == 32 or 9 <= c <= 13 or 28 <= c <= 31
    if c < 0x85 or 0xA0 < c < 0x1680:
        return False
    return Py_UNICODE_ISSPACE(c)


# A text's characters as CPython keeps them, one, two or four bytes each: a loop for each is twice as fast as one
# that asks every time.
ctypedef fused Characters:
    uint8_t
    uint16_t
    uint32_t


cdef bint all_space(const Characters* data, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    for i in range(size):
        if not is_space(data[i]):
            return False
    return True


cdef bint is_folded(const Characters* data, Py_ssize_t size) noexcept:
    """Single spaces inside, and none around."""
    cdef Py_ssize_t i
    cdef bint after_space = True
    for i in range(size):
        if is_space(data[i]):
            if after_space or data[i] != 32:
                return False
            after_space = True
        else:
            after_space = False
    return not after_space


cdef bint is_blank(str text) noexcept:
    """Nothing but white space, or nothing."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    if kind == 1:
        return all_space(<uint8_t*>data, PyUnicode_GET_LENGTH(text))
    if kind == 2:
        return all_space(<uint16_t*>data, PyUnicode_GET_LENGTH(text))
    return all_space(<uint32_t*>data, PyUnicode_GET_LENGTH(text))


cdef Py_ssize_t squeeze(const Characters* data, Py_ssize_t size, Characters* out) noexcept:
    """Write the words of `data` to `out`, with a space between each two; return how many characters that makes."""
    cdef Py_ssize_t i, written = 0
    cdef bint between = False
    for i in range(size):
        if is_space(data[i]):
            between = written > 0
        else:
            if between:
                out[written] = 32
                written += 1
                between = False
            out[written] = data[i]
            written += 1
    return written


cdef str fold(str text):
    """`" ".join(text.split())`; most texts are that already."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef bint folded
    cdef uint16_t[1024] near
    cdef void* room = near
    if kind == 1:
        folded = is_folded(<uint8_t*>data, size)
    elif kind == 2:
        folded = is_folded(<uint16_t*>data, size)
    else:
        folded = is_folded(<uint32_t*>data, size)
    if folded:
        return text
    if size * kind > <Py_ssize_t>sizeof(near):
        room = PyMem_Malloc(size * kind)
        if room == NULL:
            raise MemoryError
    try:
        if kind == 1:
            size = squeeze(<uint8_t*>data, size, <uint8_t*>room)
        elif kind == 2:
            size = squeeze(<uint16_t*>data, size, <uint16_t*>room)
        else:
            size = squeeze(<uint32_t*>data, size, <uint32_t*>room)
        return PyUnicode_FromKindAndData(kind, room, size)
    finally:
        if room != <void*>near:
            PyMem_Free(room)


cdef Py_ssize_t stripped(str text) noexcept:
    """The length of `text.strip()`."""
    cdef Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    while start < end and is_space(PyUnicode_READ(kind, data, start)):
        start += 1
    while end > start and is_space(PyUnicode_READ(kind, data, end - 1)):
        end -= 1
    return end - start


cdef str text_at(Node node):
    """The text of a text node."""
    cdef size_t size = 0
    cdef const char* data = text_content(node, &size)
    return "" if data == NULL else PyUnicode_DecodeUTF8(data, size, "replace")


cdef str value_of(Attribute attribute):
    """An attribute's value, or None for one without."""
    cdef size_t size = 0
    cdef const char* data = attribute_value(attribute, &size)
    return None if data == NULL else PyUnicode_DecodeUTF8(data, size, "replace")


# Names of attributes by where the parser keeps them. A place may hold another name in the next document, so
# what stands there is compared before it is believed.
cdef enum:
    NAMES_KEPT = 512

cdef list kept_names = [""] * NAMES_KEPT
cdef const char* kept_at[NAMES_KEPT]


cdef str name_at(const char* data, size_t size):
    """An attribute's name."""
    cdef size_t slot = (<uintptr_t>data >> 4) % NAMES_KEPT
    cdef str name
    if kept_at[slot] == data:
        name = <str>kept_names[slot]
        if <size_t>PyUnicode_GET_LENGTH(name) == size and memcmp(PyUnicode_DATA(name), data, size) == 0:
            return name
    name = PyUnicode_DecodeUTF8(data, size, "replace")
    if name.isascii():
        kept_names[slot] = name
        kept_at[slot] = data
    return name


cdef dict attributes_of(Node node):
    cdef dict found = {}
    cdef size_t size = 0
    cdef const char* name
    cdef Attribute attribute = first_attribute(node)
    while attribute != NULL:
        name = attribute_name(attribute, &size)
        found[name_at(name, size)] = value_of(attribute)
        attribute = next_attribute(attribute)
    return found


cdef str attribute_of(Node node, const char* wanted):
    """The value of one attribute; None where there is none."""
    cdef size_t size = 0, length = strlen(wanted)
    cdef const char* name
    cdef Attribute attribute = first_attribute(node)
    while attribute != NULL:
        name = attribute_name(attribute, &size)
        if size == length and memcmp(name, wanted, size) == 0:
            return value_of(attribute)
        attribute = next_attribute(attribute)
    return None


cdef bint has_attribute(Node node, const char* wanted) noexcept:
    cdef size_t size = 0, length = strlen(wanted)
    cdef const char* name
    cdef Attribute attribute = first_attribute(node)
    while attribute != NULL:
        name = attribute_name(attribute, &size)
        if size == length and memcmp(name, wanted, size) == 0:
            return True
        attribute = next_attribute(attribute)
    return False


cdef int pixels_of(Attribute attribute) except -1:
    """A width or height in pixels; 0 for none."""
    cdef size_t size = 0, i
    cdef const char* data
    cdef int found = 0
    if attribute == NULL:
        return 0
    data = attribute_value(attribute, &size)
    if data == NULL or size == 0:
        return 0
    for i in range(size):
        if size > 5 or not c"0" <= data[i] <= c"9":
            return pixels(value_of(attribute))
        found = 10 * found + data[i] - c"0"
    return found


cdef str name_of(Node node):
    """The tag of an element."""
    cdef size_t size = 0
    cdef uintptr_t number = tag_number(node)
    cdef const char* data
    if number < KNOWN_TAGS and kinds[number] != UNKNOWN:
        return names[number]
    data = element_name(node, &size)
    return "" if data == NULL else PyUnicode_DecodeUTF8(data, size, "replace")


cdef unsigned char kind_of(Node node):
    """What is done with a node."""
    cdef uintptr_t number = tag_number(node)
    cdef str name
    cdef unsigned char kind
    if number < KNOWN_TAGS and kinds[number] != UNKNOWN:
        return kinds[number]
    if node_type(node) != ELEMENT:
        return SKIPPED
    name = name_of(node)
    kind = KINDS.get(name, BOX)
    if number < KNOWN_TAGS:
        names[number] = name
        bolds[number] = name in bold_tags
        aparts[number] = APART.get(name, ANY)
        kinds[number] = kind
    return kind


cdef Node after(Node node, Node root) noexcept:
    """The node that follows `node` and all below it, inside `root`; NULL at its end."""
    while node != root:
        if next_sibling(node) != NULL:
            return next_sibling(node)
        node = parent_of(node)
    return NULL


cdef class Element:
    """An element as `marks` wants it. Valid during the walk alone."""

    cdef Node node
    cdef readonly str tag

    def text(self, *, str separator=""):
        """All text below it, with `separator` between that of any two text nodes."""
        cdef list found = []
        cdef Node node = first_child(self.node)
        while node != NULL:
            if tag_number(node) == text_number:
                found.append(text_at(node))
            elif first_child(node) != NULL:
                node = first_child(node)
                continue
            node = after(node, self.node)
        return separator.join(found)


cdef Element element(Node node, str tag):
    cdef Element made = Element.__new__(Element)
    made.node = node
    made.tag = tag
    return made


# The attributes that say something of an element.
cdef enum:
    OTHER
    CLASS
    IDENTITY
    HINT
    HIDDEN
    STYLE
    ITEMPROP
    ITEMTYPE
    DATETIME
    HREF
    REL
    HEADLINE


cdef inline bint equals(const char* data, const char* word) noexcept:
    return memcmp(data, word, strlen(word)) == 0


cdef int code_of(Attribute attribute) noexcept:
    cdef size_t size = 0
    cdef const char* name = attribute_name(attribute, &size)
    if size == 2:
        return IDENTITY if equals(name, "id") else OTHER
    if size == 3:
        return REL if equals(name, "rel") else OTHER
    if size == 4:
        return HREF if equals(name, "href") else HINT if equals(name, "role") else OTHER
    if size == 5:
        if equals(name, "class"):
            return CLASS
        return STYLE if equals(name, "style") else HEADLINE if equals(name, "title") else OTHER
    if size == 6:
        return HIDDEN if equals(name, "hidden") else OTHER
    if size == 8:
        if equals(name, "itemprop"):
            return ITEMPROP
        return ITEMTYPE if equals(name, "itemtype") else DATETIME if equals(name, "datetime") else OTHER
    if size == 9:
        return HINT if equals(name, "data-type") else OTHER
    if size == 10:
        return HINT if equals(name, "aria-label") or equals(name, "data-block") else OTHER
    if size == 11:
        return HINT if equals(name, "data-testid") or equals(name, "data-module") else OTHER
    if size == 14:
        return HINT if equals(name, "data-component") else OTHER
    return OTHER


cdef bint may_hide(Attribute style) noexcept:
    """A style without "none" and "hidden" hides nothing."""
    cdef size_t size = 0, i
    cdef const char* data = attribute_value(style, &size)
    if data == NULL or size < 4:
        return False
    for i in range(size - 3):
        if data[i] | 0x20 == c"n":
            if data[i + 1] | 0x20 == c"o" and data[i + 2] | 0x20 == c"n" and data[i + 3] | 0x20 == c"e":
                return True
        elif data[i] | 0x20 == c"h":
            if data[i + 1] | 0x20 == c"i" and data[i + 2] | 0x20 == c"d" and data[i + 3] | 0x20 == c"d":
                return True
    return False


cdef str menu_text(Node node, str tag, object box):
    """As `walk.menu_text`."""
    cdef object outer = box.parent
    cdef str hints = box.hints
    cdef str name, text
    if "bread" in hints or "crumb" in hints:
        return ""
    while outer is not None:
        name = outer.tag
        if name == "article" or name == "main":
            return ""
        outer = outer.parent
    text = fold(element(node, tag).text(separator=" "))
    if PyUnicode_GET_LENGTH(text) < LONG_MENU:
        return ""
    cdef Node inner = first_child(node)
    while inner != NULL:
        if node_type(inner) == ELEMENT:
            name = name_of(inner)
            if name == "h1" or name == "article" or name == "main" or (name == "p" and tag != "footer"):
                return ""
        if first_child(inner) != NULL:
            inner = first_child(inner)
        else:
            inner = after(inner, node)
    return text[: LIMITS.block_chars]


# What closes on the way up.
cdef enum:
    UP_BOX
    UP_LINK
    UP_BOLD
    UP_INLINE
    UP_HEAD

cdef struct Level:
    unsigned char up
    # A bold box, a figure, a <pre>, or an anchor that is not inside another.
    bint bold
    bint figure
    bint pre
    bint opens_link


cdef extern from *:
    """
    #include <structmember.h>
    static Py_ssize_t newscrawl_slot_of(PyObject *descriptor) {
        if (Py_TYPE(descriptor) != &PyMemberDescr_Type) {
            PyErr_SetString(PyExc_ImportError, "a record without slots");
            return -1;
        }
        return ((PyMemberDescrObject *)descriptor)->d_member->offset;
    }
    static void newscrawl_fill(PyObject *record, Py_ssize_t offset, PyObject *value) {
        PyObject **slot = (PyObject **)((char *)record + offset);
        Py_INCREF(value);
        Py_XSETREF(*slot, value);
    }
    static PyObject *newscrawl_field(PyObject *record, Py_ssize_t offset) {
        PyObject *value = *(PyObject **)((char *)record + offset);
        Py_INCREF(value);
        return value;
    }
    /* The records point upwards alone and the tuples hold strings: no cycle, nothing for the garbage collector. */
    static PyObject *newscrawl_new(PyObject *type) {
        PyObject *made = ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0);
        if (made != NULL) PyObject_GC_UnTrack(made);
        return made;
    }
    static PyObject *newscrawl_named_tuple(PyObject *type, PyObject *a, PyObject *b, PyObject *c, PyObject *d) {
        PyObject *made = ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 4);
        if (made == NULL) return NULL;
        Py_INCREF(a); Py_INCREF(b); Py_INCREF(c); Py_INCREF(d);
        PyTuple_SET_ITEM(made, 0, a);
        PyTuple_SET_ITEM(made, 1, b);
        PyTuple_SET_ITEM(made, 2, c);
        PyTuple_SET_ITEM(made, 3, d);
        PyObject_GC_UnTrack(made);
        return made;
    }
    """
    Py_ssize_t newscrawl_slot_of(object) except -1
    object newscrawl_new(object)
    object newscrawl_named_tuple(object, object, object, object, object)
    object newscrawl_field(object, Py_ssize_t)
    void newscrawl_fill(object, Py_ssize_t, object)


# Where the records keep their fields: a record is made by filling them, without a call of its constructor.
BOX_FIELDS = ("tag", "hints", "parent", "index", "hidden", "itemprop", "itemtype", "end")
BLOCK_FIELDS = (
    "text", "box", "index", "link_chars", "bold_chars", "links", "breaks", "inline", "hidden", "parts"
)
cdef enum:
    NAME
    HINTS
    PARENT
    INDEX
    CONCEALED
    PROPERTY
    SCOPE
    END
IMAGE_FIELDS = ("src", "alt", "title", "width", "height", "block", "box", "caption")
cdef Py_ssize_t[8] box_slots
cdef Py_ssize_t[10] block_slots
cdef Py_ssize_t[8] image_slots


cdef int find_slots() except -1:
    cdef Py_ssize_t i
    if (
        BOX_FIELDS != tuple(Box.__slots__)
        or BLOCK_FIELDS != tuple(TextBlock.__slots__)
        or IMAGE_FIELDS != tuple(ImageMark.__slots__)
        or len(Link._fields) != 4
        or len(HeadLink._fields) != 4
        or len(IMAGE_SOURCES) != 7
    ):
        raise ImportError("the records of newscrawl.extraction.page have other fields than the compiled walk")
    for i in range(8):
        box_slots[i] = newscrawl_slot_of(Box.__dict__[BOX_FIELDS[i]])
    for i in range(8):
        image_slots[i] = newscrawl_slot_of(ImageMark.__dict__[IMAGE_FIELDS[i]])
    for i in range(10):
        block_slots[i] = newscrawl_slot_of(TextBlock.__dict__[BLOCK_FIELDS[i]])
    return 0


find_slots()


cdef object make_box(str tag, object parent, Py_ssize_t index, object hidden):
    cdef object made = newscrawl_new(Box)
    newscrawl_fill(made, box_slots[NAME], tag)
    newscrawl_fill(made, box_slots[HINTS], "")
    newscrawl_fill(made, box_slots[PARENT], parent)
    newscrawl_fill(made, box_slots[INDEX], index)
    newscrawl_fill(made, box_slots[CONCEALED], hidden)
    newscrawl_fill(made, box_slots[PROPERTY], "")
    newscrawl_fill(made, box_slots[SCOPE], "")
    newscrawl_fill(made, box_slots[END], 0)
    return made


cdef object make_block(
    str text,
    object box,
    Py_ssize_t index,
    Py_ssize_t link_chars,
    Py_ssize_t bold_chars,
    tuple links,
    int breaks,
    str inline,
    object hidden,
    tuple parts,
):
    cdef object made = newscrawl_new(TextBlock)
    newscrawl_fill(made, block_slots[0], text)
    newscrawl_fill(made, block_slots[1], box)
    newscrawl_fill(made, block_slots[2], index)
    newscrawl_fill(made, block_slots[3], link_chars)
    newscrawl_fill(made, block_slots[4], bold_chars)
    newscrawl_fill(made, block_slots[5], links)
    newscrawl_fill(made, block_slots[6], breaks)
    newscrawl_fill(made, block_slots[7], inline)
    newscrawl_fill(made, block_slots[8], hidden)
    newscrawl_fill(made, block_slots[9], parts)
    return made


cdef class Walk:
    """One walk; what is collected and what is open, as in the reference."""

    cdef object page
    cdef list blocks, boxes
    cdef object box
    cdef Py_ssize_t most_blocks, most_chars, most_items

    # The run of text being collected.
    cdef list parts, links
    cdef list wraps
    cdef Py_ssize_t link_chars, bold_chars
    cdef int breaks
    cdef str run_hidden, run_icon
    cdef list out_of_sight

    # What is open around it.
    cdef Level* levels
    cdef Py_ssize_t depth, room
    cdef list hidden_before
    cdef list inlines
    cdef Py_ssize_t* opened
    cdef Py_ssize_t opened_room
    cdef list figures
    cdef bint in_link
    cdef str link_href, link_rel, link_hints
    cdef Py_ssize_t link_from
    cdef str inline_hidden
    cdef int bold
    cdef int pre

    def __cinit__(self):
        self.levels = NULL
        self.opened = NULL

    def __dealloc__(self):
        PyMem_Free(self.levels)
        PyMem_Free(self.opened)

    def __init__(self, url):
        self.page = Page(url=url)
        self.blocks = self.page.blocks
        self.boxes = self.page.boxes
        self.box = Box("html", "", None, 0)
        self.boxes.append(self.box)
        self.most_blocks = LIMITS.blocks
        self.most_chars = LIMITS.block_chars
        self.most_items = LIMITS.list_items
        self.parts, self.links, self.wraps, self.out_of_sight = [], [], [], []
        self.run_hidden = self.run_icon = self.inline_hidden = ""
        self.hidden_before, self.inlines, self.figures = [], [], []

    cdef int down(
        self, unsigned char up, bint bold=False, bint figure=False, bint opens_link=False, bint pre=False
    ) except -1:
        cdef void* more
        if self.depth == self.room:
            self.room = 2 * self.room + 64
            more = PyMem_Realloc(self.levels, self.room * sizeof(Level))
            if more == NULL:
                raise MemoryError
            self.levels = <Level*>more
        self.levels[self.depth].up = up
        self.levels[self.depth].bold = bold
        self.levels[self.depth].figure = figure
        self.levels[self.depth].pre = pre
        self.levels[self.depth].opens_link = opens_link
        self.depth += 1
        self.hidden_before.append(self.inline_hidden)
        return 0

    cdef int open_inline(self, str tag, str hints) except -1:
        cdef Py_ssize_t count = len(self.inlines)
        cdef void* more
        if count == self.opened_room:
            self.opened_room = 2 * self.opened_room + 64
            more = PyMem_Realloc(self.opened, self.opened_room * sizeof(Py_ssize_t))
            if more == NULL:
                raise MemoryError
            self.opened = <Py_ssize_t*>more
        self.opened[count] = len(self.parts)
        self.inlines.append((tag, hints))
        return 0

    cdef str wrappers(self, Py_ssize_t count):
        """The inline elements around a whole run of `count` parts, as `span.credit em`."""
        cdef list found = []
        cdef Py_ssize_t i
        cdef str tag, hints
        for i in range(len(self.inlines)):
            if self.opened[i] == 0:
                tag, hints = self.inlines[i]
                found.append(f"{tag}.{hints}" if hints else tag)
        for at, tag, hints in self.wraps:
            if at == count:
                found.append(f"{tag}.{hints}" if hints else tag)
        return " ".join(found)

    cdef int end_link(self) except -1:
        """Note the anchor that is open, as far as it reaches into this run."""
        cdef str part
        if self.link_from == 0:
            part = fold("".join(self.parts))
        else:
            part = fold("".join(self.parts[self.link_from :]))
        if part:
            self.links.append(newscrawl_named_tuple(Link, self.link_href, part, self.link_rel, self.link_hints))
        return 0

    cdef int flush(self) except -1:
        cdef list parts = self.parts
        cdef list unseen = None
        cdef Py_ssize_t count, size, i
        cdef str text, inline = ""
        if self.out_of_sight:
            unseen = take_out(parts, self.out_of_sight)
            self.out_of_sight.clear()
            if unseen is not None:
                self.run_hidden = ""
        count = len(parts)
        text = fold(<str>parts[0] if count == 1 else "".join(parts))
        if self.wraps or self.inlines:
            inline = self.wrappers(count)
        if self.run_icon:
            inline = f"{inline} icon.{self.run_icon}".lstrip()
            self.run_icon = ""
        size = PyUnicode_GET_LENGTH(text)
        if size > self.most_chars:
            self.page.notes.append(f"a run of {size} characters was cut at {self.most_chars}")
            text = text[: self.most_chars]
            size = self.most_chars
        if text not in blank:
            if self.in_link:
                self.end_link()
            self.blocks.append(
                make_block(
                    text,
                    self.box,
                    len(self.blocks),
                    min(size, self.link_chars),
                    min(size, self.bold_chars),
                    tuple(self.links) if self.links else (),
                    self.breaks,
                    inline,
                    self.run_hidden or newscrawl_field(self.box, box_slots[CONCEALED]),
                    tuple(parts) if 1 < count <= MOST_PARTS and size <= SHORT_RUN else (),
                )
            )
            self.breaks = 0
            if unseen:
                for piece, why in unseen:
                    self.blocks.append(TextBlock(piece, self.box, len(self.blocks), hidden=why))
        if self.in_link:
            self.link_from = 0
        parts.clear()
        for i in range(len(self.inlines)):
            self.opened[i] = 0
        if self.links:
            self.links.clear()
        if self.wraps:
            self.wraps.clear()
        self.link_chars = self.bold_chars = 0
        self.run_hidden = ""
        return 0

    cdef int read_box(self, Node node, object box, str tag) except -1:
        """As `marks.read_box`."""
        cdef Attribute attribute = first_attribute(node)
        cdef Attribute each = attribute
        cdef str hints = "", hidden, value
        cdef bint more = False
        cdef int code
        while each != NULL:
            code = code_of(each)
            if code == CLASS:
                hints, hidden = read_class(value_of(each))
                if hidden and not box.hidden:
                    box.hidden = hidden
            elif code != OTHER:
                more = True
            each = next_attribute(each)
        if more:
            each = attribute
            while each != NULL:
                code = code_of(each)
                if code == IDENTITY or code == HINT:
                    value = value_of(each)
                    if value:
                        value = value.lower()
                        hints = f"{hints} {value}" if hints else value
                elif code == HIDDEN or code == STYLE and may_hide(each):
                    if not box.hidden:
                        hidden = hidden_by_attribute("hidden" if code == HIDDEN else "style", value_of(each))
                        if hidden:
                            box.hidden = hidden
                elif code == ITEMPROP:
                    read_itemprop(self.page, element(node, tag), attributes_of(node), box)
                elif code == ITEMTYPE:
                    box.itemtype = (value_of(each) or "").lower()
                elif code == DATETIME:
                    read_time(self.page, element(node, tag), attributes_of(node), hints)
                each = next_attribute(each)
            hints = hints[:400]
        if hints:
            newscrawl_fill(box, box_slots[HINTS], hints)
        return 0

    cdef bint enter_box(self, Node node, str tag, bint is_bold, int apart) except -1:
        """Note a box; True when the walk goes down into it."""
        cdef object outer = self.box
        cdef object box
        cdef Node first
        cdef str text
        cdef bint is_figure = False
        if self.parts:
            self.flush()
        self.breaks = 0
        box = make_box(tag, outer, len(self.boxes), newscrawl_field(outer, box_slots[CONCEALED]))
        self.boxes.append(box)
        self.read_box(node, box, tag)
        first = first_child(node)
        if first == NULL:
            newscrawl_fill(box, box_slots[END], len(self.boxes))
            return False
        if apart == MENU:
            text = menu_text(node, tag, box)
            if text:
                newscrawl_fill(box, box_slots[END], len(self.boxes))
                self.blocks.append(TextBlock(text, box, len(self.blocks), len(text), hidden=box.hidden))
                return False
        if apart == FIGURE:
            is_figure = True
        elif apart == WHOLE:
            attributes = attributes_of(node)
            self.page.lang = attributes.get("lang") or attributes.get("xml:lang")
            self.page.amp = "amp" in attributes or "\u26a1" in attributes
            self.page.body_classes = box.hints
        elif apart == BODY:
            self.page.body_classes = f"{self.page.body_classes} {box.hints}".strip()
        elif apart == PREFORMATTED:
            self.pre += 1
        elif (
            not self.in_link
            and not self.pre
            and tag_number(first) == text_number
            and next_sibling(first) == NULL
        ):
            # One text and nothing else, as most paragraphs and headings: no need to go down.
            newscrawl_fill(box, box_slots[END], len(self.boxes))
            text = text_at(first)
            if not is_blank(text):
                self.parts.append(text)
                self.run_hidden = self.inline_hidden
                if self.bold or is_bold:
                    self.bold_chars = PyUnicode_GET_LENGTH(text)
                self.box = box
                self.flush()
                self.box = outer
            return False
        self.down(UP_BOX, is_bold, is_figure, False, apart == PREFORMATTED)
        self.box = box
        if is_bold:
            self.bold += 1
        if is_figure:
            self.figures.append((box, []))
        return True

    cdef bint enter_inline(self, Node node, str tag, bint is_bold, int apart) except -1:
        """Note an inline element; True when the walk goes down into it."""
        cdef Node first = first_child(node)
        cdef Attribute each = first_attribute(node)
        cdef str hints = "", hidden = self.inline_hidden, concealed, value, text, part
        cdef str href = None, rel = None
        cdef Attribute identity = NULL, style = NULL, hiding = NULL
        cdef bint marked = False, has_itemprop = False, has_datetime = False, has_title = False
        cdef bint is_anchor = apart == ANCHOR
        cdef Py_ssize_t before
        cdef int code
        while each != NULL:
            code = code_of(each)
            if code == CLASS:
                hints, concealed = read_class(value_of(each))
                hidden = hidden or concealed
            elif code == IDENTITY:
                identity = each
            elif code == HREF:
                if is_anchor:
                    href = value_of(each)
            elif code == REL:
                if is_anchor:
                    rel = value_of(each)
            elif code == HIDDEN:
                hiding = each
            elif code == STYLE:
                style = each
            elif code == ITEMPROP:
                has_itemprop = True
            elif code == DATETIME:
                has_datetime = True
            elif code == HEADLINE:
                has_title = True
            each = next_attribute(each)
        if identity != NULL:
            value = value_of(identity)
            if value:
                value = value.lower()[:400]
                hints = f"{hints} {value}" if hints else value
        if hints:
            if (
                "fn" in hints
                and self.inlines
                and not self.page.author_name
                and is_author_name(hints, self.inlines[len(self.inlines) - 1][1], self.box)
            ):
                self.page.author_name = text_of(self.page, element(node, tag))
            if first != NULL and ("author" in hints or "byline" in hints or "reporter" in hints):
                read_signature(self.page, element(node, tag), hints)
        if has_title and apart == ABBREVIATION:
            read_abbreviation(self.page, element(node, tag), attributes_of(node), hints)
        if hiding != NULL and not hidden:
            hidden = hidden_by_attribute("hidden", value_of(hiding))
        if style != NULL and not hidden and may_hide(style):
            hidden = hidden_by_attribute("style", value_of(style))
        if has_itemprop:
            read_itemprop(self.page, element(node, tag), attributes_of(node), self.box)
        if has_datetime or apart == TIME:
            read_time(self.page, element(node, tag), attributes_of(node), hints or self.box.hints)
        if first == NULL:
            if hints and not self.parts:
                self.run_icon = hints
            return False
        if not self.pre and tag_number(first) == text_number and next_sibling(first) == NULL:
            # One text and nothing else, as most anchors: no need to go down.
            text = text_at(first)
            before = len(self.parts)
            if before or not is_blank(text):
                self.parts.append(text)
                if is_anchor and not self.in_link:
                    part = fold(text)
                    if part:
                        self.link_chars += stripped(text)
                        self.links.append(
                            newscrawl_named_tuple(Link, href or "", part, rel.lower() if rel else "", hints)
                        )
                elif self.in_link:
                    self.link_chars += stripped(text)
                if self.bold or is_bold:
                    self.bold_chars += stripped(text)
                if not before:
                    self.run_hidden = hidden
                    self.wraps.append((1, tag, hints))
                if hidden != self.inline_hidden:
                    self.out_of_sight.append((before, before + 1, hidden))
            return False
        if is_anchor:
            self.down(UP_LINK, False, False, not self.in_link)
            if not self.in_link:
                self.in_link = True
                self.link_href = href or ""
                self.link_rel = rel.lower() if rel else ""
                self.link_hints = hints
                self.link_from = len(self.parts)
        elif is_bold:
            self.bold += 1
            self.down(UP_BOLD)
        else:
            self.down(UP_INLINE)
        self.inline_hidden = hidden
        self.open_inline(tag, hints)
        return True

    cdef bint add_lines(self, Node node) except -1:
        """A text inside <pre>; True when there are too many blocks."""
        cdef bint parted = False
        cdef str text
        for text in BLANK_LINES.split(text_at(node), self.most_blocks - len(self.blocks)):
            if parted:
                if self.parts:
                    self.flush()
                self.breaks = 2
            self.add_text(text)
            parted = True
        return len(self.blocks) >= self.most_blocks

    cdef int add_text(self, str text) except -1:
        cdef Py_ssize_t size
        if not self.parts:
            if is_blank(text):
                return 0
            self.run_hidden = self.inline_hidden
            self.link_chars = self.bold_chars = 0
        self.parts.append(text)
        if self.in_link or self.bold:
            size = stripped(text)
            if self.in_link:
                self.link_chars += size
            if self.bold:
                self.bold_chars += size
        return 0

    cdef int read_void(self, Node node, str tag) except -1:
        cdef str rel, href, mime
        if tag == "meta":
            self.read_meta(node)
        elif tag == "img" or tag == "amp-img":
            mark = self.image(node)
            if mark is not None:
                self.page.images.append(mark)
                if self.figures:
                    self.figures[len(self.figures) - 1][1].append(mark)
        elif tag == "link":
            if has_attribute(node, "itemprop"):
                read_itemprop(self.page, element(node, tag), attributes_of(node), self.box)
            elif len(self.page.links) < self.most_items:
                rel, href = attribute_of(node, "rel") or "", attribute_of(node, "href") or ""
                mime = attribute_of(node, "type") or ""
                self.page.links.append(
                    newscrawl_named_tuple(
                        HeadLink, rel.lower(), href, mime.lower(), attribute_of(node, "hreflang") or ""
                    )
                )
        elif tag == "base":
            self.page.base = self.page.base or attribute_of(node, "href")
        elif tag == "hr" and self.parts:
            self.flush()
        return 0

    cdef object image(self, Node node):
        """As `marks.read_image`, for the many that need no srcset."""
        cdef Attribute[7] sources
        cdef Attribute each = first_attribute(node), alt = NULL, title = NULL, width = NULL, height = NULL
        cdef size_t size = 0
        cdef const char* name
        cdef const char* value
        cdef bint has_set = False
        cdef object made
        cdef Py_ssize_t i
        for i in range(7):
            sources[i] = NULL
        while each != NULL:
            name = attribute_name(each, &size)
            if size == 3 and equals(name, "alt"):
                alt = each
            elif size == 5 and equals(name, "title"):
                title = each
            elif size == 5 and equals(name, "width"):
                width = each
            elif size == 6 and equals(name, "height"):
                height = each
            elif (size == 6 and equals(name, "srcset")) or (size == 11 and equals(name, "data-srcset")):
                has_set = True
            else:
                for i in range(7):
                    if size == source_sizes[i] and memcmp(name, source_names[i], size) == 0:
                        value = attribute_value(each, &size)
                        if value != NULL and size > 0 and (size < 5 or memcmp(value, b"data:", 5) != 0):
                            sources[i] = each
                        break
            each = next_attribute(each)
        for i in range(7):
            if sources[i] != NULL:
                made = newscrawl_new(ImageMark)
                newscrawl_fill(made, image_slots[0], value_of(sources[i]).strip())
                newscrawl_fill(made, image_slots[1], (value_of(alt) or "") if alt != NULL else "")
                newscrawl_fill(made, image_slots[2], (value_of(title) or "") if title != NULL else "")
                newscrawl_fill(made, image_slots[3], pixels_of(width))
                newscrawl_fill(made, image_slots[4], pixels_of(height))
                newscrawl_fill(made, image_slots[5], len(self.blocks))
                newscrawl_fill(made, image_slots[6], self.box)
                newscrawl_fill(made, image_slots[7], -1)
                return made
        return read_image(attributes_of(node), len(self.blocks), self.box) if has_set else None

    cdef int read_meta(self, Node node) except -1:
        """As `marks.read_meta`, for the many that are no microdata."""
        cdef str content, name
        cdef list values
        cdef dict metas = self.page.metas
        if has_attribute(node, "itemprop"):
            read_meta(self.page, attributes_of(node))
            return 0
        content = attribute_of(node, "content")
        if content is None:
            return 0
        content = content.strip()
        for attribute in META_NAMES:
            name = attribute_of(node, attribute)
            if not name:
                continue
            name = name.strip().lower()
            values = metas.get(name)
            if values is None:
                values = metas[name] = []
            if len(values) < self.most_items:
                values.append(content)
        return 0

    cdef int leave(self, bint* in_head) except -1:
        """Close what the last step down opened."""
        cdef Level level
        cdef str hidden_before, tag, hints
        cdef Py_ssize_t opened_at
        self.depth -= 1
        level = self.levels[self.depth]
        hidden_before = self.hidden_before.pop()
        if level.up == UP_BOX:
            if self.parts:
                self.flush()
            self.breaks = 0
            if level.bold:
                self.bold -= 1
            elif level.figure and self.figures:
                caption_figure(self.figures.pop(), self.blocks)
            elif level.pre:
                self.pre -= 1
            newscrawl_fill(self.box, box_slots[END], len(self.boxes))
            self.box = newscrawl_field(self.box, box_slots[PARENT])
            self.inline_hidden = hidden_before
            return 0
        if level.up == UP_HEAD:
            in_head[0] = False
            return 0
        tag, hints = self.inlines.pop()
        opened_at = self.opened[len(self.inlines)]
        if self.inline_hidden != hidden_before:
            if self.parts:
                self.out_of_sight.append((opened_at, len(self.parts), self.inline_hidden))
            self.inline_hidden = hidden_before
        if opened_at == 0 and self.parts:
            self.wraps.append((len(self.parts), tag, hints))
        if level.up == UP_LINK:
            if level.opens_link and self.in_link:
                self.end_link()
                self.in_link = False
        elif level.up == UP_BOLD:
            self.bold -= 1
        return 0

    cdef object run(self, Node node):
        cdef bint descend, in_head = False
        cdef unsigned char kind
        cdef uintptr_t number
        cdef str tag, source, mime, text
        cdef bint is_bold
        cdef int apart
        cdef Node first
        page = self.page
        while node != NULL:
            descend = False
            kind = kind_of(node)
            if kind == TEXT:
                if not self.pre:
                    self.add_text(text_at(node))
                elif self.add_lines(node):
                    page.notes.append(f"cut after {self.most_blocks} runs of text")
                    break
            elif kind != SKIPPED:
                number = tag_number(node)
                if number < KNOWN_TAGS:
                    tag = names[number]
                    is_bold = bolds[number]
                    apart = aparts[number]
                else:
                    tag = name_of(node)
                    is_bold = False
                    apart = ANY
                if kind == BOX:
                    descend = self.enter_box(node, tag, is_bold, apart)
                    if len(self.blocks) >= self.most_blocks:
                        page.notes.append(f"cut after {self.most_blocks} runs of text")
                        break
                elif kind == INLINE:
                    descend = self.enter_inline(node, tag, is_bold, apart)
                elif kind == BREAK:
                    if self.parts:
                        self.flush()
                        if len(self.blocks) >= self.most_blocks:
                            page.notes.append(f"cut after {self.most_blocks} runs of text")
                            break
                    self.breaks += 1
                elif kind == VOID:
                    self.read_void(node, tag)
                elif kind == SCRIPT:
                    mime = attribute_of(node, "type")
                    if mime and "json" in mime:
                        first = first_child(node)
                        text = None if first == NULL else text_at(first)
                        read_script(page, mime, attribute_of(node, "id"), text)
                elif kind == TITLE:
                    if page.title is None and (in_head or not self.blocks):
                        page.title = fold(element(node, tag).text())
                elif kind == HEAD:
                    in_head = True
                    if first_child(node) != NULL:
                        descend = True
                        self.down(UP_HEAD)
                elif kind == PLAYER:
                    source = ""
                    if tag == "iframe":
                        source = attribute_of(node, "src") or attribute_of(node, "data-src") or ""
                    if tag != "iframe" or VIDEO_HOSTS.search(source):
                        page.videos += 1
            if descend:
                node = first_child(node)
                continue
            while True:
                if next_sibling(node) != NULL:
                    node = next_sibling(node)
                    break
                if self.depth == 0:
                    node = NULL
                    break
                node = parent_of(node)
                self.leave(&in_head)
        if self.parts and len(self.blocks) < self.most_blocks:
            self.flush()
        for open_box in self.boxes:
            if newscrawl_field(open_box, box_slots[END]) == 0:
                newscrawl_fill(open_box, box_slots[END], len(self.boxes))
        return page


def walk(tree, url=None):
    """As `newscrawl.extraction.walk.walk`. `attach` comes first."""
    if text_number == 0:
        raise RuntimeError("attach() was not called")
    root = tree.root
    return Walk(url).run(NULL if root is None else <Node><uintptr_t>root.mem_id)


cdef object NOTHING = _NOTHING


def named_apart(list boxes not None, labels not None, tags not None):
    """As the first step of `container._away`: the boxes that `labels` say something of by their hints, or that
    `tags` know; `labels` make what they lack.
    """
    cdef list found = []
    cdef PyObject* label
    for box in boxes:
        hints = newscrawl_field(box, box_slots[HINTS])
        if hints:
            label = PyDict_GetItem(labels, hints)
            if (labels[hints] if label == NULL else <object>label) is not NOTHING:
                found.append(box)
                continue
        if newscrawl_field(box, box_slots[NAME]) in tags:
            found.append(box)
    return found


def first_labels(list blocks not None, within, list away not None, beside, hidden):
    """As `label._labels_in_turn`; `beside` makes what it lacks."""
    cdef list labels = [], inside = []
    cdef Py_ssize_t at, first = within.start, last = within.stop
    cdef PyObject* known
    for block in blocks:
        box = newscrawl_field(block, block_slots[1])
        at = newscrawl_field(box, box_slots[INDEX])
        if first <= at < last:
            labels.append(NOTHING)
            inside.append(newscrawl_field(block, block_slots[2]))
            continue
        if newscrawl_field(block, block_slots[8]):
            labels.append(hidden(block))
            continue
        label = away[at]
        if label is NOTHING:
            hints = newscrawl_field(box, box_slots[HINTS])
            known = PyDict_GetItem(beside, hints)
            label = beside[hints] if known == NULL else <object>known
        labels.append(label)
    return labels, inside
