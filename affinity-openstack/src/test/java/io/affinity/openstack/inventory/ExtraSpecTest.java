// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of nova.scheduler.filters.extra_specs_ops.match of Nova 26.2.2, asked of it once. */
class ExtraSpecTest {

    @ParameterizedTest
    @CsvSource({
        "true,true,true",
        "true,false,false",
        "12,= 11,true",
        "12,= 13,false",
        "12,>= 12,true",
        "12,<= 11,false",
        "12,<= 12,true",
        "12,== 12.0,true",
        "12,!= 12,false",
        "12,!= 11,true",
        "ssd,s== ssd,true",
        "ssd,s!= hdd,true",
        "ssd,s!= ssd,false",
        "a,s< b,true",
        "a,s> b,false",
        "a,s<= a,true",
        "a,s>= b,false",
        "x86_64,<in> 64,true",
        "x86_64,<in> arm,false",
        "aes mmx sse,<all-in> aes mmx,true",
        "aes mmx,<all-in> aes txt,false",
        "ssd,<or> hdd <or> ssd,true",
        "nvme,<or> hdd <or> ssd,false",
        "'',s==,false",
        "ssd,'  ssd',false",
        "high,> low,false"
    })
    void specsAreMatchedAsNovaDoes(String value, String spec, boolean isMatch) {
        assertThat(ExtraSpec.matches(value, spec)).isEqualTo(isMatch);
    }
}
