// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which VMs of a trace take part.
 *
 * @param every one of so many, beginning with the first
 * @param most at most so many
 */
public record VmChoice(int every, int most) {

    private static final Pattern FORM = Pattern.compile("(first|every):([0-9]{1,6})");

    /**
     * {@return the choice in words: {@code all}, {@code first:150} or {@code every:3}}
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static VmChoice parse(String text) {
        if (text.equals("all")) {
            return new VmChoice(1, Integer.MAX_VALUE);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) == 0) {
            throw new IllegalArgumentException(
                    "The choice of VMs (" + text + ") must be all, first:N or every:N, where N is at least 1.");
        }
        int number = Integer.parseInt(form.group(2));
        return form.group(1).equals("first") ? new VmChoice(1, number) : new VmChoice(number, Integer.MAX_VALUE);
    }

    public boolean isAll() {
        return every == 1 && most == Integer.MAX_VALUE;
    }

    /** {@return the chosen ones, in their order} */
    public List<String> of(List<String> vms) {
        return IntStream.range(0, vms.size())
                .filter(vm -> vm % every == 0)
                .limit(most)
                .mapToObj(vms::get)
                .toList();
    }
}
