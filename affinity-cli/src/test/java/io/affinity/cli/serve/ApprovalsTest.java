// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Mode;
import io.affinity.spi.model.HostId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that wait for a person. */
class ApprovalsTest {

    private static final String SECRET = "0123456789abcdef";
    private static final String[] SHOWN = {"Authorization", "Bearer " + SECRET};

    @TempDir
    Path folder;

    @Test
    void nothingStartsUntilSomebodyApprovesAndThenOnlyThat() throws Exception {
        try (WatchedLoop loop =
                WatchedLoop.ofTwoHosts(listening(), Mode.AUTOMATIC).run(2).cycle()) {
            assertThat(onB(loop)).isZero();
            String plan = loop.get("api/v1/plan", SHOWN).body();
            assertThat(plan).contains("\"state\" : \"waits-for-approval\"").doesNotContain("\"state\" : \"waiting\"");
            Matcher first = Pattern.compile("\"vm\" : \"([^\"]+)\"").matcher(plan);
            assertThat(first.find()).isTrue();
            String body = "{\"vm\":\"" + first.group(1) + "\",\"source\":\"a\",\"target\":\"b\"}";

            assertThat(loop.post("api/v1/approvals", body).statusCode())
                    .as("without the token")
                    .isEqualTo(401);
            assertThat(loop.post("api/v1/approvals", body, SHOWN).statusCode()).isEqualTo(202);
            assertThat(loop.get("api/v1/plan", SHOWN).body()).contains("\"state\" : \"approved\"");
            loop.run(1);

            assertThat(onB(loop)).isEqualTo(1);
            assertThat(loop.get("api/v1/history", SHOWN).body()).contains("\"name\" : \"" + first.group(1) + "\"");
        }
    }

    @Test
    void whatIsNotPlannedCannotBeApproved() throws Exception {
        try (WatchedLoop loop =
                WatchedLoop.ofTwoHosts(listening(), Mode.AUTOMATIC).run(1)) {
            assertThat(loop.post("api/v1/approvals", "{\"vm\":\"web-1\",\"source\":\"b\",\"target\":\"a\"}", SHOWN)
                            .statusCode())
                    .isEqualTo(409);
            for (String wrong : new String[] {"", "[]", "{\"vm\":\"web-1\"}", "{\"vm\":1,\"source\":\"a\"}", "{{"}) {
                assertThat(loop.post("api/v1/approvals", wrong, SHOWN).statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
    }

    private Listening listening() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), SECRET + "\n");
        return new Listening(new ListenAddress("127.0.0.1", 0), Token.read(file), null, true);
    }

    private static long onB(WatchedLoop loop) {
        return loop.fleet().placement().hostByVm().values().stream()
                .filter(new HostId("b")::equals)
                .count();
    }
}
