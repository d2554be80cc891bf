// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.Note;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what is not known of demand. */
final class LearningText {

    private static final int MOST_NAMES = 3;

    private LearningText() {}

    static String of(Note.Learning learning) {
        boolean isMinutes = learning.needed().toSeconds() % 60 == 0;
        return isMinutes
                ? learning.known().toMinutes() + " of " + learning.needed().toMinutes() + " min"
                : learning.known().toSeconds() + " of " + learning.needed().toSeconds() + " s";
    }

    static String of(Note.DemandUnknown unknown, VmNames names) {
        boolean isAll = unknown.vms().size() == unknown.of();
        String whose = isAll ? "all VMs" : labels(unknown.vms(), names);
        return "The demand of " + whose
                + (unknown.knownUntil() == null ? " is not known" : " is known until " + unknown.knownUntil() + " only")
                + ": what is forecast of " + (isAll || unknown.vms().size() > 1 ? "them" : "it")
                + " is not believed.";
    }

    private static String labels(List<VmId> vms, VmNames names) {
        String labels = vms.stream().limit(MOST_NAMES).map(names::label).collect(Collectors.joining(", "));
        return vms.size() > MOST_NAMES ? labels + " and " + (vms.size() - MOST_NAMES) + " more" : labels;
    }
}
