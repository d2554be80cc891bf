package io.affinity.cli;

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

    /** Shells of which the syntax is known. */
    enum Shell {
        bash,
        zsh
    }

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            defaultValue = "bash",
            description = "bash or zsh. Default: bash.")
    @SuppressWarnings({"NullAway.Init", "unused"}) // injected; both get the same script
    private Shell shell;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(AutoComplete.bash("affinity", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
