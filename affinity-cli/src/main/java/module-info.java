/** The command line. Nothing of it is for other programs. */
@SuppressWarnings("requires-automatic") // Micrometer has no descriptor.
module io.affinity.cli {
    requires io.affinity.core;
    requires io.affinity.forecast;
    requires io.affinity.libvirt;
    requires io.affinity.openstack;
    requires io.affinity.micrometer;
    requires io.affinity.simulation;
    requires io.affinity.sources;
    requires io.affinity.spi;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.management;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;
    requires org.snakeyaml.engine;

    // Options and arguments are filled in by reflection.
    opens io.affinity.cli to
            info.picocli;
}
