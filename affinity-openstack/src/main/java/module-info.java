/**
 * Clouds of OpenStack. Entry type: {@link io.affinity.openstack.OpenStack}.
 *
 * <p>Exported beside it: the settings that its methods take.
 */
module io.affinity.openstack {
    requires transitive io.affinity.spi;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires org.slf4j;
    requires org.snakeyaml.engine;

    exports io.affinity.openstack;
    exports io.affinity.openstack.settings;
}
