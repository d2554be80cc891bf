// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether this machine has the stores that tests start. */
final class StoresInstalled implements ExecutionCondition {

    private static final List<String> PROGRAMS =
            List.of("prometheus", "promtool", "victoria-metrics", "prometheus-libvirt-exporter");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (System.getProperty("affinity.stores", "").equals("left-out")) {
            return ConditionEvaluationResult.disabled("left out, as asked");
        }
        List<String> missing =
                PROGRAMS.stream().filter(program -> !isOnPath(program)).toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all of them are there");
        }
        if (System.getProperty("affinity.stores", "").equals("required")) {
            throw new IllegalStateException("The programs " + missing + " must be on the PATH.");
        }
        System.err.println(
                "LEFT OUT: " + context.getDisplayName() + ", as " + missing
                        + " are not on the PATH. Debian has them in the packages prometheus, victoria-metrics and prometheus-libvirt-exporter.");
        return ConditionEvaluationResult.disabled(missing + " are not on the PATH");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, program)));
    }
}
