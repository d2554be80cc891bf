package io.affinity.benchmarks.hostload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A part of the VMs of a trace: {@code all}, {@code first:N} or {@code every:K}. */
final class VmSample {

    private static final Pattern FORM = Pattern.compile("all|(first|every):([1-9][0-9]{0,6})");

    private VmSample() {}

    /**
     * {@return the indexes of the VMs, ascending}
     *
     * @throws IllegalArgumentException if the text has none of the three forms
     */
    static int[] of(String text, int vms) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("The VMs (" + text
                    + ") must be all, first:N or every:K, where N and K are whole numbers, at least 1.");
        }
        if (form.group(1) == null) {
            return IntStream.range(0, vms).toArray();
        }
        int number = Integer.parseInt(form.group(2));
        return form.group(1).equals("first")
                ? IntStream.range(0, Math.min(vms, number)).toArray()
                : IntStream.range(0, vms).filter(vm -> vm % number == 0).toArray();
    }
}
