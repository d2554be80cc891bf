// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what may break, such as plug-ins, so that the loop goes on, and keeps what there is to be told of it. What says that the machine
 * itself is at its end is let through. Thread-safe.
 */
final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Set<Note> broken = new LinkedHashSet<>();
    private final Map<Supplier<String>, Note.Part> watched = new LinkedHashMap<>();

    /** {@return its answer, or null if it broke or gave none} */
    <T> @Nullable T ask(Note.Part part, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "It gave no answer.");
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.error("A part of the loop broke: {}.", part, e);
            add(part, String.valueOf(e));
            return null;
        }
    }

    /** {@return whether it came to its end} */
    boolean run(Note.Part part, Runnable call) {
        return ask(part, () -> {
                    call.run();
                    return true;
                })
                != null;
    }

    /** A part has told by itself that it broke. */
    synchronized void add(Note.Part part, String detail) {
        broken.add(new Note.PartBroke(part, detail));
    }

    /** A part goes on by itself when it breaks, and tells of that until it is well again: an empty text then. */
    synchronized void watch(Note.Part part, Supplier<String> problem) {
        watched.put(problem, part);
    }

    /** {@return what broke since this was asked last, each once} */
    synchronized List<Note> take() {
        watched.forEach((problem, part) -> {
            String detail = problem.get();
            if (!detail.isEmpty()) {
                add(part, detail);
            }
        });
        List<Note> taken = new ArrayList<>(broken);
        broken.clear();
        return taken;
    }
}
