// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes that know numbers, lines, brackets and encodings. */
final class TextMutation {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private static final List<String> NUMBERS = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e308",
            "1e309",
            "-1e308",
            "-0",
            "-1",
            "0",
            "2147483648",
            "4294967296",
            "1e-320",
            "999999999999999999",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "0x10",
            "1_000",
            "1,5",
            "",
            "+1",
            "1d",
            "0b1",
            "\u0661\u0662",
            "PT-1S",
            "2^31",
            "1e2147483647");

    private static final List<String> WORDS = List.of(
            "",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\ud800",
            "\n",
            "\r",
            "\"",
            "'",
            "\\",
            "&",
            "<",
            ">",
            "]]>",
            "<!--",
            "%00",
            "%",
            "%zz",
            "null",
            "~",
            "true",
            "*a",
            "&a a",
            "!!java.lang.String x",
            "#",
            "- ",
            ": ",
            "{}",
            "[]",
            "{",
            "[",
            "|",
            "\t",
            "\ufeff",
            "\u2028",
            "\ud83d\ude00",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "<?x?>",
            "0-65535,");

    private static final List<List<String>> BALANCED = List.of(
            List.of("<a>", "</a>"),
            List.of("<vcpu>", "</vcpu>"),
            List.of("[", "]"),
            List.of("{a: ", "}"),
            List.of("{\"a\":", "}"),
            List.of("[{\"alarms\": [", "]}]"));

    private static final List<String> NESTED = List.of(
            "<a>",
            "<domain>",
            "[",
            "{a: ",
            "- ",
            "{\"a\":",
            "(",
            "&a [",
            "? ",
            "<cell><cpus>",
            "unending ",
            ": ",
            "0-65535,");

    private final SplittableRandom random;

    TextMutation(SplittableRandom random) {
        this.random = random;
    }

    /** {@return the text with a change} */
    byte[] changed(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        return switch (random.nextInt(10)) {
            case 0, 1 -> utf8(replaced(text, NUMBER, NUMBERS));
            case 2 -> utf8(replaced(text, WORD, WORDS));
            case 3 -> utf8(wordForWord(text));
            case 4 -> utf8(inserted(text, any(WORDS)));
            case 5 -> utf8(inserted(text, any(NESTED).repeat(1 << random.nextInt(14))));
            case 6 -> utf8(withOtherLines(text));
            case 8 -> utf8(inserted(text, nested()));
            case 7 -> utf8(inserted(text, "x9 ,;".substring(random.nextInt(5)).repeat(1 << random.nextInt(15))));
            default -> otherwiseEncoded(text);
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String nested() {
        List<String> pair = BALANCED.get(random.nextInt(BALANCED.size()));
        int depth = 1 << random.nextInt(14);
        return pair.get(0).repeat(depth) + pair.get(1).repeat(depth);
    }

    private String replaced(String text, Pattern what, List<String> by) {
        List<int[]> places = new ArrayList<>();
        Matcher found = what.matcher(text);
        while (found.find() && places.size() < 5000) {
            places.add(new int[] {found.start(), found.end()});
        }
        if (places.isEmpty()) {
            return text;
        }
        int[] place = places.get(random.nextInt(places.size()));
        return text.substring(0, place[0]) + any(by) + text.substring(place[1]);
    }

    /** A key, name or word where another one is. */
    private String wordForWord(String text) {
        List<String> words = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        while (found.find() && words.size() < 5000) {
            words.add(found.group());
        }
        return words.isEmpty() ? text : replaced(text, WORD, words);
    }

    private String inserted(String text, String what) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + what + text.substring(at);
    }

    private String withOtherLines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.add(one, lines.get(other));
            case 1 -> lines.remove(one);
            default -> lines.set(one, lines.set(other, lines.get(one)));
        }
        return String.join("\n", lines);
    }

    private byte[] otherwiseEncoded(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.getBytes(StandardCharsets.UTF_16);
            case 1 -> ("\u00e4" + text).getBytes(StandardCharsets.ISO_8859_1);
            default -> text.getBytes(StandardCharsets.UTF_16LE);
        };
    }
}
