// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials.KeystoneToken;
import io.affinity.sources.prometheus.settings.StoreApi;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.TokenSource;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store like Aetos, which is asked with tokens. */
@Timeout(240)
class TokenStoreTest {

    private static final VmId VM = new VmId("vm-1");
    private static final String EMPTY = FaultyStore.success("matrix", "[]");

    private final Clock clock = Clock.systemUTC();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final FaultyStore store = FaultyStore.saying(200, EMPTY);

    @AfterEach
    void close() {
        store.close();
    }

    /** Gives token-1, token-2 and so on, each until it is refused. */
    private static final class Counted implements TokenSource {

        private final AtomicInteger given = new AtomicInteger(1);

        @Override
        public String token() {
            return "token-" + given;
        }

        @Override
        public void refused(String token) {
            if (token.equals(token())) {
                given.incrementAndGet();
            }
        }
    }

    private void answer(FaultyStore.Handler handler) {
        store.handle((exchange, parameters) -> {
            tokens.add(exchange.getRequestHeaders().getFirst("X-Auth-Token"));
            handler.answer(exchange, parameters);
        });
    }

    private static void unauthorized(HttpExchange exchange) throws IOException {
        FaultyStore.say(exchange, 401, "{\"error\":{\"code\":401,\"message\":\"no\"}}");
    }

    private PrometheusDemand demand(TokenSource source) {
        return demand(source, StoreLimits.DEFAULT);
    }

    private PrometheusDemand demand(TokenSource source, StoreLimits limits) {
        return PrometheusDemand.of(
                PrometheusSettings.builder(store.url(), VmLabel.of("vm"))
                        .measure(Resource.CPU, new Measure.Counter(List.of("cpu_total"), Set.of(), 1))
                        .access(StoreAccess.of(store.url())
                                .withApi(StoreApi.AETOS)
                                .withCredentials(new KeystoneToken(source)))
                        .limits(limits)
                        .build(),
                clock);
    }

    private Inventory inventory() {
        return Fleets.of(Instant.ofEpochMilli(clock.millis()), Map.of(VM.value(), "web"));
    }

    private static HistoryRequest past(Instant start) {
        return new HistoryRequest(List.of(VM), ResourceSet.of(Resource.CPU), start, Duration.ofMinutes(5), 4);
    }

    @Test
    void isAskedByGetForWhatAetosKnowsAlone() {
        List<String> asked = new ArrayList<>();
        answer((exchange, parameters) -> {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + parameters.keySet()
                            + exchange.getRequestHeaders().containsKey("Authorization"));
            FaultyStore.say(exchange, 200, EMPTY);
        });
        PrometheusDemand demand = demand(new Counted());
        demand.demand(inventory());
        demand.history(past(Instant.ofEpochSecond(1_700_000_100)));

        assertThat(asked).hasSize(4).containsOnly("GET /api/v1/query [query, time]false");
        assertThat(tokens).containsOnly("token-1");
    }

    /** 1,700,000,100 is a multiple of 300, and the first place one before it. */
    @Test
    void aGridIsASubqueryWhoseFirstInstantIsInItsRange() {
        demand(new Counted()).history(past(Instant.ofEpochSecond(1_700_000_100)));

        assertThat(store.asked())
                .contains(Map.of("query", "(cpu_total{vm=~\"vm-1\"})[1200001ms:300000ms]", "time", "1700001000.000"));
    }

    @Test
    void aGridThatASubqueryHasNoValuesForIsRefused() {
        assertThatThrownBy(() -> demand(new Counted()).history(past(Instant.ofEpochSecond(1_700_000_101))))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("multiples of a step since 1970");
        assertThat(store.asked()).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnce() {
        answer((exchange, parameters) -> {
            if ("token-1".equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))) {
                unauthorized(exchange);
            } else {
                FaultyStore.say(exchange, 200, EMPTY);
            }
        });
        demand(new Counted()).demand(inventory());

        assertThat(tokens).containsExactly("token-1", "token-2");
    }

    @Test
    void aStoreThatRefusesEachTokenIsAskedTwice() {
        answer((exchange, parameters) -> unauthorized(exchange));

        assertThatThrownBy(() -> demand(new Counted()).demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("it answers with status 401; whoever asks must be allowed to")
                .hasMessageNotContaining("token-");
        assertThat(tokens).containsExactly("token-1", "token-2");
    }

    /** What is forbidden is so with any token. */
    @Test
    void aRightThatIsMissingIsNotAskedForAgain() {
        answer((exchange, parameters) -> FaultyStore.say(
                exchange,
                403,
                "{\"error_message\":{\"faultcode\":\"Client\",\"faultstring\":\"RBAC Authorization Failed\"}}"));

        assertThatThrownBy(() -> demand(new Counted()).demand(inventory()))
                .hasMessageContaining("status 403: RBAC Authorization Failed; whoever asks must be allowed to");
        assertThat(tokens).containsExactly("token-1");
    }

    @Test
    void noTokenIsSentToWhereTheStoreSends() {
        FaultyStore other = FaultyStore.saying(200, EMPTY);
        try (other) {
            answer((exchange, parameters) -> {
                exchange.getResponseHeaders().set("Location", other.url() + "/api/v1/query");
                FaultyStore.say(exchange, 307, "");
            });

            assertThatThrownBy(() -> demand(new Counted()).demand(inventory()))
                    .hasMessageContaining("is not followed there");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void withoutATokenNobodyIsAsked() {
        TokenSource none = new TokenSource() {
            @Override
            public String token() {
                throw new TelemetryException("Keystone is away.");
            }

            @Override
            public void refused(String token) {}
        };

        assertThatThrownBy(() -> demand(none).demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("there is no token for it: Keystone is away.")
                .hasMessageContaining(store.url().toString());
        assertThat(store.asked()).isEmpty();
    }

    @Test
    void aTokenIsWaitedForNoLongerThanItMay() {
        CountDownLatch never = new CountDownLatch(1);
        TokenSource slow = new TokenSource() {
            @Override
            public String token() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return "late";
            }

            @Override
            public void refused(String token) {}
        };
        StoreLimits short1 = StoreLimits.builder().demand(Duration.ofMillis(50)).build();

        assertThatThrownBy(() -> demand(slow, short1).demand(inventory())).hasMessageContaining("none came in time");
        never.countDown();
    }

    @Test
    void addressesStayShort() {
        Map<String, String> vms = new java.util.TreeMap<>();
        for (int i = 0; i < 300; i++) {
            vms.put("d8bd99b4-6fdb-4bd3-b1a4-%012x".formatted(i), "vm-" + i);
        }
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        answer((exchange, parameters) -> {
            lengths.add(exchange.getRequestURI().toString().length());
            FaultyStore.say(exchange, 200, EMPTY);
        });
        demand(new Counted()).demand(Fleets.of(Instant.ofEpochMilli(clock.millis()), vms));

        assertThat(lengths).hasSizeGreaterThan(3).allMatch(length -> length < 8_000);
    }

    @Test
    void anAddressThatIsTooLongIsDivided() {
        answer((exchange, parameters) -> {
            boolean isLong = parameters.get("query").contains("|");
            FaultyStore.say(exchange, isLong ? 414 : 200, isLong ? "" : EMPTY);
        });
        demand(new Counted())
                .demand(Fleets.of(Instant.ofEpochMilli(clock.millis()), Map.of("vm-1", "vm-1", "vm-2", "vm-2")));

        assertThat(tokens).hasSize(3);
    }
}
