// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.event.EventScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivitySectionTest {

    private static ClusterFile parse(String activity) {
        return ClusterFile.parse(
                "affinity.yaml", "hosts: [{name: a, uri: x}]\nactivity:\n" + activity, Path.of("state"));
    }

    @Test
    void readsFilesAndQueriesAndWhoseDemandTheyMove() {
        ClusterFile file = parse("""
                  - {name: logins, file: logins.csv, vms: [web-1, web-2], groups: shop, tenant: t}
                  - {name: sessions, url: "http://127.0.0.1:9090", query: "sum(sessions)", limits: {history: 10s}}""");

        ActivitySection logins = file.activity().get(0);
        assertThat(logins.name().name()).isEqualTo("logins");
        assertThat(logins.stated().name()).isEqualTo("logins.csv");
        assertThat(logins.query()).isNull();
        assertThat(logins.whose())
                .isEqualTo(new EventScope.Named(Set.of("web-1", "web-2"), Set.of("shop"), Set.of("t")));
        assertThat(file.places().vms()).extracting("name").contains("web-1", "web-2");

        ActivitySection sessions = file.activity().get(1);
        assertThat(Objects.requireNonNull(sessions.query()).expression()).isEqualTo("sum(sessions)");
        assertThat(sessions.whose()).isEqualTo(EventScope.ALL);
        assertThat(Objects.requireNonNull(sessions.queryWithin(Duration.ofSeconds(5)))
                        .limits()
                        .history())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(sessions.queryWithin(Duration.ofMinutes(5))).isSameAs(sessions.query());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {file: a.csv} | affinity.yaml:3: activity[0].name: is missing.",
                "- {name: x} | affinity.yaml:3: activity[0]: must have either a file or a url with a query.",
                "- {name: x, file: a, url: 'http://a', query: up} | activity[0]: must have either a file or a url",
                "- {name: x, url: 'http://a'} | activity[0].query: is missing.",
                "- {name: x, url: 'http://a', qery: up} | activity[0].qery: is not known; did you mean query?",
                "- {name: x, file: a.csv, query: up} | activity[0].query: must be left out where there is a file",
                "- {name: x, file: a.csv, user: u} | activity[0].user: is not known",
                "- {name: x, url: 'ftp://a', query: up} | must be http or https",
                "- {name: x, file: 'http://u:p@a/x'} | activity[0].file: The address (http://...) must name a host",
                "- {name: ' ', file: a.csv} | activity[0].name: must not be blank."
            })
    void whatIsNotRightIsToldWithItsPlace(String activity, String message) {
        assertThatThrownBy(() -> parse("  " + activity))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> parse("  - {name: x, file: a.csv}\n  - {name: x, file: b.csv}\n"))
                .hasMessageContaining(
                        "affinity.yaml:4: activity[1].name: another series is called \"x\"; each needs its own name.");
    }
}
