// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written as JSON, as YAML: the same tree, in ASCII, and read alike by readers of YAML 1.1 and 1.2. Whatever either of them
 * might take for something else than a text is in quotes.
 */
public final class YamlText {

    private static final String INDENT = "  ";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");

    /** Of one version or the other. */
    private static final Set<String> TAKEN = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private final Writer out;

    private YamlText(Writer out) {
        this.out = out;
    }

    /** Writes a document; does not close the writer. */
    public static void write(OutputFile.Content json, Writer out) throws IOException {
        StringWriter text = new StringWriter();
        json.writeTo(text);
        new YamlText(out).document(JsonTree.of(text.toString()));
        out.flush();
    }

    private void document(@Nullable Object tree) throws IOException {
        if (isInline(tree)) {
            out.write(inline(tree) + "\n");
        } else {
            block(tree, "");
        }
    }

    /** Each line but the first is indented; the first begins where the writer is. */
    private void block(@Nullable Object tree, String indent) throws IOException {
        String before = "";
        if (tree instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> field : object.entrySet()) {
                out.write(before + scalar(String.valueOf(field.getKey())) + ":");
                below(field.getValue(), indent);
                before = indent;
            }
        } else if (tree instanceof List<?> array) {
            for (Object one : array) {
                out.write(before + "-");
                if (isInline(one)) {
                    out.write(" " + inline(one) + "\n");
                } else {
                    out.write(" ");
                    block(one, indent + INDENT);
                }
                before = indent;
            }
        }
    }

    private void below(@Nullable Object value, String indent) throws IOException {
        if (isInline(value)) {
            out.write(" " + inline(value) + "\n");
        } else {
            out.write("\n" + indent + INDENT);
            block(value, indent + INDENT);
        }
    }

    private static boolean isInline(@Nullable Object value) {
        return value instanceof Map<?, ?> object
                ? object.isEmpty()
                : !(value instanceof List<?> array) || array.isEmpty();
    }

    private static String inline(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return "{}";
        } else if (value instanceof List<?>) {
            return "[]";
        }
        return value instanceof String text ? scalar(text) : String.valueOf(value);
    }

    private static String scalar(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !TAKEN.contains(text.toLowerCase(Locale.ROOT));
        if (isPlain) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> quoted.append(escaped(point)));
        return quoted.append('"').toString();
    }

    /** Half of a character, which JSON can hold, is none in YAML. */
    private static String escaped(int point) {
        if (point == '"' || point == '\\') {
            return "\\" + (char) point;
        } else if (point >= ' ' && point <= '~') {
            return String.valueOf((char) point);
        } else if (point > Character.MAX_VALUE) {
            return String.format(Locale.ROOT, "\\U%08x", point);
        }
        boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return String.format(Locale.ROOT, "\\u%04x", isHalf ? 0xfffd : point);
    }
}
