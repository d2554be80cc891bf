// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer: an object, a list, a text, a number, a truth, or nothing. What is asked for and is not there is nothing; what is there and
 * is of another kind is an error that names its place. Immutable.
 */
public final class Json {

    private final String place;
    private final @Nullable Object value;

    Json(String place, @Nullable Object value) {
        this.place = place;
        this.value = value;
    }

    /**
     * {@return what these bytes (UTF-8) say}
     *
     * @throws MalformedJsonException if they are not one value of JSON
     */
    public static Json parse(byte[] bytes) {
        return new Json("", new JsonReader(bytes).read());
    }

    /** {@return the member of this name; nothing if there is none} */
    public Json at(String name) {
        Map<?, ?> object = is(Map.class, "an object");
        return new Json(place.isEmpty() ? name : place + "." + name, object == null ? null : object.get(name));
    }

    /** {@return whether nothing is there, or null} */
    public boolean isAbsent() {
        return value == null;
    }

    /** {@return the elements of a list; none if nothing is there} */
    public List<Json> elements() {
        List<?> list = is(List.class, "a list");
        List<Json> elements = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            elements.add(new Json(place + "[" + i + "]", list.get(i)));
        }
        return elements;
    }

    /** {@return the members of an object by name; none if nothing is there} */
    public Map<String, Json> members() {
        Map<?, ?> object = is(Map.class, "an object");
        Map<String, Json> members = new LinkedHashMap<>();
        if (object != null) {
            object.forEach((name, member) -> members.put(String.valueOf(name), new Json(place + "." + name, member)));
        }
        return members;
    }

    /** {@return the texts of an object by name; numbers and truths as they are written} */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members().forEach((name, member) -> texts.put(name, String.valueOf(member.value)));
        return texts;
    }

    /** {@return the text that is there} */
    public String text() {
        String text = textOrNull();
        if (text == null) {
            throw new MalformedJsonException(place + " must be a text, and nothing is there.");
        }
        return text;
    }

    /** {@return the text that is there, or else this} */
    public String text(String absent) {
        String text = textOrNull();
        return text == null ? absent : text;
    }

    /** {@return the text that is there, or null} */
    public @Nullable String textOrNull() {
        return is(String.class, "a text");
    }

    /** {@return the number that is there, or else this} */
    public double number(double absent) {
        Number number = is(Number.class, "a number");
        return number == null ? absent : number.doubleValue();
    }

    /** {@return the whole number that is there, or else this} */
    public long whole(long absent) {
        Number number = is(Number.class, "a number");
        return number == null ? absent : number.longValue();
    }

    /** {@return whether it is true; nothing is not} */
    public boolean isTrue() {
        return Boolean.TRUE.equals(is(Boolean.class, "true or false"));
    }

    private <T> @Nullable T is(Class<T> kind, String called) {
        if (value == null || kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw new MalformedJsonException((place.isEmpty() ? "the answer" : place) + " must be " + called + ".");
    }
}
