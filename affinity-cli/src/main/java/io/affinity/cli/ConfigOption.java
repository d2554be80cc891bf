// SPDX-License-Identifier: Apache-2.0
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file that all commands for real hosts need. */
final class ConfigOption {

    private static final String OTHER = "; --config FILE names another.";

    private static final Path USUAL = Path.of("affinity.yaml");

    private static final Pattern NAME = Pattern.compile(".*\\.(ya?ml|json)");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The cluster, in YAML or JSON; docs/cluster-file.md describes it. Default: affinity.yaml.")
    private @Nullable Path named;

    /** The default file, unless another is named. */
    ConfigOption() {}

    /** A file that was named otherwise. */
    ConfigOption(Path file) {
        this.named = file;
    }

    /** {@return the file, as it was named} */
    Path file() {
        return named == null ? USUAL : named;
    }

    /** {@return whether one was named} */
    boolean isNamed() {
        return named != null;
    }

    /** @throws ConfigException if anything is wrong with it that is seen without its hosts */
    ClusterFile read() {
        requireThere();
        return ClusterFile.read(file());
    }

    /** The same, of which only the past of VMs is of use. */
    ClusterFile readForPast() {
        requireThere();
        return ClusterFile.readForPast(file());
    }

    private void requireThere() {
        Path file = file();
        if (Files.notExists(file)) {
            Place whole = new Place(file.toString(), 0);
            throw new ConfigException(List.of(Problem.fatal(whole, "", "there is no such file" + meant())));
        }
    }

    private String meant() {
        Path file = file();
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
