package io.affinity.cli;

import io.affinity.cli.input.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds what was meant by an argument that a command does not take. */
final class UnmatchedArgument {

    private static final String CONFIG = "--config";

    private UnmatchedArgument() {}

    /** {@return what to change, to be put behind a sentence; empty if nothing comes to mind} */
    static String hint(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String argument = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
        List<String> others = argument.startsWith("-") ? commandsWith(argument, command) : List.of();
        if (!others.isEmpty()) {
            return "; " + String.join(" and ", others) + (others.size() == 1 ? " has it" : " have it");
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
