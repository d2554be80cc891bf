// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFailureTest {

    private static final Migration MIGRATION = new Migration(new VmId("web"), new HostId("h1"), new HostId("h2"));

    /** Codes, domains and words as libvirt 9.0 gives them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | 10 | no domain with matching uuid         | The VM does not run on h1 any more. | VM_ABSENT",
                "55 | 20 | domain is not running                | The VM cannot be migrated now. | VM_BUSY",
                "29 | 20 | read only access prevents migration  | The daemon does not let us migrate. | DENIED",
                "45 | 7  | authentication failed                | The daemon does not let us migrate. | DENIED",
                "67 | 31 | CPU model EPYC does not match qemu64 | h2 cannot run the VM as it is configured. | CONFIGURATION",
                "9  | 31 | missing features: lahf_lm            | The CPU of h2 does not suit the VM. | INCOMPATIBLE_HOST",
                "38 | 18 | Cannot access storage file 'd.raw'   | h2 cannot use a disk of the VM. | STORAGE",
                "49 | 18 | no storage pool                      | h2 has no storage pool for a disk. | STORAGE",
                "81 | 10 | Unsafe migration                     | A disk is not on storage that both h1 and h2 can use safely. | STORAGE",
                "78 | 10 | canceled by client                   | The migration from h1 to h2 was aborted by somebody. | CANCELED",
                "38 | 7  | Connection refused                   | The connection from h1 to h2 failed. | CONNECTION",
                "1  | 10 | pc.ram: Cannot allocate memory       | h2 has not the memory for the VM. | NO_ROOM",
                "38 | 0  | Cannot get interface MTU on 'brx'    | The migration from h1 to h2 failed. | OTHER",
            })
    void beginsWithTheMeaningAndEndsWithTheWordsAndNumbersOfLibvirt(
            int code, int domain, String words, String meaning, FailureCause cause) {
        CallRefusedException refused = new CallRefusedException("virDomainMigrateToURI3", code, domain, words);

        assertThat(CallFailure.of(refused, MIGRATION))
                .isEqualTo(new MigrationFailure.DriverError(
                        cause, meaning + " libvirt says: " + words + " (error " + code + " of " + domain + ")."));
    }

    @Test
    void blamesTheSourceWhenItGaveNoAnswer() {
        HostUnreachableException lost =
                new HostUnreachableException(HostUnreachableException.Reason.LOST, "The connection to h1 broke.");

        assertThat(CallFailure.of(lost, MIGRATION))
                .isEqualTo(new MigrationFailure.Unreachable(
                        new HostId("h1"), "The source h1 gave no answer: The connection to h1 broke."));
    }
}
