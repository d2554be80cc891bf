// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiedDisksTest {

    private static final MigratorSettings FULL =
            MigratorSettings.builder().diskCopy(DiskCopy.FULL).build();

    private static final String DISKS = """
            <domain><devices>
              <disk type='file' device='disk'><source file='/images/a.raw'/><target dev='vda'/></disk>
              <disk type='block' device='disk'><source dev='/dev/vg/b'/><target dev='vdb'/></disk>
              <disk type='volume' device='disk'><source pool='p' volume='c'/><target dev='vdc'/></disk>
              <disk type='network' device='disk'><source protocol='rbd' name='p/d'/><target dev='vdd'/></disk>
              <disk type='file' device='disk'><source file='/images/e.raw'/><target dev='vde'/><shareable/></disk>
              <disk type='file' device='disk'><source file='/images/f.raw'/><target dev='vdf'/><readonly/></disk>
              <disk type='file' device='cdrom'><source file='/images/g.iso'/><target dev='hdg'/></disk>
              <disk type='file' device='floppy'><target dev='fda'/></disk>
              <disk type='file' device='disk'><source file='/images-2/h.raw'/><target dev='vdh'/></disk>
              <disk type='file' device='disk'><source file='/images/../own/i.raw'/><target dev='vdi'/></disk>
            </devices></domain>
            """;

    @Test
    void areAllThatTheVmHasForItself() {
        assertThat(CopiedDisks.of(DISKS, FULL)).containsExactly("vda", "vdb", "vdc", "vdh", "vdi");
    }

    @Test
    void areNotBelowASharedPath() {
        assertThat(CopiedDisks.of(
                        DISKS, FULL.toBuilder().sharedPaths(List.of("/images")).build()))
                .containsExactly("vdb", "vdc", "vdh", "vdi");
        assertThat(CopiedDisks.of(
                        DISKS,
                        FULL.toBuilder()
                                .sharedPaths(List.of("/images/", "/dev"))
                                .build()))
                .containsExactly("vdc", "vdh", "vdi");
    }

    @Test
    void areNoneIfDisksAreNotCopied() {
        assertThat(CopiedDisks.of(DISKS, MigratorSettings.DEFAULT)).isEmpty();
    }

    @Test
    void needSharedPathsThatBeginWithASlash() {
        assertThatThrownBy(() -> FULL.toBuilder().sharedPaths(List.of("images")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The shared path (images) must begin with a slash.");
    }
}
