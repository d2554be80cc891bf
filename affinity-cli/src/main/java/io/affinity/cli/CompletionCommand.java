// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code affinity completion}: what makes a shell complete commands, options and their values. */
@Command(
        name = "completion",
        header = "Prints a script that has a shell complete commands, options and their values.",
        description = {"", "One script serves bash and zsh; zsh needs bashcompinit, which it loads itself."},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  source <(affinity completion bash)", "  affinity completion bash > /etc/bash_completion.d/affinity"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            completionCandidates = Shells.class,
            description = "bash or zsh, which get the same script. Default: bash.")
    private String shell = "bash";

    /** Those that the script is for. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Shells() {
            super(List.of("bash", "zsh"));
        }
    }

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!new Shells().contains(shell)) {
            throw new WrongInputException("The shell (" + Quoted.shortened(shell) + ") must be bash or zsh.");
        }
        console.out().print(AutoComplete.bash("affinity", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
