// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of a list, as they are written. */
final class Elements {

    private Elements() {}

    /** {@return what single values say, each of them once, and where} */
    static List<Mention> distinct(List<YamlNode> elements, String list, Findings findings) {
        Map<String, Mention> byName = new LinkedHashMap<>();
        int i = 0;
        for (YamlNode element : elements) {
            String key = list + "[" + i++ + "]";
            int before = findings.count();
            Mention each = new Mention(text(element, key, findings), findings.place(element.line()), key);
            if (findings.count() == before && byName.putIfAbsent(each.name(), each) != null) {
                findings.add(each, "must not be given twice (" + Quoted.shortened(each.name()) + ").");
            }
        }
        return List.copyOf(byName.values());
    }

    /** {@return what a single value says; if it is none, that is noted, and the text is empty} */
    static String text(YamlNode value, String key, Findings findings) {
        if (value instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        findings.add(value.line(), key, "must be one value, not " + value.described() + ".");
        return "";
    }
}
