// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.util.BitSet;
import java.util.List;

/**
 * An element of the list that a part of a calendar event of systemd may be: a value, a range, or one of them with a step.
 *
 * @param stop the end of the range; -1 if there is none
 * @param step 0 if there is none
 */
record TimerComponent(int start, int stop, int step) {

    private boolean isRange() {
        return stop >= 0;
    }

    /** {@return what a list stands for; everything up to the greatest value if it is empty} */
    static BitSet values(List<TimerComponent> list, int least, int most) {
        BitSet values = new BitSet();
        if (list.isEmpty()) {
            values.set(least, most + 1);
        }
        for (TimerComponent each : list) {
            each.addTo(values, each.start, each.isRange() ? each.stop : most);
        }
        return values;
    }

    /** {@return the days of a month of this length that a list stands for, whose days count from the end of the month} */
    static BitSet daysFromEnd(List<TimerComponent> list, int length) {
        BitSet days = new BitSet();
        for (TimerComponent each : list) {
            // A range ends where a step does, before its ends are counted from the end of the month.
            int rest = each.step > 0 ? (each.stop - each.start) % each.step : 0;
            int first = length + 1 - (each.isRange() ? each.stop - rest : each.start);
            each.addTo(days, first, each.isRange() ? length + 1 - each.start : length);
        }
        return days;
    }

    private void addTo(BitSet values, int first, int last) {
        int distance = step > 0 ? step : 1;
        int end = step > 0 || isRange() ? last : first;
        for (int value = first; value <= end; value += distance) {
            if (value >= 0) {
                values.set(value);
            }
        }
    }
}
