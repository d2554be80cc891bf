/** A cluster in virtual time, for tests of policies and plug-ins and for experiments. */
module io.affinity.simulation {
    requires transitive io.affinity.core;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;

    exports io.affinity.simulation;
    exports io.affinity.simulation.workload;
}
