// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** Hears that a part of the work is done, from several threads; closed when there is no more to come, be it twice. */
public interface CycleProgress extends AutoCloseable {

    /** So much more of the work that was announced is done. */
    void done(int work);

    @Override
    void close();

    /**
     * {@return a bar that overwrites its line}
     *
     * @param task what is being done, in a word
     * @param width of the terminal now, in characters; asked each time the bar is drawn
     */
    static CycleProgress bar(String task, long all, PrintStream terminal, IntSupplier width) {
        return new ProgressOnTerminal(task, all, terminal, width, System::nanoTime);
    }

    /** {@return a line for each tenth of the work} */
    static CycleProgress lines(String task, long all, PrintStream out) {
        return new ProgressLines(task, all, out, System::nanoTime);
    }
}
