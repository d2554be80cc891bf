// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.output.OutputFile;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The hosts that are to be emptied and kept empty, in a file with a line for each, so that one command can ask for it while
 * another runs the loop.
 */
public final class Draining {

    private final Path folder;
    private final Path file;
    private final Set<HostId> supposed = new TreeSet<>();

    /** @param folder where the state of the loop is kept */
    public Draining(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("draining");
    }

    /** {@return the hosts, as the file has them now, and those that are supposed to be among them} */
    public Set<HostId> hosts() {
        Set<HostId> hosts = new TreeSet<>(written());
        hosts.addAll(supposed);
        return hosts;
    }

    private Set<HostId> written() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .map(line -> new HostId(line.strip()))
                            .collect(Collectors.toCollection(TreeSet::new))
                    : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The list of hosts to be emptied cannot be read from " + file + ": " + OutputFile.reason(e), e);
        }
    }

    /** Goes on as if this host were among them; no other process hears of it, and nothing is written. */
    public void suppose(HostId host) {
        supposed.add(host);
    }

    /** Has this host emptied. */
    public void add(HostId host) {
        Set<HostId> hosts = new TreeSet<>(written());
        if (hosts.add(host)) {
            write(hosts);
        }
    }

    /** Lets this host take VMs again. */
    public void remove(HostId host) {
        Set<HostId> hosts = new TreeSet<>(written());
        if (hosts.remove(host)) {
            write(hosts);
        }
    }

    private void write(Set<HostId> hosts) {
        new StateFolder(folder).make();
        try {
            OutputFile.at(file).write(out -> {
                for (HostId host : hosts) {
                    out.write(host.value() + "\n");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The list of hosts to be emptied cannot be written: " + e.getMessage(), e);
        }
    }
}
