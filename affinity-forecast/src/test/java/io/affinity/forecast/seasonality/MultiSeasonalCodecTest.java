// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.forecast.encoding.ModelFormat;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultiSeasonalCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new MultiSeasonal();
    }

    /** Nine bytes a step of a period, for which there are none. */
    @Test
    void aPeriodThatTheBytesDoNotPayForClaimsNoMemory() {
        StateWriter out = ModelFormat.begin(new MultiSeasonal().name());
        out.putDouble(0.1);
        out.putDouble(0.5);
        out.putDouble(1);
        out.putDoubles(new double[] {0.1, 0.1, 0.1});
        out.putDouble(5);
        out.putInts(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE});

        assertThatThrownBy(() -> new MultiSeasonal().decode(ModelFormat.seal(out), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it ends too early for 6442450941 elements");
    }
}
