package io.affinity.cli.simulation;

import java.io.PrintStream;

/** Hears that a part of the work is done, from several threads; closed when there is no more to come. */
public interface CycleProgress extends AutoCloseable {

    /** So much more of the work that was announced is done. */
    void done(int work);

    @Override
    void close();

    /** {@return a bar on stderr, which must be a terminal} */
    static CycleProgress bar(long all) {
        return new ProgressOnTerminal(all);
    }

    /** {@return a line for each tenth of the work} */
    static CycleProgress lines(long all, PrintStream out) {
        return new ProgressLines(all, out);
    }
}
