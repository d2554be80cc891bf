/**
 * Hosts that run libvirt. Entry type: {@link io.affinity.libvirt.Libvirt}.
 *
 * <p>Exported beside it: the settings that its methods take, and what is thrown when hosts do not answer.
 */
@SuppressWarnings(
        "requires-automatic") // Neither JNA nor the Java binding of libvirt is a module; nothing of them is in a
// signature.
module io.affinity.libvirt {
    requires transitive io.affinity.spi;
    requires static org.jspecify;
    requires com.sun.jna;
    requires java.xml;
    requires libvirt;
    requires org.slf4j;

    exports io.affinity.libvirt;
    exports io.affinity.libvirt.access;
    exports io.affinity.libvirt.settings;

    // JNA calls back and fills structures by reflection.
    opens io.affinity.libvirt.binding to
            com.sun.jna;
}
