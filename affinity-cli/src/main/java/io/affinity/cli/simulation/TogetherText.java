// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.SpanText;
import io.affinity.cli.simulation.MovesTogether.Followers;
import io.affinity.cli.simulation.MovesTogether.Group;
import io.affinity.cli.simulation.MovesTogether.Range;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What moves together, in words. VMs are called as the fleet calls them. */
public final class TogetherText {

    private static final int MOST_NAMES = 4;

    private TogetherText() {}

    /** {@return a line for each group, and for what is left out; none if nothing moves together} */
    public static List<String> of(MovesTogether together, VmNames names) {
        List<String> lines = new ArrayList<>();
        together.groups().forEach(group -> lines.add(of(group, names)));
        if (together.morePairs() > 0) {
            lines.add(more(together.morePairs(), "pair of VMs", "pairs of VMs"));
        }
        together.followers().forEach(followers -> lines.add(of(followers, names)));
        if (together.moreFollowers() > 0) {
            lines.add(
                    more(together.moreFollowers(), "VM with a series from outside", "VMs with a series from outside"));
        }
        return lines;
    }

    private static String of(Group group, VmNames names) {
        String lag = group.lag().isZero()
                ? ", at the same time"
                : ", " + names.label(group.vms().get(1)) + " " + SpanText.of(group.lag()) + " later";
        return names(group.vms(), names) + ", " + group.resource()
                + (group.correlation().strongest() > 0 ? ": they peak together" : ": they take turns") + lag
                + certainty(group.correlation());
    }

    private static String of(Followers followers, VmNames names) {
        boolean isOne = followers.vms().size() == 1;
        boolean isRising = followers.correlation().strongest() > 0;
        String what = isRising
                ? (isOne ? "rises with it" : "rise with it")
                : isOne ? "falls as it rises" : "fall as it rises";
        String when = followers.lag().isZero()
                ? "at the same time"
                : SpanText.of(followers.lag().abs()) + (followers.lag().isNegative() ? " before" : " later");
        return followers.series() + ": " + names(followers.vms(), names) + ", " + followers.resource() + ": " + what
                + ", " + when + certainty(followers.correlation());
    }

    private static String names(List<VmId> vms, VmNames called) {
        List<String> names = vms.stream().map(called::label).toList();
        if (names.size() == 1) {
            return names.get(0);
        }
        if (names.size() <= MOST_NAMES) {
            return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
        }
        return names.stream().limit(MOST_NAMES - 1).collect(Collectors.joining(", ")) + " and "
                + (names.size() - MOST_NAMES + 1) + " more";
    }

    private static String certainty(Range correlation) {
        String strongest = number(correlation.strongest());
        String weakest = number(correlation.weakest());
        return " (correlation " + (weakest.equals(strongest) ? strongest : weakest + " to " + strongest) + ")";
    }

    private static String number(double correlation) {
        return String.format(Locale.ROOT, "%.2f", correlation);
    }

    private static String more(long count, String one, String several) {
        return String.format(Locale.ROOT, "and %,d more %s", count, count == 1 ? one : several);
    }
}
