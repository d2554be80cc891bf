package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.client.TestRestTemplate;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureObservability(tracing = false)
class ApplicationTest {

    @Autowired
    private TestRestTemplate http;

    @Test
    void theLoopRunsMigratesAndTellsOfIt() {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            assertThat(http.getForObject("/actuator/prometheus", String.class))
                    .contains("affinity_vms 8.0")
                    .containsPattern("affinity_migrations_total\\{outcome=\"completed\"} [3-5]\\.0");
        });

        assertThat(http.getForObject("/actuator/health", String.class))
                .contains("\"affinity\":{\"status\":\"UP\"", "\"running\":true", "\"alarms\":0");
    }
}
