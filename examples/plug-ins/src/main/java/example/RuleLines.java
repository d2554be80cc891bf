package example;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules from the file {@code rules.txt}: lines {@code apart NAME VM VM ...} and {@code stays VM HOST}. */
public final class RuleLines implements RuleSource {

    private final Path file;

    public RuleLines() {
        this(ListedInventory.folder());
    }

    RuleLines(Path folder) {
        this.file = folder.resolve("rules.txt");
    }

    @Override
    public String name() {
        return "rule-lines";
    }

    @Override
    public Rules rules(Inventory inventory) {
        try {
            List<LocationPolicy> policies = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(this::policy)
                    .toList();
            return new Rules(policies, List.of());
        } catch (IOException e) {
            throw new TelemetryException("The rules cannot be read: " + e.getMessage(), e);
        }
    }

    /** A line that is not understood may be the one that matters: nothing is decided then. */
    private LocationPolicy policy(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        if (words.size() > 3 && words.get(0).equals("apart")) {
            Set<VmId> vms = words.subList(2, words.size()).stream()
                    .map(VmId::new)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return LocationPolicy.AntiAffinity.of("apart " + words.get(1), vms);
        }
        if (words.size() == 3 && words.get(0).equals("stays")) {
            return LocationPolicy.Pinned.of(words.get(1) + " stays", new VmId(words.get(1)), new HostId(words.get(2)));
        }
        throw new TelemetryException(file + ": (" + line + ") must be \"apart NAME VM VM ...\" or \"stays VM HOST\".");
    }
}
