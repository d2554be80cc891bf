/** Meters of the control loop, for any registry of Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has no descriptor.
module io.affinity.micrometer {
    requires transitive io.affinity.core;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.affinity.micrometer;
}
