package example;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Demand from the file {@code demand.csv}, as a metrics store may export it: {@code time,vm,resource,value}, the oldest first. The
 * past of all VMs is found in one pass.
 */
public final class CsvDemand implements DemandSource {

    private record Row(Instant time, VmId vm, Resource resource, double value) {}

    private final Path file;

    public CsvDemand() {
        this(ListedInventory.folder());
    }

    CsvDemand(Path folder) {
        this.file = folder.resolve("demand.csv");
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Demand demand(Inventory inventory) {
        Map<Instant, Demand.Builder> newest = new HashMap<>();
        read(row -> {
            if (!row.time.isAfter(inventory.observedAt())) {
                newest.keySet().removeIf(row.time::isAfter);
                newest.computeIfAbsent(row.time, time -> Demand.builder(time, ListedInventory.RESOURCES))
                        .put(row.vm, row.resource, row.value);
            }
        });
        return newest.values().stream()
                .findFirst()
                .orElseThrow(() -> new TelemetryException(file + " has nothing up to " + inventory.observedAt() + "."))
                .build();
    }

    @Override
    public PastDemand history(HistoryRequest request) {
        Set<VmId> wanted = new HashSet<>(request.vms());
        Map<List<Object>, double[]> known = new HashMap<>();
        read(row -> {
            long place = Duration.between(request.start(), row.time).dividedBy(request.step());
            boolean isOnGrid = !row.time.isBefore(request.start()) && place < request.length();
            if (isOnGrid && wanted.contains(row.vm) && request.resources().contains(row.resource)) {
                known.computeIfAbsent(List.of(row.vm, row.resource), series -> missing(request.length()))[(int) place] =
                        row.value;
            }
        });
        PastDemand.Builder past = PastDemand.builder(request);
        known.forEach((series, values) -> past.put((VmId) series.get(0), (Resource) series.get(1), values));
        return past.build();
    }

    private static double[] missing(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private void read(Consumer<Row> reader) {
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(this::row).forEach(reader);
        } catch (IOException | UncheckedIOException e) {
            throw new TelemetryException("The demand cannot be read: " + e.getMessage(), e);
        }
    }

    private Row row(String line) {
        try {
            String[] cells = line.split(",", -1);
            Resource resource = ListedInventory.RESOURCES.resources().stream()
                    .filter(known -> known.name().equals(cells[2]))
                    .findFirst()
                    .orElseThrow();
            return new Row(Instant.parse(cells[0]), new VmId(cells[1]), resource, Double.parseDouble(cells[3]));
        } catch (RuntimeException e) {
            throw new TelemetryException(file + ": (" + line + ") must be time,vm,resource,value.", e);
        }
    }
}
