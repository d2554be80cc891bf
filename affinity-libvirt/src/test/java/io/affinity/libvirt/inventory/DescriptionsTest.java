// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DescriptionsTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final DomainKey WEB = new DomainKey(new UUID(0, 1), "web", 1);
    private static final DomainKey DB = new DomainKey(new UUID(0, 2), "db", 2);

    private long now = 1_000;
    private final Descriptions descriptions = new Descriptions(Duration.ofNanos(100), () -> now);
    private final AtomicInteger factsRead = new AtomicInteger();

    private void readDomains() {
        descriptions.read(H1, DescriptionsTest::described, List.of(WEB, DB));
    }

    private List<DomainKey> unread() {
        return descriptions.unread(H1, List.of(WEB, DB));
    }

    private static @Nullable DomainDescription described(DomainKey key) {
        return described(key, "");
    }

    private static DomainDescription described(DomainKey key, String content) {
        return DomainDescription.parse("<domain type='kvm'><name>" + key.name() + "</name><uuid>" + key.uuid()
                + "</uuid>" + content + "</domain>");
    }

    private HostFacts facts() {
        return facts(() -> {});
    }

    /** {@return facts whose CPUs tell how often they were read} */
    private HostFacts facts(Runnable meanwhile) {
        Supplier<HostFacts> reader = () -> {
            int number = factsRead.incrementAndGet();
            meanwhile.run();
            return new HostFacts("h1", "", "QEMU", 0, 0, "", "", number, 1, List.of(), Set.of());
        };
        return descriptions.facts(H1, reader);
    }

    private void tell(DomainKey key) {
        descriptions.event(H1, new NativeEvent.DescriptionChanged(key));
    }

    @Test
    void readsEachThingOnce() {
        assertThat(descriptions.lastFacts(H1)).isNull();
        assertThat(unread()).containsExactly(WEB, DB);

        readDomains();

        assertThat(unread()).isEmpty();
        assertThat(descriptions.unread(H2, List.of(WEB))).containsExactly(WEB);
        assertThat(facts().cpus()).isEqualTo(1);
        assertThat(facts().cpus()).isEqualTo(1);
        assertThat(descriptions.lastFacts(H1)).isEqualTo(facts());
    }

    @Test
    void readsAgainWhenTheTimeIsOver() {
        readDomains();
        facts();

        now += 99;
        assertThat(unread()).isEmpty();
        assertThat(facts().cpus()).isEqualTo(1);

        now += 1;
        assertThat(unread()).containsExactly(WEB, DB);
        assertThat(facts().cpus()).isEqualTo(2);
    }

    @Test
    void countsTheTimeFromTheBeginningOfAReading() {
        descriptions.read(
                H1,
                key -> {
                    now += 60;
                    return described(key);
                },
                List.of(WEB));
        facts(() -> now += 60);

        now += 40;
        assertThat(descriptions.unread(H1, List.of(WEB))).containsExactly(WEB);
        assertThat(facts().cpus()).isEqualTo(2);
    }

    @Test
    void stillShowsWhatHasToBeReadAgain() {
        readDomains();
        facts();
        now += 1_000;

        assertThat(descriptions.description(H1, WEB)).isNotNull();
        assertThat(descriptions.lastFacts(H1)).isNotNull();
    }

    @Test
    void readsEverythingAgainAfterAReconnection() {
        readDomains();
        facts();

        descriptions.connected(H1);

        assertThat(unread()).containsExactly(WEB, DB);
        assertThat(facts().cpus()).isEqualTo(2);
        readDomains();
        assertThat(unread()).isEmpty();
        assertThat(facts().cpus()).isEqualTo(2);
    }

    @Test
    void aReconnectionOfAnotherHostMeansNothing() {
        readDomains();
        facts();

        descriptions.connected(H2);

        assertThat(unread()).isEmpty();
        assertThat(facts().cpus()).isEqualTo(1);
    }

    @Test
    void readsADomainAgainOfWhichTheHostTells() {
        readDomains();

        tell(WEB);
        assertThat(unread()).containsExactly(WEB);
        readDomains();
        assertThat(unread()).isEmpty();

        descriptions.event(H1, new NativeEvent.Lifecycle(DB, 2, 0));
        assertThat(unread()).containsExactly(DB);
    }

    @Test
    void anEventDuringAReadingIsNotLost() {
        descriptions.read(
                H1,
                key -> {
                    tell(key);
                    return described(key);
                },
                List.of(WEB));

        assertThat(descriptions.unread(H1, List.of(WEB))).containsExactly(WEB);
        assertThat(descriptions.description(H1, WEB)).isNotNull();
    }

    @Test
    void aReconnectionDuringAReadingIsNotLost() {
        descriptions.read(
                H1,
                key -> {
                    descriptions.connected(H1);
                    return described(key);
                },
                List.of(WEB));
        facts(() -> descriptions.connected(H1));

        assertThat(descriptions.unread(H1, List.of(WEB))).containsExactly(WEB);
        assertThat(facts().cpus()).isEqualTo(2);
    }

    @Test
    void anEventIsNotLostIfTheReadingFails() {
        readDomains();
        tell(WEB);

        assertThatThrownBy(() -> descriptions.read(
                        H1,
                        key -> {
                            throw new IllegalStateException("refused");
                        },
                        List.of(WEB)))
                .hasMessage("refused");

        assertThat(unread()).containsExactly(WEB);
    }

    @Test
    void aReaderThatCameBackLateDoesNotReplaceWhatIsNewer() {
        descriptions.read(
                H1,
                key -> {
                    tell(key);
                    descriptions.read(H1, again -> described(again, "<vcpu>4</vcpu>"), List.of(WEB));
                    return described(key, "<vcpu>2</vcpu>");
                },
                List.of(WEB));

        assertThat(descriptions.description(H1, WEB))
                .isNotNull()
                .extracting(DomainDescription::vcpus)
                .isEqualTo(4);
        assertThat(descriptions.unread(H1, List.of(WEB))).isEmpty();
    }

    @Test
    void anotherRunOfADomainIsUnknown() {
        readDomains();
        DomainKey restarted = new DomainKey(WEB.uuid(), "web", 9);

        assertThat(descriptions.unread(H1, List.of(restarted))).containsExactly(restarted);
        assertThat(descriptions.description(H1, restarted)).isNull();
    }

    @Test
    void aDomainThatIsGoneIsLeftOutAndForgotten() {
        descriptions.read(H1, key -> null, List.of(WEB));
        assertThat(descriptions.description(H1, WEB)).isNull();

        readDomains();
        descriptions.keepOnly(H1, Set.of(DB.uuid()));
        assertThat(unread()).containsExactly(WEB);
    }

    @Test
    void refusesToRefreshWithoutEnd() {
        assertThatThrownBy(() -> new Descriptions(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }
}
