package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a loop, of another process, said of itself in its last cycle.
 *
 * @param lastCycle when that was
 * @param mode observe, recommend or automatic
 * @param outcome what its decisions were worth, in words; empty if it had nothing to tell yet
 */
public record LoopStatus(Instant lastCycle, String mode, String outcome) {

    /** A loop that is late by so many steps is not there. */
    private static final int LATE_STEPS = 3;

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
        String mode = "";
        String outcome = "";
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && mode.isEmpty() && "mode".equals(json.currentName())) {
                    mode = json.getText();
                }
                if (token == JsonToken.VALUE_STRING && outcome.isEmpty() && "sentence".equals(json.currentName())) {
                    outcome = json.getText();
                }
            }
        }
        return new LoopStatus(Files.getLastModifiedTime(file).toInstant(), mode, outcome);
    }

    /**
     * {@return whether it looks after the hosts still}
     *
     * @param step of the loop
     */
    public boolean isRunning(Instant now, Duration step) {
        return Duration.between(lastCycle, now).compareTo(step.multipliedBy(LATE_STEPS)) <= 0;
    }

    /** {@return whether it does what it recommends} */
    public boolean migrates() {
        return mode.equals("automatic");
    }
}
