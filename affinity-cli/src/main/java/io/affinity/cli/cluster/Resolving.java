package io.affinity.cli.cluster;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VMs whose alarms a person has resolved, a file for each, so that one command can say so while another runs the loop; a file
 * each, so that neither overwrites what the other is about to read.
 */
public final class Resolving {

    private final Path folder;

    /** @param state the folder where the state of the loop is kept */
    public Resolving(Path state) {
        this.folder = state.resolve("resolve");
    }

    /** Has the loop that runs end the alarms of this VM. */
    public void add(VmId vm) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(URLEncoder.encode(vm.value(), StandardCharsets.UTF_8)), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("What was resolved cannot be written: " + e.getMessage(), e);
        }
    }

    /** {@return the VMs that were resolved since this was asked last} */
    public Set<VmId> take() {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Set<Path> found = files.collect(Collectors.toCollection(TreeSet::new));
            for (Path file : found) {
                Files.delete(file);
            }
            return found.stream()
                    .map(file -> new VmId(URLDecoder.decode(file.getFileName().toString(), StandardCharsets.UTF_8)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("What was resolved cannot be read: " + e.getMessage(), e);
        }
    }
}
