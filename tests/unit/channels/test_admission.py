"""How many messages are inside."""

from __future__ import annotations

import pytest

from bot.channels.admission import Admission, Busy


def test_those_beyond_the_limit_are_sent_away_and_later_ones_let_in():
    door = Admission(2)
    with door.enter(), door.enter(), pytest.raises(Busy), door.enter():
        pytest.fail("a third one is inside")
    with door.enter():
        pass


def test_a_message_that_fails_leaves_room():
    door = Admission(1)
    with pytest.raises(ZeroDivisionError), door.enter():
        raise ZeroDivisionError
    with door.enter():
        pass
