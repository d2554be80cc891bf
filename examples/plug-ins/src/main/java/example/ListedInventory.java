package example;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;

/** Hosts and VMs from the file {@code inventory.properties}, which is read again in each step. */
public final class ListedInventory implements InventorySource {

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    private final Path file;
    private final Clock clock;

    public ListedInventory() {
        this(folder(), Clock.systemUTC());
    }

    ListedInventory(Path folder, Clock clock) {
        this.file = folder.resolve("inventory.properties");
        this.clock = clock;
    }

    /** Where all three plug-ins find their files. */
    static Path folder() {
        return Path.of(System.getProperty("example.fleet", "fleet"));
    }

    @Override
    public String name() {
        return "listed";
    }

    @Override
    public Inventory inventory() {
        Properties listed = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            listed.load(reader);
        } catch (IOException e) {
            throw new TelemetryException("The inventory cannot be read: " + e.getMessage(), e);
        }
        try {
            return inventory(listed);
        } catch (IllegalArgumentException e) {
            throw new TelemetryException(file + ": " + e.getMessage(), e);
        }
    }

    private Inventory inventory(Properties listed) {
        Inventory.Builder inventory = Inventory.builder(clock.instant());
        for (String host : words(listed, "hosts")) {
            inventory.host(Host.of(new HostId(host), quantities(listed, "host." + host)));
        }
        for (String vm : words(listed, "vms")) {
            inventory.vm(
                    Vm.of(new VmId(vm), quantities(listed, "vm." + vm)), new HostId(value(listed, "vm." + vm + ".host")));
        }
        return inventory.build();
    }

    private static List<String> words(Properties listed, String key) {
        return List.of(value(listed, key).split("\\s+"));
    }

    private static ResourceVector quantities(Properties listed, String key) {
        return ResourceVector.of(
                RESOURCES,
                RESOURCES.resources().stream()
                        .mapToDouble(resource -> Double.parseDouble(value(listed, key + "." + resource.name())))
                        .toArray());
    }

    private static String value(Properties listed, String key) {
        String value = listed.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing.");
        }
        return value.strip();
    }
}
