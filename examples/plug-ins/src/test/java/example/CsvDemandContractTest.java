package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDemandContractTest extends DemandSourceContract {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final VmId WEB = new VmId("web-1");

    @TempDir
    Path folder;

    @Override
    protected DemandSource source() {
        try {
            Files.writeString(folder.resolve("demand.csv"), """
                    2026-01-05T11:50:00Z,web-1,cpu,1.5
                    2026-01-05T11:50:00Z,gone,cpu,1
                    2026-01-05T11:58:00Z,web-1,cpu,2.5
                    2026-01-05T11:58:00Z,db,memory,4e9
                    2026-01-05T12:03:00Z,web-1,cpu,3.5
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CsvDemand(folder);
    }

    @Override
    protected Inventory inventory(DemandSource source) {
        return new ListedInventory(Path.of("fleet"), Clock.fixed(NOON, ZoneOffset.UTC)).inventory();
    }

    @Test
    void theNewestRowsUpToTheInventoryCount() {
        DemandSource source = source();

        Demand demand = source.demand(inventory(source));

        assertThat(demand.measuredAt()).isEqualTo(NOON.minusSeconds(120));
        assertThat(demand.of(WEB, Resource.CPU)).isEqualTo(2.5);
        assertThat(demand.of(WEB, Resource.MEMORY)).isNaN();
    }

    @Test
    void thePastIsOnTheGridAskedFor() {
        HistoryRequest request = new HistoryRequest(
                List.of(WEB, new VmId("db")),
                ListedInventory.RESOURCES,
                NOON.minusSeconds(900),
                Duration.ofMinutes(5),
                3);

        assertThat(source().history(request).series(WEB, Resource.CPU).values())
                .containsExactly(Double.NaN, 1.5, 2.5);
    }
}
