package io.affinity.cli.simulation;

import java.io.PrintStream;

/** Hears that a part of the work is done, from several threads; closed when there is no more to come. */
public interface CycleProgress extends AutoCloseable {

    /** So much more of the work that was announced is done. */
    void done(int work);

    @Override
    void close();

    /**
     * {@return a bar that overwrites its line}
     *
     * @param task what is being done, in a word
     */
    static CycleProgress bar(String task, long all, PrintStream terminal) {
        return new ProgressOnTerminal(task, all, terminal);
    }

    /** {@return a line for each tenth of the work} */
    static CycleProgress lines(String task, long all, PrintStream out) {
        return new ProgressLines(task, all, out);
    }
}
