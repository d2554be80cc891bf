// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.inventory.ServerLabels.Budget;
import io.affinity.spi.model.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLabelsTest {

    @Test
    void whatIsSaidIsUnderstood() {
        ServerLabels labels = ServerLabels.of(Map.of(
                "affinity:priority",
                "high",
                "affinity:migrations",
                "2 in 6h",
                "affinity:migrate",
                "never",
                "role",
                "db"));

        assertThat(labels)
                .isEqualTo(new ServerLabels(Priority.HIGH, new Budget(2, Duration.ofHours(6)), false, List.of()));
    }

    @Test
    void aPriorityMayBeANumber() {
        assertThat(ServerLabels.of(Map.of("affinity:priority", "2.5")).priority())
                .isEqualTo(new Priority("weight 2.5", 2.5));
    }

    @Test
    void whoSaysNothingIsOrdinary() {
        assertThat(ServerLabels.of(Map.of("priority", "critical")))
                .isEqualTo(new ServerLabels(null, null, true, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affinity:priority | urgent | must be low, normal, high, critical or a number",
                "affinity:priority | 0 | must be low, normal, high, critical or a number",
                "affinity:priority | NaN | must be low, normal, high, critical or a number",
                "affinity:priority | 1e9 | must be low, normal, high, critical or a number",
                "affinity:migrations | 2 per day | must be such as \"2 in 6h\"",
                "affinity:migrations | -1 in 6h | must be such as \"2 in 6h\"",
                "affinity:migrations | 2 in 0h | must be such as \"2 in 6h\"",
                "affinity:migrations | 2 in 401d | must be such as \"2 in 6h\"",
                "affinity:migrations | 9999999 in 1d | must be such as \"2 in 6h\"",
                "affinity:migrate | sometimes | must be never",
                "affinity:tenant | x | is not known; known are affinity:priority"
            })
    void whatIsNotUnderstoodIsAProblem(String key, String value, String problem) {
        assertThat(ServerLabels.of(Map.of(key, value)).problems())
                .singleElement()
                .asString()
                .contains(key)
                .contains(problem);
    }

    @Test
    void whatOwnersWriteDoesNotMakeMessagesUnreadable() {
        String problem = ServerLabels.of(Map.of("affinity:priority", "\u202e\n" + "x".repeat(500)))
                .problems()
                .get(0);

        assertThat(problem).hasSizeLessThan(250).matches("\\p{ASCII}+").doesNotContain("\n");
    }
}
