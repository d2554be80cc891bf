// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.output.JsonTree;
import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a loop, of another process, said of itself in its last cycle.
 *
 * @param lastCycle when that was
 * @param mode observe, recommend or automatic
 * @param outcome what its decisions were worth, in words; empty if it had nothing to tell yet
 * @param accuracy how good its forecasts were, by the schema of a cycle; null if none was scored yet
 */
public record LoopStatus(
        Instant lastCycle,
        String mode,
        String outcome,
        @Nullable Map<?, ?> accuracy) {

    private static final String SENTENCE = "sentence";

    /** {@return how good its forecasts were, in words; empty if there is nothing to tell yet} */
    public String accuracySentence() {
        return text(accuracy, SENTENCE);
    }

    /**
     * {@return what the file of {@link Cluster#status} says; nothing if no loop has run yet}
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static Optional<LoopStatus> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(parse(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The status of the loop cannot be read from " + file + ": " + OutputFile.reason(e), e);
        }
    }

    private static LoopStatus parse(Path file) throws IOException {
        Map<?, ?> tree = JsonTree.of(Files.readString(file)) instanceof Map<?, ?> object ? object : Map.of();
        return new LoopStatus(
                Files.getLastModifiedTime(file).toInstant(),
                text(tree, "mode"),
                text(object(tree, "outcome"), SENTENCE),
                object(tree, "accuracy"));
    }

    private static @Nullable Map<?, ?> object(Map<?, ?> tree, String field) {
        return tree.get(field) instanceof Map<?, ?> object ? object : null;
    }

    private static String text(@Nullable Map<?, ?> tree, String field) {
        return tree != null && tree.get(field) instanceof String text ? text : "";
    }

    /** {@return whether it does what it recommends} */
    public boolean migrates() {
        return mode.equals("automatic");
    }
}
