"""What addresses ask for in words, within bounds."""

MOST_CHARACTERS = 200
MOST_WORDS = 8


def one_line(text):
    """With single spaces only, and without the characters that no database takes."""
    return " ".join(text.replace("\0", " ").split())


def words_of(data):
    """(the words of `q` that are looked for, all that were typed), each in one line."""
    typed = one_line(data.get("q", ""))
    return " ".join(typed[:MOST_CHARACTERS].split()[:MOST_WORDS]), typed
