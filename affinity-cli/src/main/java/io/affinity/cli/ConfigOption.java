package io.affinity.cli;

import io.affinity.cli.config.ClusterFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file that all commands for real hosts need. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The cluster, in YAML or JSON; docs/cluster-file.md describes it. Default: affinity.yaml.")
    private Path file = Path.of("affinity.yaml");

    ClusterFile read() {
        return ClusterFile.read(file);
    }
}
