// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How the labels of a series tell whose it is. Immutable.
 *
 * @param labels one, or several whose values are joined by slashes, such as namespace and name
 * @param pattern a regular expression that a value must match as a whole, whose only group is what counts, such as
 *     <code>(.+):[0-9]+</code>; null if the value itself counts. What it gives is the UUID of a VM, its id, or the name of one VM only
 */
public record VmLabel(List<String> labels, @Nullable String pattern) {

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public VmLabel {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("The labels of a VM " + labels + " must be at least one, each once.");
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("The label (" + label
                        + ") must consist of letters, digits and underscores, and not begin with a digit.");
            }
        }
        if (pattern != null) {
            requireOneGroup(pattern);
        }
    }

    /** {@return the value of one label} */
    public static VmLabel of(String label) {
        return new VmLabel(List.of(label), null);
    }

    private static void requireOneGroup(String pattern) {
        int groups;
        try {
            groups = Pattern.compile(pattern).matcher("").groupCount();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The pattern (" + pattern + ") must be a regular expression: " + e.getDescription() + ".", e);
        }
        if (groups != 1) {
            throw new IllegalArgumentException(
                    "The pattern (" + pattern + ") must have one group in brackets, not " + groups + ".");
        }
    }

    /** {@return what these labels call their VM; null if they call none} */
    public @Nullable String vm(Map<String, String> series) {
        StringBuilder text = new StringBuilder();
        for (String label : labels) {
            String value = series.getOrDefault(label, "");
            if (value.isEmpty()) {
                return null;
            }
            text.append(text.isEmpty() ? "" : "/").append(value);
        }
        if (pattern == null) {
            return text.toString();
        }
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        String vm = matcher.matches() ? matcher.group(1) : null;
        return vm == null || vm.isEmpty() ? null : vm;
    }
}
