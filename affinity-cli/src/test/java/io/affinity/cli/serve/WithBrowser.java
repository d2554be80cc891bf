// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that open pages in Chromium. Left out, and said so, where it is not on the PATH; with {@code -Daffinity.browser=required} they
 * fail instead, and with {@code -Daffinity.browser=left-out} they are left out anywhere.
 */
@Tag("browser")
@ExtendWith(WithBrowser.Installed.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WithBrowser {

    /** Whether this machine has Chromium. */
    final class Installed implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String wanted = System.getProperty("affinity.browser", "");
            if (wanted.equals("left-out")) {
                return ConditionEvaluationResult.disabled("left out, as asked");
            } else if (Browser.program() != null) {
                return ConditionEvaluationResult.enabled("it is there");
            } else if (wanted.equals("required")) {
                throw new IllegalStateException("The program chromium must be on the PATH.");
            }
            System.err.println("LEFT OUT: " + context.getDisplayName()
                    + ", as chromium is not on the PATH. Debian has it in the package chromium.");
            return ConditionEvaluationResult.disabled("chromium is not on the PATH");
        }
    }
}
