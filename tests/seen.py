"""What a visitor sees in an answer."""

import lxml.html


def seen(answer):
    """The answer's HTML as a tree."""
    return lxml.html.fromstring(answer.content.decode())


def text(answer):
    """The text of any answer, sent in pieces or not."""
    return b"".join(answer).decode()


def texts(tree, path):
    """The texts of what an XPath finds, spaces tidied."""
    return [" ".join(node.text_content().split()) for node in tree.xpath(path)]


def titles(answer):
    """The titles of the documents listed, in order."""
    return texts(seen(answer), "//li[@class='doc']//*[self::h2 or self::h3]/a")
