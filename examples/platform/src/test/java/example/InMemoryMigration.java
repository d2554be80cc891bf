package example;

import java.time.Duration;

/** A migration of the platform in memory, which copies at exactly the bandwidth it may use. */
final class InMemoryMigration {

    private final ControlPlane.NewMigration what;
    private final double bytes;
    private final Duration downtime;
    private Duration elapsed = Duration.ZERO;
    private double sent;
    private double left;
    private String status = "queued";
    private String error = "";
    private String message = "";
    private boolean isToBeAborted;

    InMemoryMigration(ControlPlane.NewMigration what, double bytes, Duration downtime) {
        this.what = what;
        this.bytes = bytes;
        this.left = bytes;
        this.downtime = downtime;
    }

    ControlPlane.NewMigration what() {
        return what;
    }

    boolean isActive() {
        return status.equals("queued") || status.equals("copying");
    }

    boolean isCopied() {
        return left <= 0;
    }

    boolean isToBeAborted() {
        return isToBeAborted;
    }

    /** @param converges whether the VM writes more slowly than it is copied */
    void copy(Duration duration, boolean converges) {
        status = "copying";
        elapsed = elapsed.plus(duration);
        double copied = what.bytesPerSecond() * (duration.toNanos() / 1e9);
        sent += converges ? Math.min(left, copied) : copied;
        left = converges ? Math.max(0, left - copied) : bytes;
    }

    void abort() {
        isToBeAborted = true;
    }

    void end(String how, String newError, String newMessage) {
        status = how;
        error = newError;
        message = newMessage;
    }

    ControlPlane.MigrationInfo info() {
        return new ControlPlane.MigrationInfo(what, status, elapsed, downtime, sent, left, error, message);
    }
}
