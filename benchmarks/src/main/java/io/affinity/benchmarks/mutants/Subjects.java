// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every decoder and reader that there is, by name. Made when they are asked for, as some need a cluster that ran for a while. */
final class Subjects implements AutoCloseable {

    private final Path folder;
    private final Map<String, Supplier<Subject>> byName = new LinkedHashMap<>();

    Subjects() throws IOException {
        folder = Files.createTempDirectory("mutants");
        byName.putAll(ModelSubjects.all());
        Supplier<LittleCluster> cluster = once(LittleCluster::run);
        byName.putAll(new SnapshotSubjects(cluster).all());
        byName.putAll(new MessageSubjects(cluster).all());
        byName.putAll(new JournalSubjects(folder, cluster).all());
        byName.putAll(new TraceSubjects(folder).all());
        byName.putAll(LibvirtSubjects.all());
        byName.putAll(new OperatorSubjects(folder).all());
        byName.putAll(EventSubjects.all());
    }

    private static <T> Supplier<T> once(Supplier<T> maker) {
        List<T> made = new ArrayList<>();
        return () -> {
            if (made.isEmpty()) {
                made.add(maker.get());
            }
            return made.get(0);
        };
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Subject named(String name) {
        Supplier<Subject> maker = byName.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("The reader (" + name + ") must be one of " + names() + ".");
        }
        return maker.get();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Subjects::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary file " + file + " cannot be deleted.", e);
        }
    }
}
