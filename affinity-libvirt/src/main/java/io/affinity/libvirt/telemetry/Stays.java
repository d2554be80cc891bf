// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.Obstacle;
import io.affinity.libvirt.settings.LocalDiskRule;
import io.affinity.libvirt.settings.TelemetrySettings;
import java.util.ArrayList;
import java.util.List;

/** Why a VM has to stay where it is. */
final class Stays {

    private Stays() {}

    /** {@return the reasons, none if it may be migrated} */
    static List<String> reasons(Member member, TelemetrySettings settings) {
        DomainDescription description = member.description();
        if (description == null) {
            return List.of("its description has not been read yet");
        }
        List<String> reasons = new ArrayList<>();
        for (Obstacle obstacle : description.obstacles()) {
            reasons.add(obstacle.device() + ": " + obstacle.reason());
        }
        if (settings.localDisks() == LocalDiskRule.STAY) {
            for (String path : description.localDisks()) {
                if (!isShared(path, settings.sharedPaths())) {
                    reasons.add("disk " + path + ": is not under a shared path");
                }
            }
        }
        for (String problem : member.labels().problems()) {
            reasons.add("label: " + problem);
        }
        return reasons;
    }

    private static boolean isShared(String path, List<String> sharedPaths) {
        return !path.contains("/../")
                && sharedPaths.stream()
                        .anyMatch(shared -> path.startsWith(shared.endsWith("/") ? shared : shared + "/"));
    }
}
