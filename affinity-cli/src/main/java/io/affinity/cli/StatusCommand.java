package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.LoopStatus;
import io.affinity.cli.config.ClusterFile;
import io.affinity.core.Mode;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity status}: how the hosts stand, and whether a loop looks after them. */
@Command(
        name = "status",
        header = "Shows the hosts as they are now, and whether a loop looks after them.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n")
final class StatusCommand implements Callable<Integer> {

    private static final Duration SAMPLE = Duration.ofSeconds(1);

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ClusterFile file = config.read();
        try (Cluster cluster = Cluster.of(file)) {
            cluster.warmUp(SAMPLE);
            ClusterView view = cluster.view(cluster.looking(Mode.OBSERVE).cycle());
            if (json) {
                ClusterJson.write(
                        view,
                        LoopStatus.read(cluster.status()).orElse(null),
                        file.loop().step(),
                        new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
                return ExitCode.DONE;
            }
            ClusterText.hosts(view).forEach(console.out()::println);
            ClusterText.notes(view).forEach(console.out()::println);
            console.out().println();
            Optional<LoopStatus> status = LoopStatus.read(cluster.status());
            console.out().println(loop(status, cluster, file));
            status.map(LoopStatus::outcome)
                    .filter(outcome -> !outcome.isEmpty())
                    .ifPresent(console.out()::println);
            for (HostId host : cluster.draining().hosts()) {
                console.out().println("To be emptied: " + host);
            }
            return ExitCode.DONE;
        }
    }

    private static String loop(Optional<LoopStatus> status, Cluster cluster, ClusterFile file) {
        if (status.isEmpty()) {
            return "No loop has looked after these hosts yet; \"affinity run\" starts one.";
        }
        Instant now = Instant.now();
        return (status.get().isRunning(now, file.loop().step())
                        ? "A loop looks after these hosts, mode " + status.get().mode() + "; its"
                        : "No loop looks after these hosts any more; its")
                + " last cycle was "
                + Duration.between(status.get().lastCycle(), now).toSeconds() + " s ago. See " + cluster.status() + ".";
    }
}
