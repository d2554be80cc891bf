// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VMs whose alarms a person has resolved, a file for each, so that one command can say so while another runs the loop; a file
 * each, so that neither overwrites what the other is about to read.
 */
public final class Resolving {

    private static final Logger LOG = LoggerFactory.getLogger(Resolving.class);

    private final Path folder;
    private final Set<String> complaints = new HashSet<>();

    /** @param state the folder where the state of the loop is kept */
    public Resolving(Path state) {
        this.folder = state.resolve("resolve");
    }

    /** Has the loop that runs end the alarms of this VM. */
    public void add(VmId vm) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name(vm)), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("What was resolved cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Hands on the VMs that were resolved since this was asked last, in the order of their names. What is in the folder and is no such
     * word stays there, and is told of once.
     *
     * @param isResolved ends the alarms of a VM; where it answers that one stands still, the word stays too
     */
    public void take(Predicate<VmId> isResolved) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                VmId vm = vmOf(file);
                if (vm != null && isResolved.test(vm)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            complain("What was resolved cannot be read: " + e.getMessage());
        }
    }

    private @Nullable VmId vmOf(Path file) {
        String name = file.getFileName().toString();
        try {
            VmId vm = new VmId(URLDecoder.decode(name, StandardCharsets.UTF_8));
            if (Files.isRegularFile(file) && name(vm).equals(name)) {
                return vm;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("No name of a VM", e);
        }
        complain(file + " names no VM that was resolved; it is left there.");
        return null;
    }

    private static String name(VmId vm) {
        return URLEncoder.encode(vm.value(), StandardCharsets.UTF_8);
    }

    private void complain(String what) {
        if (complaints.add(what)) {
            LOG.warn("{}", what);
        }
    }
}
