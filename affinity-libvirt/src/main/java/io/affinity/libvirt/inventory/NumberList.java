package io.affinity.libvirt.inventory;

import java.util.Set;
import java.util.TreeSet;

/** Numbers of CPUs or NUMA cells as libvirt writes them: {@code 0-3,^2,8}, where {@code ^} takes out what was named before. */
final class NumberList {

    /** More than any host has; a range beyond it is a mistake, and would cost much memory. */
    private static final int MOST = 1 << 16;

    private NumberList() {}

    /**
     * {@return the numbers in rising order; none if the text is empty}
     *
     * @throws MalformedDescriptionException if it is no such list
     */
    static Set<Integer> parse(String text) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            if (range.isEmpty()) {
                continue;
            }
            boolean isTakenOut = range.startsWith("^");
            String[] ends = (isTakenOut ? range.substring(1) : range).split("-", 2);
            int first = number(ends[0], text);
            int last = ends.length == 1 ? first : number(ends[1], text);
            for (int number = first; number <= last; number++) {
                if (isTakenOut) {
                    numbers.remove(number);
                } else {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    private static int number(String digits, String text) {
        try {
            int number = Integer.parseInt(digits.strip());
            if (number >= 0 && number < MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MalformedDescriptionException("The list of numbers (" + text + ") cannot be read.", e);
        }
        throw new MalformedDescriptionException(
                "The list of numbers (" + text + ") must stay between 0 and " + (MOST - 1) + ".");
    }
}
