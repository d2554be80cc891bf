// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Reads a calendar event of systemd from left to right. Belongs to one thread. */
final class TimerScanner {

    private static final int MOST_ELEMENTS = 240;
    private static final int MOST_DIGITS = 6;

    private final String text;
    private int at;

    TimerScanner(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    void backTo(int position) {
        at = position;
    }

    /** {@return whether this comes next; it is passed by then} */
    boolean take(String expected) {
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    boolean isNext(char character) {
        return at < text.length() && text.charAt(at) == character;
    }

    void skipSpaces() {
        while (isNext(' ')) {
            at++;
        }
    }

    CalendarException wrong(String legal) {
        String place = isAtEnd() ? "at its end" : "at character " + (at + 1);
        return new CalendarException(
                0, "the calendar event " + CalendarException.quoted(text) + " is wrong " + place + ": " + legal);
    }

    /** {@return a list of values, ranges and steps; empty for a star} */
    List<TimerComponent> list() {
        List<TimerComponent> list = new ArrayList<>();
        if (take("*")) {
            return list;
        }
        do {
            list.add(component());
        } while (list.size() < MOST_ELEMENTS && take(","));
        return list;
    }

    private TimerComponent component() {
        int start = number();
        int stop = take("..") ? number() : -1;
        int step = 0;
        if (take("/")) {
            step = number();
            if (step == 0) {
                throw wrong("a step must be at least 1.");
            }
        }
        return new TimerComponent(start, stop, step);
    }

    private int number() {
        int begin = at;
        while (at < text.length() && isDigit(text.charAt(at)) && at - begin < MOST_DIGITS) {
            at++;
        }
        if (at == begin) {
            throw wrong("a number or a star must stand here.");
        }
        if (isNext('.') && !text.startsWith("..", at)) {
            throw wrong("seconds must be whole.");
        }
        return Integer.parseInt(text.substring(begin, at));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** {@return the days of the week, from Monday, 1, that the text begins with; all of them if it begins with none} */
    BitSet weekdays() {
        if (at == text.length() || !Character.isLetter(text.charAt(at))) {
            return FieldValues.all(1, 7);
        }
        BitSet days = new BitSet();
        do {
            int first = weekday();
            int last = take("..") || take("-") ? weekday() : first;
            if (last < first) {
                throw wrong("a range of days must not go over Sunday.");
            }
            days.set(first, last + 1);
        } while (take(","));
        if (!isAtEnd() && !isNext(' ')) {
            throw wrong("a space must stand between days and the date.");
        }
        skipSpaces();
        return days;
    }

    private int weekday() {
        for (DayOfWeek day : DayOfWeek.values()) {
            for (String name : List.of(day.name(), day.name().substring(0, 3))) {
                if (text.toUpperCase(Locale.ROOT).startsWith(name, at) && !isLetter(at + name.length())) {
                    at += name.length();
                    return day.getValue();
                }
            }
        }
        throw wrong("a day of the week, Mon to Sun, or a name such as daily, must stand here.");
    }

    private boolean isLetter(int place) {
        return place < text.length() && Character.isLetter(text.charAt(place));
    }
}
