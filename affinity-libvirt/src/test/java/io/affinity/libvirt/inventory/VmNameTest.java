package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.spi.model.VmId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VmNameTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID THREE = new UUID(0, 3);

    @Test
    void callsVmsByNameAndBothByUuidTooWhereTwoHaveOneName() {
        Map<UUID, VmId> ids = VmName.ids(
                List.of(new DomainKey(ONE, "web", 1), new DomainKey(TWO, "db", 2), new DomainKey(THREE, "web", 1)));

        assertThat(ids)
                .isEqualTo(Map.of(ONE, new VmId("web@" + ONE), TWO, new VmId("db"), THREE, new VmId("web@" + THREE)));
        assertThat(VmName.of(new VmId("web@" + ONE))).isEqualTo(new VmName("web", ONE));
        assertThat(VmName.of(new VmId("db"))).isEqualTo(new VmName("db", null));
    }

    @Test
    void takesAnAtSignInANameForPartOfTheName() {
        assertThat(VmName.of(new VmId("web@home"))).isEqualTo(new VmName("web@home", null));
        String text = "web@zzzzzzzz-0000-0000-0000-000000000001";
        assertThat(VmName.of(new VmId(text))).isEqualTo(new VmName(text, null));
    }
}
