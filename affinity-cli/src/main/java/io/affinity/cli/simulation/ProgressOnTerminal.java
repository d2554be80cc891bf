package io.affinity.cli.simulation;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for a person who waits. Thread-safe. */
final class ProgressOnTerminal implements CycleProgress {

    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 500;

    private final ProgressBar bar;

    ProgressOnTerminal(String task, long all, PrintStream terminal) {
        // A consumer with a width of its own: asking the terminal would load native code, about which newer JDKs warn.
        this.bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(all)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .build();
    }

    @Override
    public void done(int work) {
        bar.stepBy(work);
    }

    @Override
    public void close() {
        bar.close();
    }
}
