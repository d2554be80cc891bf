// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import acme.CrowdedHosts;
import io.affinity.sources.stores.RealStore;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A loop on two hosts that plug-ins list, one of which is short, to be watched by others. */
final class CrowdedRun {

    private static final Pattern WHERE = Pattern.compile("to be watched at http://(127\\.0\\.0\\.1:[0-9]+)/");

    private CrowdedRun() {}

    static Program run(Path folder, String address) throws IOException {
        provide(folder, InventorySource.class, CrowdedHosts.class.getName());
        provide(folder, DemandSource.class, CrowdedHosts.Loads.class.getName());
        Path file = Files.writeString(
                folder.resolve("cluster.yaml"),
                "plug-ins: {inventory: crowded-hosts, demand: crowded-loads}\n"
                        + "loop: {step: 1s, history: 1h, learn: 0s}\nprediction: {horizon: 10s}\nstate: "
                        + folder.resolve("state") + "\n");
        return Program.start(
                folder, folder.resolve("plugins"), "run", "--listen", address, "--config", file.toString());
    }

    private static void provide(Path folder, Class<?> service, String name) throws IOException {
        Path services = Files.createDirectories(folder.resolve("plugins/META-INF/services"));
        Files.writeString(services.resolve(service.getName()), name);
    }

    /** {@return host and port at which it is to be watched, once it says so} */
    static String where(Program program) {
        RealStore.await("it says where", () -> WHERE.matcher(program.out()).find());
        Matcher where = WHERE.matcher(program.out());
        if (!where.find()) {
            throw new AssertionError(program.out());
        }
        return where.group(1);
    }
}
