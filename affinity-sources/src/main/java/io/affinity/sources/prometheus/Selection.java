// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Narrows expressions down to some VMs, by the labels of their series. Immutable. */
final class Selection {

    /** Where the VMs go in an expression of an operator. */
    static final String VMS = "$vms";

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private final VmLabel label;
    private final VmDirectory directory;

    Selection(VmLabel label, VmDirectory directory) {
        this.label = label;
        this.directory = directory;
    }

    /** {@return whether the series of some VMs can be asked for, and not only those of all} */
    static boolean isNarrow(Measure measure) {
        return !(measure instanceof Measure.Gauge gauge)
                || gauge.isPlain()
                || gauge.expression().contains(VMS);
    }

    /** {@return about how many characters a VM takes in a query} */
    int length(VmId vm) {
        return directory.texts(vm).stream().mapToInt(text -> text.length() + 8).sum();
    }

    /** {@return whether series of this VM can be told at all} */
    boolean canMean(VmId vm) {
        return directory.texts(vm).stream()
                .anyMatch(text -> parts(text).size() == label.labels().size());
    }

    /** {@return the selector or expression for these VMs, and no others as far as that can be said} */
    String narrowed(String expression, boolean isPlain, List<VmId> vms) {
        if (!isPlain) {
            return expression.contains(VMS) ? expression.replace(VMS, matchers(vms)) : expression;
        }
        String selector = expression.strip();
        int end = selector.lastIndexOf('}');
        if (end < 0) {
            return selector + "{" + matchers(vms) + "}";
        }
        String before = selector.substring(0, end).strip();
        String comma = before.endsWith("{") || before.endsWith(",") ? "" : ",";
        return before + comma + matchers(vms) + "}";
    }

    private String matchers(List<VmId> vms) {
        List<Set<String>> values = new ArrayList<>();
        label.labels().forEach(each -> values.add(new TreeSet<>()));
        for (VmId vm : vms) {
            for (String text : directory.texts(vm)) {
                List<String> parts = parts(text);
                for (int i = 0; parts.size() == values.size() && i < parts.size(); i++) {
                    values.get(i).add(parts.get(i));
                }
            }
        }
        List<String> matchers = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            matchers.add(label.labels().get(i) + "=~\"" + alternatives(values.get(i)) + "\"");
        }
        return String.join(",", matchers);
    }

    /** What a pattern gives of several labels together is not known of each of them. */
    private List<String> parts(String text) {
        return label.labels().size() == 1 ? List.of(text) : List.of(text.split("/", -1));
    }

    /** With a pattern, a value has the text somewhere; which of them match is looked at when they come. */
    private String alternatives(Set<String> values) {
        String any = String.join("|", values.stream().map(Selection::literal).toList());
        return label.pattern() == null ? any : ".*(?:" + any + ").*";
    }

    /** {@return a regular expression for this text alone, as it is written between quotation marks} */
    private static String literal(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                quoted.append("\\\\\\\\");
            } else if (SPECIAL.indexOf(c) >= 0) {
                quoted.append("\\\\").append(c);
            } else if (c == '"') {
                quoted.append("\\\"");
            } else if (c == '\n') {
                quoted.append("\\n");
            } else {
                quoted.append(c);
            }
        }
        return quoted.toString();
    }
}
