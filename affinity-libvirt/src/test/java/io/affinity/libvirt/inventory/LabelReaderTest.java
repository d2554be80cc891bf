// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelReaderTest {

    @Test
    void readsTenantAndPriority() {
        VmLabels labels = labels("tenant='acme' priority='high'", "");

        assertThat(labels.tenant()).isEqualTo(new Tenant("acme"));
        assertThat(labels.priority()).isEqualTo(Priority.HIGH);
        assertThat(labels("priority='gold' weight='7.5'", "").priority()).isEqualTo(new Priority("gold", 7.5));
    }

    @Test
    void readsEachKindOfRule() {
        VmLabels labels = labels("", """
                <a:affinity name='app' level='zone'/>
                <a:anti-affinity name='web' level='rack' strength='soft' weight='2' scope='final'/>
                <a:proximity name='db' max-distance='1'/>
                <a:spread name='web' level='zone' min-domains='3'/>
                <a:max-per-domain name='web' max-vms='2'/>
                <a:allowed-hosts hosts='h1 h2'/>
                <a:forbidden-hosts hosts='h3'/>
                <a:pinned/>
                <a:exclusive-tenancy level='rack'/>
                <a:hardware features='cpu-feature:avx2'/>
                <a:budget migrations='2' window='PT6H'/>
                """);

        assertThat(labels.problems()).isEmpty();
        assertThat(labels.policies())
                .extracting(label -> label.kind().element())
                .containsExactly(
                        "affinity",
                        "anti-affinity",
                        "proximity",
                        "spread",
                        "max-per-domain",
                        "allowed-hosts",
                        "forbidden-hosts",
                        "pinned",
                        "exclusive-tenancy",
                        "hardware");
        assertThat(labels.policies().get(1))
                .isEqualTo(new PolicyLabel(
                        PolicyLabel.Kind.ANTI_AFFINITY,
                        "web",
                        Strength.soft(2),
                        Scope.FINAL,
                        TopologyLevel.RACK,
                        0,
                        Set.of()));
        assertThat(labels.policies().get(2).number()).isEqualTo(1);
        assertThat(labels.policies().get(5).values()).containsExactly("h1", "h2");
        assertThat(labels.budgets()).containsExactly(new BudgetLabel(2, Duration.ofHours(6)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority='gold'||gold",
                "weight='-1'||-1",
                "tenat='acme'||tenat",
                "|<a:antiaffinity name='x'/>|antiaffinity",
                "|<a:anti-affinity/>|name",
                "|<a:spread name='x' min-domains='0'/>|min-domains",
                "|<a:spread name='x'/>|min-domains",
                "|<a:affinity name='x' strength='firm'/>|firm",
                "|<a:affinity name='x' weight='3'/>|weight",
                "|<a:affinity name='x' scope='always'/>|always",
                "|<a:affinity name='x' levle='rack'/>|levle",
                "|<a:allowed-hosts hosts=' '/>|hosts",
                "|<a:affinity name='x' level='racks'/>|the level (racks) must be host, rack or zone",
                "|<a:budget migrations='2' window='P500D'/>|at most 399 days",
                "|<a:budget migrations='2' window='daily'/>|daily"
            })
    void listsWhatItCannotUnderstandAndReadsTheRest(String attributes, String child, String named) {
        VmLabels labels = labels(
                attributes == null ? "" : attributes, (child == null ? "" : child) + "<a:forbidden-hosts hosts='h9'/>");

        assertThat(labels.problems()).singleElement().asString().contains(named);
        assertThat(labels.policies()).extracting(PolicyLabel::kind).contains(PolicyLabel.Kind.FORBIDDEN_HOSTS);
    }

    @Test
    void ignoresMetadataOfOthers() {
        assertThat(LabelReader.read(
                        Xml.parse("<domain><metadata><vm xmlns='urn:other' tenant='x'/></metadata></domain>")))
                .isEqualTo(VmLabels.NONE);
    }

    private static VmLabels labels(String attributes, String children) {
        return LabelReader.read(Xml.parse("<domain><metadata><a:vm xmlns:a='https://affinity.io/ns/domain/1' "
                + attributes + ">" + children + "</a:vm></metadata></domain>"));
    }
}
