// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.embedding;

import io.affinity.libvirt.Libvirt;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.spi.model.HostId;
import java.util.List;

/** A program that prints what it sees of one host, and of which module that comes. */
final class ModuleProgram {

    private ModuleProgram() {}

    /** @param arguments the URI of the host */
    public static void main(String[] arguments) {
        HostSettings host = HostSettings.of(new HostAddress(new HostId("host"), arguments[0]));
        try (Libvirt libvirt = Libvirt.connect(List.of(host))) {
            System.out.println(Libvirt.class.getModule() + " sees "
                    + libvirt.telemetry().observe().fleet().hosts().size() + " host");
        }
    }
}
