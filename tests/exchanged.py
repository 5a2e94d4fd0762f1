"""Several copies of one ledger, packages between them in random order, and what must be the same afterwards (issue 6 point 7)."""

from __future__ import annotations

import random
from datetime import timedelta

from db.merge.bin_states import PARTS
from db.merge.nodes import known
from db.merge.travel import LARGEST, RECORD_STATE, REMOVED
from db.queries import history
from db.triggers import APPEND_ONLY
from tests.builders import a_round, a_unit
from tests.working_copies import BEGAN, Copy, Ticking, in_memory


def copies(folder, seed, names="甲乙丙", shared=10, began=BEGAN):
    """Copies of one ledger with a round, units and some work in it."""
    first = in_memory(folder, Ticking(began, 0))
    a_round(first, "第一轮")
    a_round(first, "第二轮")
    for name in ("县民政局党组", "县审计局党组"):
        a_unit(first, name)
    root = Copy("源", first, seed)
    root.add_finding()
    for _ in range(shared):
        root.step()
    made = []
    for number, name in enumerate(names, 1):
        clock = Ticking(first.clock.now + timedelta(seconds=number), number)
        made.append(Copy(name, in_memory(folder, clock, first), f"{seed} {name}"))
    return made


def exchange(all_copies, dice, sent):
    """One package of one copy to another: the present one, or an old one that is given again."""
    source, target = dice.sample(all_copies, 2)
    sent.append(source.package())
    content = dice.choice([sent[-1], dice.choice(sent)])
    agree(target, source)
    target.receive(content)


def agree(target, *sources):
    """No clock is behind what it is told: packages from the future are refused."""
    target.ledger.clock.now = max(copy.ledger.clock.now for copy in (target, *sources))


def end(all_copies):
    """Everything to everybody; a second time, so that what the last ones received is told too."""
    for _ in range(2):
        for source in all_copies:
            content = source.package()
            for target in all_copies:
                if target is not source:
                    agree(target, source)
                    target.receive(content)


def in_turn(all_copies, dice, deeds):
    """One deed at a time, told to the others at once: whoever did it lists the same conflicts as they do, though he received nothing."""
    for _ in range(deeds):
        copy = dice.choice(all_copies)
        agree(copy, *all_copies)
        deed = copy.step()
        content = copy.package()
        for other in all_copies:
            if other is not copy:
                agree(other, copy)
                other.receive(content)
        assert len({each.digest for each in all_copies}) == 1, (copy.name, deed)


def one_history(folder, seed, steps=40):
    """Random work and packages in random order on three copies, then everything to everybody."""
    made, dice, sent = copies(folder, seed), random.Random(seed), []
    for _ in range(steps):
        dice.choice(made).step()
        if dice.random() < 0.12:
            exchange(made, dice, sent)
    end(made)
    return made


class Witness:
    """A history of which it is told at every step what each copy knew: which writes are concurrent is seen from outside."""

    def __init__(self, folder, seed, steps=40):
        self.made, self.dice, self.steps = copies(folder, f"witness {seed}"), random.Random(seed), steps
        self.knew = {}  # node → the nodes that its copy knew when it was done
        self.nodes = {}
        for copy in self.made:
            self.look(copy)

    def look(self, copy):
        """Note the nodes that are new at a copy, with all that came before them there."""
        before = []
        for node in known(copy.ledger.reader).nodes:
            if node.uid not in self.knew:
                self.knew[node.uid] = set(before)
                self.nodes[node.uid] = node
            before.append(node.uid)

    def history(self):
        for _ in range(self.steps):
            copy = self.dice.choice(self.made)
            copy.step()
            self.look(copy)
            if self.dice.random() < 0.12:
                exchange(self.made, self.dice, [])
        end(self.made)
        return self.made

    def in_conflict(self):
        """The plain columns of living, editable rows whose last writes say different things."""
        writes = {}
        for uid, node in self.nodes.items():
            for write in node.writes:
                writes.setdefault(write.key, {})[uid] = write.value
        found = set()
        for key, by in writes.items():
            table, _row, name = key
            if table in APPEND_ONLY or (table, name) in LARGEST or name.startswith("@") or name.endswith("@order"):
                continue
            last = {uid for uid in by if not any(uid in self.knew[other] for other in by if other != uid)}
            if len({str(by[uid]) for uid in last}) > 1:
                found.add(key)
        return {key for key in found if not self._with_a_row_in_the_bin(key)}

    def _with_a_row_in_the_bin(self, key):
        """Nobody is asked about a field of what is in the bin, or of a part of it, before it stands again."""
        table, uid, name = key
        reader = self.made[0].ledger.reader
        row = known(reader).ids.get((table, uid), 0)
        said = history.fields_of(reader, table, row) if row else {}
        if said.get(REMOVED) is not None and name != REMOVED:
            return True
        named = ((said.get("register"), "record_id"), ("measure", "measure_id"), ("finding", "finding_id"))
        owners = [(whose, said[column]) for whose, column in named if said.get(column)] if table in PARTS else []
        return any(history.fields_of(reader, *owner)[REMOVED] is not None for owner in owners)

    def led_apart(self):
        """The records of books whose last steps, taken without knowing of each other, lead to states that neither stood before."""
        writes = {}
        for uid, node in self.nodes.items():
            for write in node.writes:
                if write.key[2] == RECORD_STATE:
                    writes.setdefault(write.key, {})[uid] = write.value
        gone = {
            write.value for node in self.nodes.values() for write in node.writes if write.key[0] == "record_retraction"
        }
        found = set()
        for key, by in writes.items():
            last = {uid for uid in by if not any(uid in self.knew[other] for other in by if other != uid)}
            before = [by[uid][0] for uid in by if all(uid in self.knew[other] for other in last)]
            led = {by[uid][0] for uid in last if by[uid][0] not in before and by[uid][2] not in gone}
            if len(led) > 1:
                found.add(key)
        return {key for key in found if not self._with_a_row_in_the_bin(key)}
