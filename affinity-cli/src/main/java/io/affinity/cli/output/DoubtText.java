// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what is not as a migration should have left it. */
public final class DoubtText {

    private DoubtText() {}

    /** {@return the doubts about this migration, a sentence each} */
    public static String of(List<Doubt> doubts, Migration migration) {
        return doubts.stream().map(doubt -> of(doubt, migration)).collect(Collectors.joining(" "));
    }

    private static String of(Doubt doubt, Migration migration) {
        String hosts = doubt.hosts().stream().map(HostId::toString).collect(Collectors.joining(", "));
        return switch (doubt.kind()) {
            case NOT_ON_TARGET -> "The VM does not run on " + hosts + ".";
            case RUNS_ELSEWHERE -> "The VM runs on " + hosts + ".";
            case HELD -> "The VM is held, paused, on " + hosts + ".";
            case HOSTS_SILENT -> "These hosts do not answer: [" + hosts + "].";
            case DEFINITION_LEFT -> "A definition of the VM is left on " + hosts + inBrackets(doubt.detail()) + ".";
            case STANDSTILL -> "The vCPUs of the VM stand still on " + hosts + ".";
            case NO_PACKET ->
                "The VM has sent no packet on " + hosts + " yet: the network may still look for it on "
                        + migration.source() + ".";
            case AGENT_SILENT -> orElse(doubt.detail(), "The agent in the VM does not answer.");
            case NOT_ASKED -> orElse(doubt.detail(), "Its hosts could not be asked.");
            case OTHER -> doubt.detail();
        };
    }

    private static String inBrackets(String detail) {
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }

    private static String orElse(String detail, String sentence) {
        return detail.isEmpty() ? sentence : detail;
    }
}
