package io.affinity.libvirt.binding;

/** The C library of libvirt is missing, too old, or cannot be used by this JVM. Nothing works until that is mended. */
public final class LibraryUnavailableException extends LibvirtAccessException {

    private static final long serialVersionUID = 1L;

    private final String message;

    public LibraryUnavailableException(String message) {
        super(message);
        this.message = message;
    }

    public LibraryUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    String message() {
        return message;
    }
}
