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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            Files.write(folder.resolve(name(vm)), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("What was resolved cannot be written: " + e.getMessage(), e);
        }
    }

    /** {@return the VM that a file is named for; null if that is no name that {@link #add} gives} */
    private static @Nullable VmId vm(String name) {
        try {
            VmId vm = new VmId(URLDecoder.decode(name, StandardCharsets.UTF_8));
            return name(vm).equals(name) ? vm : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String name(VmId vm) {
        return URLEncoder.encode(vm.value(), StandardCharsets.UTF_8);
    }

    /** {@return the VMs that were resolved since this was asked last} */
    public Set<VmId> take() {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Set<VmId> resolved = new TreeSet<>();
            for (Path file : files.sorted().toList()) {
                VmId vm = vm(file.getFileName().toString());
                // What somebody else put there, such as an editor, is none of ours, and stays.
                if (vm != null) {
                    Files.delete(file);
                    resolved.add(vm);
                }
            }
            return resolved;
        } catch (IOException e) {
            throw new UncheckedIOException("What was resolved cannot be read: " + e.getMessage(), e);
        }
    }
}
