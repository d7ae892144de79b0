package io.tact.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.identity.Role;
import io.tact.server.config.Address;
import io.tact.server.config.ApiKeySettings;
import io.tact.server.config.ClusterSettings;
import io.tact.server.config.IdentitySettings;
import io.tact.server.config.MembershipSettings;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.StoreSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeFilesTest {
    private static final Map<String, String> PASSWORD = Map.of("TACT_STORE_PASSWORD", "known to the test only");

    private final List<NodeConfig> dev = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> node("dev/node-" + i + ".yaml"))
            .toList();

    @Test
    void everyShippedFileIsReadBySomeTest() {
        assertThat(Shipped.files())
                .containsExactly(
                        "README.md",
                        "dev/README.md",
                        "dev/node-1.yaml",
                        "dev/node-2.yaml",
                        "dev/node-3.yaml",
                        "kubernetes/Dockerfile",
                        "kubernetes/README.md",
                        "kubernetes/config-map.yaml",
                        "kubernetes/disruption-budget.yaml",
                        "kubernetes/network-policy.yaml",
                        "kubernetes/services.yaml",
                        "kubernetes/stateful-set.yaml",
                        "observability/tact-alerts.yaml",
                        "observability/tact-dashboard.json",
                        "prod/node.yaml");
    }

    @Test
    void threeNodesOnThisMachineAreOneCluster() {
        assertThat(dev).extracting(node -> cluster(node).name()).containsOnly("tact-dev");
        assertThat(dev)
                .extracting(node -> cluster(node).membership())
                .containsOnly(cluster(dev.get(0)).membership());
        assertThat(dev)
                .extracting(
                        node -> new Address(cluster(node).bind(), cluster(node).port()))
                .containsExactlyElementsOf(members(dev.get(0)));
        assertThat(dev).extracting(node -> cluster(node).quorum()).containsOnly(2);
        assertThat(dev).extracting(NodeConfig::store).containsOnly(dev.get(0).store());
    }

    @Test
    void threeNodesOnThisMachineStayOnIt() {
        assertThat(dev)
                .extracting(node -> node.http().advertised(node.http().port()))
                .containsExactly(
                        new Address("127.0.0.1", 8081), new Address("127.0.0.1", 8082), new Address("127.0.0.1", 8083));
        assertThat(dev).extracting(node -> cluster(node).bind()).containsOnly("127.0.0.1");
        assertThat(((StoreSettings.PostgreSql) dev.get(0).store()).url()).contains("//127.0.0.1:");
    }

    @Test
    void theRulesetOfTheNodesOnThisMachineIsThere() {
        assertThat(dev)
                .extracting(NodeConfig::ruleset)
                .containsOnly(Shipped.FOLDER.resolveSibling("rules").resolve("rulesets/telco"));
        assertThat(dev.get(0).ruleset().resolve("ruleset.yaml")).exists();
    }

    @Test
    void theCommandsOfTheReadmeNameTheFiles() {
        String readme = Shipped.text("dev/README.md");
        IntStream.rangeClosed(1, 3).forEach(i -> assertThat(readme)
                .contains("TACT_STORE_PASSWORD=tact ./tact serve --config cluster-config/dev/node-" + i + ".yaml"));
    }

    @Test
    void aNodeOfNamedMachinesIsOneOfThem() {
        NodeConfig prod = node("prod/node.yaml");

        assertThat(members(prod))
                .hasSize(3)
                .contains(new Address(cluster(prod).bind(), cluster(prod).port()));
        assertThat(cluster(prod).quorum()).isEqualTo(2);
        assertThat(prod.http().advertise()).isNotNull();
        assertThat(prod.drain()).isPositive();
        assertThat(Shipped.text("prod/node.yaml")).doesNotContain("password:");
    }

    @Test
    void aNodeOfNamedMachinesAsksWhoAsksAndIsEncrypted() {
        NodeConfig prod = node("prod/node.yaml");
        IdentitySettings identities = Objects.requireNonNull(prod.identities());

        assertThat(prod.http().tls()).isNotNull();
        assertThat(identities.keys()).extracting(ApiKeySettings::id).contains("push-gateway", "prometheus");
        assertThat(identities.tokens()).isNotNull();
        assertThat(identities.keys())
                .filteredOn(key -> key.roles().contains(Role.SENDER))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.limits().isNone()).isFalse());
        assertThat(identities.keys()).as("nobody has a key of these").allSatisfy(key -> assertThat(key.hash())
                .startsWith("sha256:" + "0".repeat(60)));
    }

    @Test
    void nodesOnThisMachineAskNobody() {
        assertThat(dev).allSatisfy(node -> assertThat(node.identities()).isNull());
    }

    private static NodeConfig node(String name) {
        return Shipped.node(Shipped.FOLDER.resolve(name), PASSWORD);
    }

    private static ClusterSettings cluster(NodeConfig node) {
        return Objects.requireNonNull(node.cluster());
    }

    private static List<Address> members(NodeConfig node) {
        return ((MembershipSettings.Named) cluster(node).membership()).members();
    }
}
