"""The arcs of a flow that lie on a ring, all at once and in time that grows with their number only.

An arc lies on a ring along which numbers can change and stay above 0 exactly when it can be gone round in the graph of
possible changes (forward always, backward from 2 on): when both its ends lie in one strongly connected part of that
graph, and the arc is not the only link between two halves of the part. Both are found by a walk in depth (Tarjan 1972,
1974), here with a stack of our own, since flows are deeper than Python's.
"""

from collections import defaultdict


def arcs_on_rings(arcs):
    """The keys of {key: arc with tail, head, number} that lie on a ring."""
    part_of = _strong_parts(arcs)
    inside = {key: arc for key, arc in arcs.items() if part_of[arc.tail] == part_of[arc.head]}
    return set(inside) - _bridges(inside)


def _strong_parts(arcs):
    """{node: number of its strongly connected part}"""
    following = defaultdict(list)
    for arc in arcs.values():
        following[arc.tail].append(arc.head)
        following[arc.head].extend([arc.tail] if arc.number > 1 else [])
    found, lowest, part_of, open_nodes = {}, {}, {}, []
    for root in list(following):
        if root in found:
            continue
        found[root] = lowest[root] = len(found)
        open_nodes.append(root)
        walk = [(root, iter(following[root]))]
        while walk:
            node, rest = walk[-1]
            for neighbor in rest:
                if neighbor not in found:
                    found[neighbor] = lowest[neighbor] = len(found)
                    open_nodes.append(neighbor)
                    walk.append((neighbor, iter(following[neighbor])))
                    break
                if neighbor not in part_of:
                    lowest[node] = min(lowest[node], found[neighbor])
            else:
                walk.pop()
                if walk:
                    lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[node])
                if lowest[node] == found[node]:
                    _close_part(node, open_nodes, part_of)
    return part_of


def _close_part(first, open_nodes, part_of):
    """All nodes opened since the first one make one part with it."""
    number = len(part_of)
    while True:
        node = open_nodes.pop()
        part_of[node] = number
        if node == first:
            return


def _bridges(arcs):
    """The keys of the arcs that are the only link between two halves, whichever way they point."""
    links = defaultdict(list)
    for key, arc in arcs.items():
        links[arc.tail].append((key, arc.head))
        links[arc.head].append((key, arc.tail))
    found, lowest, bridges = {}, {}, set()
    for root in list(links):
        if root in found:
            continue
        found[root] = lowest[root] = len(found)
        walk = [(root, None, iter(links[root]))]
        while walk:
            node, came_by, rest = walk[-1]
            for key, neighbor in rest:
                if key == came_by:
                    continue
                if neighbor not in found:
                    found[neighbor] = lowest[neighbor] = len(found)
                    walk.append((neighbor, key, iter(links[neighbor])))
                    break
                lowest[node] = min(lowest[node], found[neighbor])
            else:
                walk.pop()
                if walk:
                    above = walk[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                    if lowest[node] > found[above]:
                        bridges.add(came_by)
    return bridges
