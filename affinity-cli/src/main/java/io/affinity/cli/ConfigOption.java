package io.affinity.cli;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Place;
import io.affinity.cli.input.Problem;
import io.affinity.cli.input.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The file that all commands for real hosts need. */
final class ConfigOption {

    private static final String OTHER = "; --config FILE names another.";

    private static final Pattern NAME = Pattern.compile(".*\\.(ya?ml|json)");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The cluster, in YAML or JSON; docs/cluster-file.md describes it. Default: affinity.yaml.")
    private Path file = Path.of("affinity.yaml");

    /** The default file, unless another is named. */
    ConfigOption() {}

    /** A file that was named otherwise. */
    ConfigOption(Path file) {
        this.file = file;
    }

    /** {@return the file, as it was named} */
    Path file() {
        return file;
    }

    /** @throws ConfigException if anything is wrong with it that is seen without its hosts */
    ClusterFile read() {
        requireThere();
        return ClusterFile.read(file);
    }

    /** The same, of which only the past of VMs is of use. */
    ClusterFile readForPast() {
        requireThere();
        return ClusterFile.readForPast(file);
    }

    private void requireThere() {
        if (Files.notExists(file)) {
            Place whole = new Place(file.toString(), 0);
            throw new ConfigException(List.of(Problem.fatal(whole, "", "there is no such file" + meant())));
        }
    }

    private String meant() {
        Path folder = file.toAbsolutePath().getParent();
        try (Stream<Path> beside = Files.list(folder == null ? file : folder)) {
            List<String> names = beside.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
            String meant = Suggestion.among(names, String.valueOf(file.getFileName()));
            return meant == null ? OTHER : "; maybe --config " + file.resolveSibling(meant) + " is meant.";
        } catch (IOException e) {
            return OTHER;
        }
    }
}
