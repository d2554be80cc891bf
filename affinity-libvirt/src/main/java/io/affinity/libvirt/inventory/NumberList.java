// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Numbers of CPUs or NUMA cells as libvirt writes them: {@code 0-3,^2,8}, where {@code ^} takes out what was named before. */
final class NumberList {

    /** More than any host has; a range beyond it is a mistake, and would cost much memory. */
    private static final int MOST = 1 << 16;

    /** Of a list that is shown to a person. */
    private static final int MOST_SHOWN = 200;

    private NumberList() {}

    /**
     * {@return the numbers; none if the text is empty} A range costs hardly more than a number, however often it is named.
     *
     * @throws MalformedDescriptionException if it is no such list
     */
    static BitSet parse(String text) {
        BitSet numbers = new BitSet();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            if (range.isEmpty()) {
                continue;
            }
            boolean isTakenOut = range.startsWith("^");
            String[] ends = (isTakenOut ? range.substring(1) : range).split("-", 2);
            int first = number(ends[0], text);
            int last = ends.length == 1 ? first : number(ends[1], text);
            if (last >= first) {
                numbers.set(first, last + 1, !isTakenOut);
            }
        }
        return numbers;
    }

    /** {@return the same in rising order} */
    static Set<Integer> asSet(BitSet numbers) {
        return numbers.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static int number(String digits, String text) {
        try {
            int number = Integer.parseInt(digits.strip());
            if (number >= 0 && number < MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MalformedDescriptionException("The list of numbers (" + shown(text) + ") cannot be read.", e);
        }
        throw new MalformedDescriptionException(
                "The list of numbers (" + shown(text) + ") must stay between 0 and " + (MOST - 1) + ".");
    }

    private static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }
}
