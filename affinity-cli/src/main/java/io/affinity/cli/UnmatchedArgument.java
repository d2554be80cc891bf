// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds what was meant by an argument that a command does not take. */
final class UnmatchedArgument {

    private static final String CONFIG = "--config";

    private UnmatchedArgument() {}

    /** What other programs call what there is here. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("drain", "evacuate"),
            Map.entry("maintenance", "evacuate"),
            Map.entry("log", "history"),
            Map.entry("past", "history"),
            Map.entry("start", "run"),
            Map.entry("validate", "check"),
            Map.entry("lint", "check"),
            Map.entry("doctor", "check"),
            Map.entry("hosts", "status"),
            Map.entry("vms", "status"),
            Map.entry("list", "status"),
            Map.entry("predict", "forecast"),
            Map.entry("recommend", "plan"),
            Map.entry("alerts", "alarms"),
            Map.entry("help", "--help"),
            Map.entry("version", "--version"));

    /** {@return a sentence about a first word that is no command; null if the mistake is another one} */
    static @Nullable String unknownCommand(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
        if (command.getParent() != null || word.isEmpty() || word.startsWith("-")) {
            return null;
        }
        Set<String> commands = command.getSubcommands().keySet();
        String meant = ELSEWHERE.getOrDefault(word, Suggestion.among(commands, word));
        return "There is no command (" + Quoted.shortened(word) + ")"
                + (meant == null
                        ? "; there are " + String.join(", ", commands)
                        : "; did you mean affinity " + meant + "?");
    }

    /** {@return what to change, to be put behind a sentence; empty if nothing comes to mind} */
    static String hint(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String argument = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
        List<String> others =
                argument.startsWith("-") && !argument.equals("--json") ? commandsWith(argument, command) : List.of();
        if (!others.isEmpty()) {
            return "; " + String.join(" and ", others) + (others.size() == 1 ? " has it" : " have it");
        }
        if (argument.equals("--json") && command.getCommandSpec().findOption("--output") != null) {
            return "; -o json prints JSON";
        }
        if (command.getCommandSpec().findOption(CONFIG) != null && isFile(argument)) {
            return "; maybe " + CONFIG + " " + argument + " is meant";
        }
        List<String> similar = e.getSuggestions();
        String meant =
                similar.isEmpty() ? Suggestion.among(command.getSubcommands().keySet(), argument) : similar.get(0);
        return meant == null ? "" : "; maybe " + meant + " is meant";
    }

    private static List<String> commandsWith(String option, CommandLine command) {
        CommandLine parent = command.getParent();
        return parent == null
                ? List.of()
                : parent.getSubcommands().entrySet().stream()
                        .filter(other -> other.getValue().getCommandSpec().findOption(option) != null)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static boolean isFile(String argument) {
        try {
            return argument.matches(".+\\.(ya?ml|json)") || Files.isRegularFile(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
