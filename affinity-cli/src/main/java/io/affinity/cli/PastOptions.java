// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.backtest.LoadedPast;
import io.affinity.cli.backtest.Pace;
import io.affinity.cli.backtest.PastRequest;
import io.affinity.cli.cluster.ClusterPast;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.Quantity;
import io.affinity.simulation.workload.TraceFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where demand is known already: in a recording, or of a cluster. */
final class PastOptions {

    private static final Path USUAL_FILE = Path.of("affinity.yaml");

    @Option(
            names = "--trace",
            paramLabel = "PATH",
            description = "A recorded trace, such as simulate reads, or the state folder of affinity run.")
    private @Nullable Path trace;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A cluster file: what its state folder and the metrics stores of its sources know. It needs no hosts;"
                            + " the VMs are then those that the stores know. Default, without --trace: affinity.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--resource",
            paramLabel = "NAME",
            description = "cpu, memory, network, disk-throughput or disk-operations. Default: cpu.")
    private @Nullable String resource;

    @Option(
            names = "--past",
            paramLabel = "TIME",
            description = "How much of the past is looked at, such as 30d. Default: all of a trace, 28d of a cluster.")
    private @Nullable String past;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description =
                    "When the past ends, such as 2013-08-01T00:00:00Z. Default: the end of a trace, now of a cluster.")
    private @Nullable String until;

    /**
     * What is known, and how a loop over it would learn.
     *
     * @param forecaster what it forecasts with
     */
    record Loaded(LoadedPast past, Pace pace, String forecaster) {}

    /**
     * {@return the demand that is asked for}
     *
     * @param wanted VMs that must be among it
     * @param most how many others are drawn at most
     * @throws WrongInputException if there is none, or it is not clear what is asked for; others say what is wrong with files
     */
    Loaded load(List<String> wanted, int most, long seed) {
        if (trace != null && config != null) {
            throw new WrongInputException("--trace and --config contradict each other; leave one of them out.");
        }
        PastRequest request = new PastRequest(resource, past(), until(), wanted, most, seed);
        try {
            return trace == null
                    ? ofCluster(request)
                    : new Loaded(LoadedPast.ofTrace(trace, request), Pace.USUAL, "auto");
        } catch (TraceFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private Loaded ofCluster(PastRequest request) {
        Path file = config == null ? USUAL_FILE : config;
        if (config == null && !Files.exists(file)) {
            throw new WrongInputException(
                    "There is nothing to look at: --trace PATH must name a recording, or --config FILE"
                            + " a cluster whose state folder or metrics stores know the past.");
        }
        ClusterFile cluster = new ConfigOption(file).readForPast();
        Clock clock = Clock.systemUTC();
        try (ClusterPast known = ClusterPast.of(cluster, clock)) {
            String name = String.valueOf(file.getFileName());
            return new Loaded(
                    LoadedPast.ofCluster(name, known, clock, request),
                    Pace.of(cluster.loop()),
                    cluster.loop().forecaster());
        }
    }

    private @Nullable Duration past() {
        if (past == null) {
            return null;
        }
        try {
            Duration time = Quantity.duration(past);
            if (!time.isZero() && !time.isNegative()) {
                return time;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrongPast(e);
        }
        throw wrongPast(null);
    }

    private WrongInputException wrongPast(@Nullable Exception cause) {
        String message = "--past (" + past + ") must be a time above zero, such as 12h or 30d.";
        return cause == null ? new WrongInputException(message) : new WrongInputException(message, cause);
    }

    private @Nullable Instant until() {
        try {
            return until == null ? null : Instant.parse(until);
        } catch (DateTimeException e) {
            throw new WrongInputException(
                    "--until (" + until + ") must be an instant, such as 2013-08-01T00:00:00Z.", e);
        }
    }
}
