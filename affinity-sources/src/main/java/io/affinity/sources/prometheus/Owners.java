// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.model.VmId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells by its labels whose a series is, and which of his devices it is of. */
final class Owners {

    private final VmLabel label;
    private final VmDirectory directory;
    private final Complaints complaints;

    Owners(VmLabel label, VmDirectory directory, Complaints complaints) {
        this.label = label;
        this.directory = directory;
        this.complaints = complaints;
    }

    /** {@return the VM, or null if it is none that is known, or not clear which} */
    @Nullable
    VmId vm(Map<String, String> labels) {
        String text = label.vm(labels);
        if (text == null) {
            return null;
        }
        if (directory.isUnclear(text)) {
            complaints.tell(
                    "name " + text,
                    "several VMs are called (" + text
                            + "), so that nothing of them can be told by that; label series with" + " UUIDs.");
        }
        return directory.vm(text);
    }

    /** {@return the device, by the labels that tell it from others of the same VM} */
    static List<String> device(Map<String, String> labels, Measure measure) {
        return new TreeSet<>(measure.parts())
                .stream().map(part -> labels.getOrDefault(part, "")).toList();
    }

    /** Tells that the same was measured twice. */
    void tellDouble(VmId vm, List<Map<String, String>> same) {
        Set<String> differing = new TreeSet<>();
        Map<String, String> first = same.get(0);
        for (Map<String, String> other : same) {
            other.forEach((name, value) -> {
                if (!value.equals(first.get(name))) {
                    differing.add(name);
                }
            });
        }
        complaints.tell(
                "double " + differing,
                "several series say at the same time what one VM demands (such as " + vm
                        + "); they differ in the labels "
                        + differing + ". It is taken for unknown. Either the labels tell devices apart (parts), or a"
                        + " matcher must choose one of the series.");
    }

    /** Tells of values that cannot be. */
    void tellImpossible(double value, Map<String, String> labels) {
        complaints.tell(
                "value " + labels.getOrDefault("__name__", ""),
                "the value (" + value + ") of the series " + labels + " can be no demand, and is taken for unknown.");
    }
}
