// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one method said of the series that it was given. Not modifiable. */
final class MethodAnswers {

    private final String method;
    private final Map<String, SeriesAnswer> byId = new HashMap<>();

    MethodAnswers(String method, List<Task> tasks, List<SeriesAnswer> answers) {
        this.method = method;
        for (int i = 0; i < tasks.size(); i++) {
            byId.put(tasks.get(i).history().id(), answers.get(i));
        }
    }

    String method() {
        return method;
    }

    boolean has(Task task) {
        return byId.containsKey(task.history().id());
    }

    SeriesAnswer of(Task task) {
        SeriesAnswer answer = byId.get(task.history().id());
        if (answer == null) {
            throw new IllegalArgumentException(
                    "The series (" + task.history().id() + ") must be one that " + method + " was given.");
        }
        return answer;
    }
}
