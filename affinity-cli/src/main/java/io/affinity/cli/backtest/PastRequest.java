package io.affinity.cli.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what is recorded is asked for.
 *
 * @param resource its name; null for CPU, or what there is
 * @param past how much of it, back from its end; null for all that a recording has, and four weeks of a cluster
 * @param until when it ends; null for the end of a recording, and now of a cluster
 * @param wanted VMs that must be among it, by id or name
 * @param mostVms how many others are drawn at most
 * @param seed of that draw
 */
public record PastRequest(
        @Nullable String resource,
        @Nullable Duration past,
        @Nullable Instant until,
        List<String> wanted,
        int mostVms,
        long seed) {

    public PastRequest {
        wanted = List.copyOf(wanted);
    }
}
