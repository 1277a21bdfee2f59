"""Numbers, days and times as the pages of progress say them. Pure."""

from __future__ import annotations

from datetime import date, datetime

from teaching.knowledge.templatetags.reading import count_word


def counted(number: int, one: str, many: str = "") -> str:
    """A count in words up to twelve, then in figures: "one answer", "1,204 answers"."""
    said = count_word(number).lower() if number <= 12 else f"{number:,}"
    return f"{said} {one if number == 1 else many or f'{one}s'}"


def times(number: int) -> str:
    """How often: "once", "twice", "eight times"."""
    return {1: "once", 2: "twice"}.get(number) or counted(number, "time")


def capital(text: str) -> str:
    """The text at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def per_cent(share: float) -> str:
    """A share from 0 to 1 in whole per cent: "82 %"."""
    return f"{round(100 * share)} %"


def day(at: date) -> str:
    """ "24 October" """
    return f"{at.day} {at:%B}"


def weekday(at: date) -> str:
    """ "Tuesday 24 November" """
    return f"{at:%A} {day(at)}"


def since(first: date, today: date) -> str:
    """ "today", "since Friday", "since 24 October", "since 24 October 2025" """
    days = (today - first).days
    if days < 1:
        return "today"
    if days < 7:
        return f"since {first:%A}"
    return f"since {day(first)}" if days < 300 else f"since {day(first)} {first.year}"


def ago(days: int) -> str:
    """ "today", "yesterday", "6 days ago", from three weeks "3 weeks ago", from nine in months."""
    if days < 1:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 21:
        return f"{days} days ago"
    return f"{days // 7} weeks ago" if days < 64 else f"{days // 30} months ago"


def when(at: datetime, now: datetime) -> str:
    """A moment beside now, both in the reader's own time: "today, 18:42"."""
    days = (now.date() - at.date()).days
    said = ago(days) if days < 7 else day(at)
    return f"{said}, {at:%H:%M}"


def about(seconds: float) -> str:
    """A span that is only roughly known: to the minute up to ten, then to five minutes."""
    minutes = max(1, round(seconds / 60))
    if minutes > 10:
        minutes = 5 * round(minutes / 5)
    return f"about {counted(minutes, 'minute')}"


def lasting(seconds: float) -> str:
    """A measured time: "48 s", "2 min 05 s"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
