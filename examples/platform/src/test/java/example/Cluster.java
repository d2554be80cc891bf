package example;

import java.util.List;

/** Three hosts of 16 cores, and eight VMs that want 24, all on the first one. */
final class Cluster {

    private static final List<String> HOSTS = List.of("a", "b", "c");

    private Cluster() {}

    static InMemoryPlatform crowded() {
        InMemoryPlatform platform = new InMemoryPlatform().group("db apart", "anti-affinity", "vm-0", "vm-1");
        HOSTS.forEach(host -> platform.host(host, 16, 65_536));
        for (int i = 0; i < 8; i++) {
            platform.vm("vm-" + i, "a", 4, 4_096, 75);
        }
        return platform;
    }
}
