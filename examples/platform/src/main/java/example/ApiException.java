package example;

/** An error that the platform answered, or {@link #NO_ANSWER} where it answered nothing. */
public final class ApiException extends RuntimeException {

    /** The platform said nothing in time: whether it did what it was asked to is not known. */
    public static final String NO_ANSWER = "no_answer";

    /** Nothing goes by this name. */
    public static final String NOT_FOUND = "not_found";

    private static final long serialVersionUID = 1L;

    private final String code;

    public ApiException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return the word for programs, such as {@code vm_busy}} */
    public String code() {
        return code;
    }
}
