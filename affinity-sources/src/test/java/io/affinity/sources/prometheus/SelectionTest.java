// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final List<VmId> VMS = List.of(new VmId("1"), new VmId("2"));

    private static Selection selection(VmLabel label, String first, String second) {
        return new Selection(label, VmDirectory.of(Fleets.of(Instant.EPOCH, Map.of("1", first, "2", second))));
    }

    @Test
    void matchersAreAddedToThoseThatAreThere() {
        Selection selection = selection(VmLabel.of("vm"), "a", "b");

        assertThat(selection.narrowed("m", true, VMS)).isEqualTo("m{vm=~\"1|2|a|b\"}");
        assertThat(selection.narrowed("m{}", true, VMS)).isEqualTo("m{vm=~\"1|2|a|b\"}");
        assertThat(selection.narrowed("m{x=\"}\"}", true, VMS)).isEqualTo("m{x=\"}\",vm=~\"1|2|a|b\"}");
        assertThat(selection.narrowed("m{x=\"y\", }", true, VMS)).isEqualTo("m{x=\"y\",vm=~\"1|2|a|b\"}");
        assertThat(selection.narrowed("a{$vms} - b{c=\"d\",$vms}", false, VMS))
                .isEqualTo("a{vm=~\"1|2|a|b\"} - b{c=\"d\",vm=~\"1|2|a|b\"}");
        assertThat(selection.narrowed("sum(x)", false, VMS)).isEqualTo("sum(x)");
    }

    @Test
    void severalLabelsAreMatchedOneByOne() {
        Selection selection = selection(Preset.KUBEVIRT.vm(), "shop/web", "bank/db");

        assertThat(selection.narrowed("m", true, VMS)).isEqualTo("m{namespace=~\"bank|shop\",name=~\"db|web\"}");
        assertThat(selection.canMean(VMS.get(0))).isTrue();
        assertThat(selection(Preset.KUBEVIRT.vm(), "web", "db").canMean(VMS.get(0)))
                .isFalse();
    }

    @Test
    void aNameThatTwoVmsHaveIsNotAskedFor() {
        assertThat(selection(VmLabel.of("vm"), "same", "same").narrowed("m", true, VMS))
                .isEqualTo("m{vm=~\"1|2\"}");
    }
}
