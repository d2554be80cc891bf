package io.affinity.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.forecast.selection.Selection;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.Plugins;
import org.junit.jupiter.api.Test;

class ForecastersByNameTest {

    private final Plugins<Forecaster> forecasters =
            Plugins.discover(Forecaster.class, getClass().getClassLoader());

    @Test
    void findsEachForecasterByItsName() {
        assertThat(forecasters.names())
                .contains("auto", "holt-winters", "multi-seasonal", "persistence", "seasonal-naive");
        assertThat(forecasters.named("auto")).isInstanceOf(Selection.class);
    }
}
