#!/usr/bin/env python3
"""Writes unicode_table.c, from the Unicode data that comes with Python.

    python3 generate_unicode_table.py > unicode_table.c
"""

import unicodedata

HEADER = """\
/*-------------------------------------------------------------------------
 *
 * unicode_table.c
 *		Ranges of Unicode characters, by category.
 *
 * Written by generate_unicode_table.py from Unicode %s.  Do not edit.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/unicode_table.h"
"""

LAST_CHARACTER = 0x10FFFF
PER_LINE = 4


def ranges(categories):
    """Ranges of the characters whose general category begins so."""
    found = []
    for character in range(LAST_CHARACTER + 1):
        if unicodedata.category(chr(character))[0] not in categories:
            continue
        if found and found[-1][1] == character - 1:
            found[-1][1] = character
        else:
            found.append([character, character])
    return found


def write(name, comment, categories):
    table = ["{0x%04X, 0x%04X}" % tuple(r) for r in ranges(categories)]
    print("\n/* %s */" % comment)
    print("const IjUnicodeRange %s[] = {" % name)
    for start in range(0, len(table), PER_LINE):
        print("\t%s," % ", ".join(table[start:start + PER_LINE]))
    print("};")
    print("\nconst int\t%s_count = sizeof(%s) / sizeof(%s[0]);" % (name, name, name))


print(HEADER % unicodedata.unidata_version, end="")
write("ij_unicode_other", "Cc, Cf, Cs, Co, Cn", "C")
write("ij_unicode_word", "L*, Z*, N*", "LZN")
