package io.affinity.core.placement;

/**
 * One location policy, compiled to indexes and kept up to date as the search migrates VMs to and fro. The host index -1
 * stands for "nowhere", which a VM is while the search holds it in its hands.
 */
interface Rule {

    /** {@return the violation of the present state, as the policy defines it} */
    double violation();

    /** {@return the violation if the VM were on host {@code to}; the state stays as it is} */
    double violationIf(int vm, int to);

    /** Puts the VM on host {@code to}. */
    void move(int vm, int to);

    /** {@return whether the violation can depend on where this VM runs} */
    boolean concerns(int vm);
}
