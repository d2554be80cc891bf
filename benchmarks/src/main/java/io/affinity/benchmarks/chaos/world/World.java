// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.benchmarks.chaos.disk.Death;
import io.affinity.benchmarks.chaos.disk.VirtualDisk;
import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A cluster and the machine of its controller, in virtual time, in which everything that its seed says goes wrong. Same seed, same world, as
 * long as the controller does the same. Not thread-safe.
 */
public final class World {

    /** Between two cycles of the controller. */
    public static final Duration STEP = Duration.ofMinutes(5);

    /** Where the controller keeps its state. */
    public static final Path FOLDER = Path.of("/state");

    /** Between two looks at what goes wrong next. */
    private static final Duration MOMENT = Duration.ofSeconds(20);

    private final SplittableRandom random;
    private final Setting setting;
    private final Consumer<String> trace;
    private final WorldTime time = new WorldTime();
    private final VirtualDisk disk = new VirtualDisk();
    private final Scene scene;
    private final Hypervisors hypervisors;
    private final String clusterFile;
    private final Witness witness;
    private final Mishaps mishaps;
    private final Senses senses;
    private boolean isCalm;
    private boolean isPassing;
    private long day;

    /** @param trace hears what happens */
    public World(Setting setting, Consumer<String> trace) {
        this.setting = setting;
        this.trace = trace;
        this.random = new SplittableRandom(setting.seed());
        this.scene = new Scene(random.split(), setting, time.now());
        StatedRule stated = scene.stated();
        this.clusterFile =
                stated == null ? "" : stated.file(List.copyOf(scene.machines().keySet()));
        this.witness = new Witness(this, scene);
        this.hypervisors = new Hypervisors(this, scene, witness);
        this.senses = new Senses(this, scene, witness, true);
        this.mishaps = new Mishaps(this, scene, hypervisors);
    }

    /** Tells what happens to whoever wants to follow. */
    public void tell(String what) {
        trace.accept(time.sinceStart() + " " + what);
    }

    public WorldTime time() {
        return time;
    }

    public VirtualDisk disk() {
        return disk;
    }

    public Witness witness() {
        return witness;
    }

    Setting setting() {
        return setting;
    }

    /** {@return what somebody else sees, who looks just now} */
    public Senses others() {
        return new Senses(this, scene, witness, false);
    }

    /** {@return what the controller sees} */
    public Senses senses() {
        return senses;
    }

    /** {@return what the controller of this process migrates with; a process may be one of many, in its order} */
    public Migrator migrator(VirtualProcess process, int controller) {
        return new ChaoticMigrator(this, hypervisors, witness, process, controller);
    }

    /** {@return whether this goes wrong now, which it does once in so many times} */
    public boolean happens(Fault fault, int onceIn) {
        return !isCalm && has(fault) && random.nextInt(onceIn * (fault == Fault.VM_CHURN ? 1 : setting.rarity())) == 0;
    }

    public boolean has(Fault fault) {
        return setting.faults().contains(fault);
    }

    boolean has(Set<Fault> any) {
        return any.stream().anyMatch(this::has);
    }

    public SplittableRandom random() {
        return random;
    }

    /** The process may end at any moment at which it deals with the world. */
    void mayDie(VirtualProcess process) {
        if (process.isAlive() && happens(Fault.DEATH, 500)) {
            tell("the controller is killed");
            process.kill();
        }
        requireAlive(process);
    }

    static void requireAlive(VirtualProcess process) {
        if (!process.isAlive()) {
            throw new Death("killed");
        }
    }

    /** Lets time pass, and things happen. */
    public void pass(Duration duration) {
        if (isPassing) {
            time.pass(duration);
            return;
        }
        isPassing = true;
        try {
            Duration left = duration;
            while (!left.isZero()) {
                Duration part = left.compareTo(MOMENT) < 0 ? left : MOMENT;
                time.pass(part);
                hypervisors.settle();
                if (time.sinceStart().toDays() > day) {
                    day++;
                    witness.forget();
                    hypervisors.forget();
                }
                if (!isCalm) {
                    mishaps.happen();
                    // A VM that powered off is not migrated on.
                    hypervisors.settle();
                }
                left = left.minus(part);
            }
        } finally {
            isPassing = false;
        }
    }

    /** From now on nothing goes wrong any more. What has, is set right, as far as a person can. */
    public void calm() {
        isCalm = true;
        disk.setCapacity(Long.MAX_VALUE);
        scene.machines().values().forEach(Machine::recover);
        senses.recover();
        hypervisors.tidyUp();
        if (has(Fault.DEMAND_DARK)) {
            scene.anyMachine().isDraining = true;
        }
    }

    public boolean isCalm() {
        return isCalm;
    }

    /** A person sees to it that this VM runs on one host only, if it runs at all. */
    public void mend(VmId vm) {
        hypervisors.mend(vm);
    }

    /** {@return the cluster file; empty if there is none} */
    public String clusterFile() {
        return clusterFile;
    }

    /** {@return the VMs that run} */
    public List<VmId> vms() {
        return scene.guests().values().stream()
                .filter(guest -> !guest.running.isEmpty())
                .map(Guest::id)
                .toList();
    }

    /** {@return whether nothing but room decides where this VM may be, and there is a host with more than enough} */
    public boolean couldLeave(VmId vm) {
        Guest guest = scene.guests().get(vm);
        boolean isFree = scene.policies().isEmpty()
                && scene.stated() == null
                && scene.budgets().isEmpty();
        return isFree
                && guest != null
                && scene.machines().values().stream()
                        .anyMatch(machine -> !machine.isDraining
                                && scene.freeMemory(machine)
                                        >= guest.vm().allocation().value(1));
    }

    /** {@return whether demand is not measured any more} */
    public boolean isDark() {
        return isCalm && has(Fault.DEMAND_DARK);
    }

    /** {@return VMs that hosts run which are to be emptied} */
    public List<VmId> vmsOnDrainingHosts() {
        return scene.guests().values().stream()
                .filter(guest -> guest.running.stream()
                        .anyMatch(host -> scene.machines().containsKey(host)
                                && scene.machines().get(host).isDraining))
                .map(Guest::id)
                .toList();
    }
}
