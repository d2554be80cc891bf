package io.affinity.sources;

/** Where demand and events are known already. */
public final class Sources {

    private Sources() {}
}
