// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.disk.Death;
import io.affinity.benchmarks.chaos.disk.Troubles;
import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.benchmarks.chaos.world.Expectation;
import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.World;
import io.affinity.core.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One seed from begin to end: a while in which things go wrong, and then some calm, in which all must become well again. */
final class Episode {

    static final int CALM_CYCLES = 24;

    private static final Duration QUARTER = Duration.ofHours(6);

    private final Course course;
    private final World world;
    private final Consumer<World> quarterly;
    private int controllers;
    private final RecordFiles record;
    private boolean hasLostLock;
    private @Nullable Controller first;
    private long quarters;

    private Episode(Course course, Consumer<String> trace, Consumer<World> quarterly) {
        this.course = course;
        this.quarterly = quarterly;
        this.world = new World(course.setting(), trace);
        this.record = new RecordFiles(world);
    }

    /**
     * What came of it.
     *
     * @param violations of what must hold, in sentences; none if all held
     * @param controllers how many lives of a controller there were
     * @param starts how many migrations were started
     */
    record Result(long seed, Course course, List<String> violations, int controllers, int starts) {}

    /** @param trace hears what happens */
    static Result of(long seed, Consumer<String> trace) {
        return of(seed, Course.of(seed), trace, world -> {});
    }

    /**
     * @param trace hears what happens
     * @param quarterly is called four times in each day
     */
    static Result of(long seed, Course course, Consumer<String> trace, Consumer<World> quarterly) {
        Episode episode = new Episode(course, trace, quarterly);
        try {
            episode.run();
        } catch (Exception | Error e) {
            episode.world.witness().violated("the episode broke: " + trace(e));
        }
        return new Result(
                seed,
                course,
                List.copyOf(episode.world.witness().violations()),
                episode.controllers,
                episode.world.witness().starts());
    }

    private void run() throws InterruptedException, IOException {
        world.witness()
                .expect(new Expectation(
                        course.mode() == Mode.AUTOMATIC || course.has(Fault.LATE_APPROVAL),
                        course.decider() != Course.Decider.RESTLESS,
                        course.decider() == Course.Decider.PREDICTIVE || course.decider() == Course.Decider.WANDERING,
                        course.setting().isFlat() && course.isThrifty(),
                        course.learn(),
                        course.limits()));
        if (course.has(Fault.CLOCK_YEAR)) {
            record.begin();
        }
        while (!isOver()) {
            live(this::isOver);
            world.pass(Duration.ofMinutes(world.random().nextInt(1, 30)));
            if (course.has(Fault.NEWER_VERSION)) {
                NewerVersion.write(world);
            }
        }
        world.calm();
        becomeWell();
    }

    private boolean isOver() {
        return world.time().sinceStart().compareTo(course.length()) >= 0;
    }

    /** One life of a controller. */
    private void live(BooleanSupplier isOver) throws InterruptedException {
        Controller controller = new Controller(world, course, ++controllers, this::meanwhile);
        first = controller;
        try {
            if (begins(controller)) {
                boolean isShort = world.random().nextInt(3) == 0;
                int most = isShort ? world.random().nextInt(1, 20) : Integer.MAX_VALUE;
                controller.run(() -> isOver.getAsBoolean() || controller.cycles() >= most);
            }
            controller.end();
        } catch (Death e) {
            world.tell("controller " + controllers + " is dead");
            controller.process().kill();
        } catch (Exception | Error e) {
            controller.process().kill();
            world.witness().violated("a controller ended by itself: " + trace(e));
        }
        first = null;
    }

    /** It may refuse to begin only for the disk. */
    private boolean begins(Controller controller) {
        boolean isTroubled = !world.isCalm() && course.has(Fault.DISK_FULL, Fault.DISK_ERROR);
        try {
            if (!controller.begin()) {
                world.witness().violated("the journal is locked, and nobody has it");
                return false;
            }
            return true;
        } catch (UncheckedIOException | IOException e) {
            if (!isTroubled) {
                world.witness().violated("a controller cannot begin: " + trace(e));
            }
            return false;
        }
    }

    /** What others do on the machine. */
    private void meanwhile() {
        record.look();
        if (first == null) {
            return;
        }
        if (world.time().sinceStart().dividedBy(QUARTER) > quarters) {
            quarters = world.time().sinceStart().dividedBy(QUARTER);
            quarterly.accept(world);
        }
        if (world.happens(Fault.READERS, 200)) {
            Reader.look(world, course);
        }
        if (world.happens(Fault.RECORD_REMOVED, 200)) {
            removeRecord();
        }
        if (world.happens(Fault.SECOND_CONTROLLER, 400)) {
            world.tell("a second controller");
            second(false);
        }
        if (world.happens(Fault.LOST_LOCK, 400)) {
            world.tell("the lock is lost, and a second controller");
            second(true);
        }
    }

    private void removeRecord() {
        world.tell("the record is removed");
        try {
            record.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void second(boolean isLockLost) {
        Controller before = first;
        first = null;
        Controller second = new Controller(world, course, ++controllers, () -> {});
        try {
            hasLostLock |= isLockLost;
            if (isLockLost) {
                VirtualProcess somebody = world.disk().process(Troubles.NONE);
                Files.deleteIfExists(somebody.path(World.FOLDER + "/journal.lock"));
                somebody.kill();
            }
            boolean hasBegun = second.begin();
            if (hasBegun && !hasLostLock && before != null && before.process().isAlive()) {
                world.witness().violated("two controllers have one journal");
            } else if (hasBegun) {
                int most = world.random().nextInt(1, 10);
                second.run(() -> second.cycles() >= most);
            }
            second.end();
        } catch (Death | UncheckedIOException | IOException e) {
            second.process().kill();
        } catch (Exception | Error e) {
            second.process().kill();
            world.witness().violated("a second controller ended by itself: " + trace(e));
        }
        first = before;
    }

    private void becomeWell() throws InterruptedException {
        Controller controller = new Controller(world, course, ++controllers, () -> {});
        if (!begins(controller)) {
            return;
        }
        controller.run(() -> controller.cycles() >= CALM_CYCLES);
        Calm.check(world, course, controller);
        controller.end();
    }

    static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
