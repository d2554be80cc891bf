// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.Note;
import io.affinity.core.balancing.Misplaced;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmNames;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words why rules are broken still, and hosts are not empty. */
final class MisplacedText {

    private static final int MOST_VMS = 3;

    private MisplacedText() {}

    static String of(Note.NotMended not, VmNames names) {
        StringBuilder text = new StringBuilder();
        if (!not.rules().isEmpty()) {
            text.append("Broken: ").append(String.join(", ", not.rules())).append(". ");
        }
        if (!not.hosts().isEmpty()) {
            text.append("To be emptied: ").append(hosts(not.hosts())).append(". ");
        }
        text.append("Nothing can be done about it now.");
        return not.vms().isEmpty()
                ? text.toString()
                : text.append(' ').append(why(not.vms(), names)).append('.').toString();
    }

    private static String hosts(List<HostId> hosts) {
        return hosts.stream().map(HostId::value).collect(Collectors.joining(", "));
    }

    private static String why(List<Misplaced> vms, VmNames names) {
        String why = vms.stream()
                .limit(MOST_VMS)
                .map(vm -> names.label(vm.vm()) + " stays on " + vm.host() + ": " + of(vm.why()))
                .collect(Collectors.joining("; "));
        return vms.size() > MOST_VMS ? why + "; and " + (vms.size() - MOST_VMS) + " more" : why;
    }

    private static String of(Misplaced.Why why) {
        return switch (why) {
            case HOST_SILENT -> "its host does not answer";
            case HELD -> "it is held, under way or under alarm, or its host is held back";
            case RESTS -> "it was migrated a short while ago";
            case UNSIZED -> "nobody knows how much it needs";
            case NO_TARGET -> "no host may take it";
            case BUDGET -> "no migration budget is left";
            case NOT_FOUND -> "no migration was found that mends anything";
        };
    }
}
